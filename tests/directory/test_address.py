"""E-mail addresses: what a form takes and which spellings are one mailbox."""

import pytest

from directory.address import BadAddress, folded, parse


@pytest.mark.parametrize(
    ("given", "address"),
    [
        (" Reader@Mail.Example ", "reader@mail.example"),
        ("first.last+tag@mail.example", "first.last+tag@mail.example"),
        ("o'neil@mail.example", "o'neil@mail.example"),
        ("reader@bücher.example", "reader@xn--bcher-kva.example"),
        ("reader@münchen.BÜCHER.example", "reader@xn--mnchen-3ya.xn--bcher-kva.example"),
        ("reader@mail.xn--p1ai", "reader@mail.xn--p1ai"),
    ],
)
def test_what_is_taken(given: str, address: str) -> None:
    assert parse(given) == address
    assert parse(address) == address


@pytest.mark.parametrize(
    "given",
    [
        "",
        "nobody",
        "@mail.example",
        "a@",
        "a@localhost",
        "a@mail..example",
        "a@-mail.example",
        "a@mail.example-",
        "a@192.0.2.1",
        "a@[192.0.2.1]",
        ".a@mail.example",
        "a.@mail.example",
        "a..b@mail.example",
        '"a b"@mail.example',
        "a(comment)@mail.example",
        "a,b@mail.example",
        "a;b@mail.example",
        "a b@mail.example",
        "A <a@mail.example>",
        "a@b@mail.example",
        "a\r\nb@mail.example",
        "a\x00@mail.example",
        "é@mail.example",
        "a@mail.exa\x7fmple",
        f"{'a' * 65}@mail.example",
        f"a@{'b' * 64}.example",
        f"a@{'.'.join(['b' * 60] * 5)}.example",
    ],
)
def test_what_is_refused(given: str) -> None:
    with pytest.raises(BadAddress, match="is no e-mail address"):
        parse(given)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("f.i.r.s.t+news", "gmail.com"), ("first", "googlemail.com")),
        (("first+news", "outlook.com"), ("First", "Outlook.com")),
        (("first+a", "icloud.com"), ("first", "me.com")),
        (("fi.rst", "pm.me"), ("first", "proton.me")),
    ],
)
def test_spellings_of_one_mailbox(one: tuple[str, str], other: tuple[str, str]) -> None:
    assert folded("@".join(one)) == folded("@".join(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("f.irst", "mail.example"), ("first", "mail.example")),
        (("first+a", "mail.example"), ("first", "mail.example")),
        (("f.irst", "outlook.com"), ("first", "outlook.com")),
        (("first", "outlook.com"), ("first", "gmail.com")),
    ],
)
def test_other_hosts_keep_spellings_apart(one: tuple[str, str], other: tuple[str, str]) -> None:
    assert folded("@".join(one)) != folded("@".join(other))


def test_folding_never_raises_and_leaves_a_name() -> None:
    assert (folded("192.0.2"), folded("+@" + "gmail.com"), folded("é@x")) == ("192.0.2", "+@" + "gmail.com", "é@x")
