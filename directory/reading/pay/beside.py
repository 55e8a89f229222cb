"""What stands behind an amount beside its unit: how it is paid, what no piece of work is, a session it is for."""

import re
from functools import cache

from babel.dates import get_day_names, get_month_names
from babel.localedata import exists

from directory.reading.pay.words import languages
from directory.terms import fold

# An amount for a session that is named a few words on: "$75 gift card after your interview", "(90-minute session)".
BEFORE_SESSION = re.compile(
    r"[ (]*(?:(?:cash|e-?gift|amazon|visa)? ?(?:e-?gift cards?|gift cards?|vouchers?|honorarium|incentive|reward) )?"
    r"(?:(?:for|after|upon|following|por|tras|pour|apres|fur|nach|per|dopo|voor|na|for|efter|za|po|pentru|dupa|за|после"
    r"|після|через) (?:[^\W\d_]+ ){0,3}?(?:\d{1,3}[- ][^\W\d_]+[- ])?(?:[^\W\d_]+[- ]){0,3}?"
    r"|\(?(?:\d{1,3}|one|two)[- ](?:min|hour|hr|std|stund|minut)[^\W\d_]*[- ](?:[^\W\d_]+ ){0,2}?)$"
)
# What an unknown word behind "per" is not: nothing that is handed in.
NO_PIECE = frozenset((
    "person", "people", "head", "user", "seat", "household", "mile", "km", "kg", "quarter", "employee", "team", "child",
    "night", "trip", "country", "company", "share", "student", "customer", "client", "license", "gpu", "token",
    "tokens", "participant", "participante", "teilnehmer", "uczestnika", "deelnemer", "family",
    "twint", "revolut", "wise", "zelle", "venmo", "bizum", "pix", "mobilepay", "swish", "vipps", "upi", "mpesa", "blik",
    "skrill", "payoneer", "uberweisung", "bankuberweisung", "virement", "bonifico", "interac", "gcash", "momo", "iban",
    "bank", "paypal", "via", "transfer", "the", "our", "your", "this", "these", "all", "any",
    "or", "and", "what", "which", "sur", "le", "la", "les", "lo", "los", "las", "el", "tu", "mi", "su", "die", "das",
    "den", "dem", "dich", "uns", "dein", "deine", "ihre", "fernet", "nas", "nam", "ksztalt", "то", "это", "вас", "нас",
    "email", "e-mail", "mail", "sms", "whatsapp", "telefon", "telefono", "telefone", "favore", "favor", "favoare",
    "teilnehmende", "teilnehmerin", "teilnehmenden", "mitwirkenden", "sprecher", "sprecherin", "familie", "famille",
    "famiglia", "familia", "rodzine", "rodziny", "rodinu", "deltager", "deltagare", "osallistuja", "ucastnika",
    "osobe", "participare", "участника", "учасника", "семью", "мширики", "mshiriki", "mtu", "orang", "peserta", "nguoi",
    "monat", "personen", "kandidat", "kandidaten", "bewerber", "candidat", "candidato", "candidata", "kind", "kopf",
    "sofort", "persona", "pessoa", "personne", "osoba", "osobe", "osobu", "человека", "transferencia", "vez", "mas",
    "mais", "plus", "request", "year-end", "referral", "contract", "agreement", "offer", "full-time", "year",
))  # fmt: skip
# Words for "each" that only stand before what is counted; "za", "por" or "per" alone lead to other things too.
EACH = frozenset((
    "pro", "je", "fur jede", "fur jeden", "fur jedes", "por cada", "pour chaque", "par chaque", "per ogni",
    "per ciascun", "per ciascuna", "voor elke", "voor elk", "voor ieder", "voor iedere", "for varje", "for hver",
    "for hvert", "pentru fiecare", "za kazde", "za kazda", "za kazdy", "za kazdou", "jokaisesta", "jokaista",
    "за каждый", "за каждую", "за каждое", "за кожен", "за кожну", "за кожне", "لكل", "عن كل", "مقابل كل", "प्रति",
    "हर",
    "प्रत्येक", "setiap", "tiap", "untuk setiap", "untuk tiap", "cho moi", "moi", "kwa kila", "kila", "for each",
    "for every",
    "per", "pr", "pr.", "valamennyi", "minden", "her", "her bir", "na kazde", "ανα", "για καθε",
))  # fmt: skip
# A short currency whose point ends the sentence too: "1.200 kr. Jeden Tag".
ENDED = re.compile(r"\.\s+[^\W\d_a-zà-ÿа-я]")
# How it is paid, between an amount and what it is paid for: "$80 PayNow per session".
PAID_BY = re.compile(
    r"(?:(?:by|via|in|through|as) )?(?:[^\W\d_](?:-?[^\W\d_]){1,12}(?: [^\W\d_]{3,12})?"
    r"|(?:[^\W\d_]{3,12} ){0,2}(?:vouchers?|gift ?cards?|(?:bank )?transfer|paypal|cash)"
    r" or (?:[^\W\d_]{2,12} ?){1,3})(?= ?\b(?:per|for each|for every) )"
)
PAID_NEAR = 8  # characters: right behind the amount, or behind a word that is split: "PayNow"


@cache
def days() -> frozenset[str]:
    """The names of days and months, folded, in the languages of the tables: what is paid "each Friday" is no piece."""
    known = [one for one in languages() if exists(one)]
    names = (*(get_day_names(locale=one) for one in known), *(get_month_names(locale=one) for one in known))
    return frozenset(fold(name) for each in names for name in each.values())
