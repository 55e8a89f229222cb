"""Telegram: a bot that writes to whoever pressed Start with the key of their page (core.telegram.org/bots/api).

WAY_TELEGRAM is https://TOKEN@api.telegram.org/NAME: the bot's token as BotFather gives it, and its name, by which the
page's button finds it. The Bot API knows no key that makes a message the same message: what was accepted and not noted
is sent again.
"""

import html
import json
from collections.abc import Mapping, Sequence
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from typing import Any
from urllib.parse import unquote, urlsplit

from directory.config import Settings
from directory.letters.ways.way import BadDestination, Brief, BriefPart, Heard, Outcome, Say, WayOffer

EXAMPLE = "https://123456:ABC-DEF@api.telegram.org/TaskAtlasBot"
TIMEOUT = 30.0  # seconds for an answer, as for mail
MOST = 4_000  # UTF-16 units that are seen; the Bot API takes 4,096 characters after entities
UPDATES = 100  # what getUpdates gives at most
GONE = ("bot was blocked", "user is deactivated", "chat not found", "bot was kicked", "bot can't initiate")
"""What a refusal says when nobody is there any more; any other is about us or about this message."""


def open_way(settings: Settings) -> "Telegram":
    """The bot of WAY_TELEGRAM; raises ValueError for an address that names no token or no bot."""
    parts = urlsplit(settings.ways["WAY_TELEGRAM"])
    token = unquote(f"{parts.username or ''}:{parts.password or ''}").strip(":")
    name = parts.path.strip("/")
    if parts.scheme not in ("http", "https") or not parts.hostname or ":" not in token or not name.isidentifier():
        raise ValueError("must hold the bot's token, a host and the bot's name")
    return Telegram(parts.scheme == "https", parts.hostname, parts.port, token, name)


class Telegram:
    """The bot at one host; `token` goes into every request and into no message of ours."""

    name, linked = "telegram", True

    def __init__(self, safe: bool, host: str, port: int | None, token: str, bot: str) -> None:
        self._kind = HTTPSConnection if safe else HTTPConnection
        self._host, self._port, self._token, self._bot = host, port, token, bot
        self._connection: HTTPConnection | None = None
        self._offset: int | None = None

    def offer(self, key: str, say: Say) -> WayOffer:
        """A link into the app: Start there sends the key to the bot. Telegram takes no dot in it."""
        text = say("Open the bot and press Start. It sends you your alerts; /stop ends it.")
        return WayOffer("Telegram", text, say("Connect Telegram"), f"https://t.me/{self._bot}?start={_dashed(key)}")

    def destination(self, sent: str) -> str:
        """Refuses all: a chat is known by what the bot hears, never by a form."""
        raise BadDestination("Telegram is connected by its bot")

    def pack(self, brief: Brief) -> bytes | None:
        """The body of sendMessage without its chat; None for more than one message may hold."""
        lines = [f"<b>{html.escape(brief.title)}</b>", *map(html.escape, brief.lines)]
        lines += [line for part in brief.parts for line in _part(part)]
        lines += ["", " · ".join(_link(words, url) for words, url in brief.links)]
        text = "\n".join(lines)
        seen = sum(len(line) for line in _seen(brief))
        if seen + 4 * len(lines) > MOST:
            return None
        return json.dumps(
            {"text": text, "parse_mode": "HTML", "link_preview_options": {"is_disabled": True}}, ensure_ascii=False
        ).encode()

    def carry(self, packed: bytes, destination: str) -> Outcome:
        """Sends the message to a chat; blocked, gone or deleted is "never", a wrong message "failed", else "later"."""
        try:
            status, said = self._ask("sendMessage", {**json.loads(packed), "chat_id": int(destination)})
        except (OSError, HTTPException, ValueError) as problem:
            self.reset()
            return Outcome("later", type(problem).__name__, reached=False)
        if status == 200 and said.get("ok"):
            return Outcome("sent", "accepted")
        words = str(said.get("description", ""))[:300]
        if any(reason in words for reason in GONE):
            return Outcome("never", f"{status} {words}")
        wait = _wait(said)
        return Outcome("failed" if status == 400 else "later", f"{status} {words}", wait=wait, halts=wait > 0)

    def reset(self) -> None:
        """Ends the connection; the next message opens another."""
        if self._connection is not None:
            self._connection.close()
        self._connection = None

    def hear(self) -> Sequence[Heard]:
        """What was written to the bot and not confirmed; asking from an offset confirms all that is before it.

        Raises OSError where Telegram does not answer as it should. No offset outlives an empty answer: after a week
        without updates Telegram goes on from a random number, which may be lower.
        """
        since = {} if self._offset is None else {"offset": self._offset}
        asked = {**since, "limit": UPDATES, "timeout": 0, "allowed_updates": ["message"]}
        try:
            status, said = self._ask("getUpdates", asked)
        except (HTTPException, ValueError) as problem:
            self.reset()
            raise OSError(f"getUpdates: {type(problem).__name__}") from None
        except OSError:
            self.reset()
            raise
        if status != 200 or not said.get("ok"):
            raise OSError(f"getUpdates: {status} {said.get('description', '')}")
        if not said["result"]:
            self._offset = None
        return [_heard(update) for update in said["result"]]

    def heard(self, told: Heard) -> None:
        """The next question confirms it."""
        self._offset = told.at + 1

    def _ask(self, method: str, values: Mapping[str, object]) -> tuple[int, dict[str, Any]]:
        if self._connection is None:
            self._connection = self._kind(self._host, self._port, timeout=TIMEOUT)
        body = json.dumps(values, ensure_ascii=False).encode()
        self._connection.request("POST", f"/bot{self._token}/{method}", body, {"Content-Type": "application/json"})
        answer = self._connection.getresponse()
        said = json.loads(answer.read())
        return answer.status, said if isinstance(said, dict) else {}


def _wait(said: Mapping[str, Any]) -> int:
    """The seconds that the bot is asked to be silent (`parameters.retry_after`, ResponseParameters); 0 for none."""
    told = said.get("parameters")
    seconds = told.get("retry_after") if isinstance(told, dict) else None
    return seconds if isinstance(seconds, int) and seconds > 0 else 0


def _part(part: BriefPart) -> list[str]:
    rows = [f"• {_link(row.title, row.url)}\n{html.escape(row.said)}" for row in part.rows]
    return ["", f"<i>{html.escape(part.sentence)}</i>", *rows, *(_link(words, url) for words, url in part.more)]


def _link(words: str, url: str) -> str:
    return f'<a href="{html.escape(url)}">{html.escape(words)}</a>'


def _seen(brief: Brief) -> list[bytes]:
    """What is seen of a brief, a byte a UTF-16 unit: addresses behind links are not."""
    words = [brief.title, *brief.lines, *(words for words, _ in brief.links)]
    for part in brief.parts:
        words += [part.sentence, *(f"{row.title}{row.said}" for row in part.rows), *(more for more, _ in part.more)]
    return [one.encode("utf-16-le")[::2] for one in words]


def _dashed(key: str) -> str:
    return key.replace(".", "-", 2)


def _dotted(key: str) -> str:
    return key.replace("-", ".", 2)


def _heard(update: Mapping[str, Any]) -> Heard:
    """One update: only words in a private chat are for us, whatever else it may hold."""
    message = update.get("message") or {}
    chat, sender = message.get("chat") or {}, message.get("from") or {}
    if chat.get("type") != "private":
        return Heard(int(update["update_id"]), "")
    command, _, rest = str(message.get("text", "")).strip().partition(" ")
    key = _dotted(rest.strip()) if command == "/start" else ""
    locale = str(sender.get("language_code", ""))[:2]
    return Heard(int(update["update_id"]), str(chat["id"]), locale, key, command == "/stop")
