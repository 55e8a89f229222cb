"""All settings, read once from the environment; an odd value is refused by name."""

import os
import secrets
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal, TypeVar, cast, get_args

from directory import private, setting
from directory.address import parse

ROOT = Path(__file__).resolve().parent.parent
BOT = "taskatlasbot"
BOT_AGENT = BOT + "/0.1 (+{contact})"
"""What the crawler calls itself to platforms; CONTACT of the environment is filled in."""
T = TypeVar("T")
LogFormat = Literal["console", "json"]
EngineName = Literal["whoosh", "tantivy", "postgres", "opensearch"]


# A right value of each setting, for the line that refuses a wrong one.
EXAMPLES = {
    "RUN_DIR": "/var/lib/taskatlas",
    "DATABASE_URL": "postgresql://atlas@localhost/atlas",
    "SEARCH_ENGINE": "whoosh",
    "OPENSEARCH_URLS": "http://10.0.0.1:9200,http://10.0.0.2:9200",
    "PUBLIC_URL": "https://atlas.example",
    "SECRET_KEY": "(the output of `python -c 'import secrets; print(secrets.token_hex(32))'`)",
    "DEMO": "1",
    "CLOCK": "2026-11-20T09:00:00Z",
    "SMTP_URL": "smtp+starttls://user:password@mail.example:587",
    "MAIL_FROM": "'Task Atlas <letters@atlas.example>'",
    "DKIM_KEY": "/etc/taskatlas/dkim.pem",
    "DKIM_SELECTOR": "nov2026",
    "BOUNCE_ADDRESS": "bounces@atlas.example",
    "BOUNCE_MAILBOX": "imaps://user:password@mail.example/INBOX",
    "BOUNCE_SECRET": "(the output of `python -c 'import secrets; print(secrets.token_hex(32))'`)",
    "WEBSUB_HUB": "https://hub.example/",
    "CONTACT": "https://atlas.example/bot",
    "TRUSTED_PROXIES": "1",
    "MAINTAINER": "maintainer@atlas.example",
    "PING_URL": "https://checks.example/ping/3f1c",
    "LOG_FORMAT": "json",
    "METRICS_PORT": "9100",
    "DESK_PASSWORD_HASH": "(what `python -m directory password` prints, in single quotes)",
}
HIDDEN = frozenset(
    (
        "OPENSEARCH_URLS",
        "SECRET_KEY",
        "SMTP_URL",
        "DATABASE_URL",
        "BOUNCE_MAILBOX",
        "BOUNCE_SECRET",
        "PING_URL",
        "DESK_PASSWORD_HASH",
    )
)
"""Settings that hold a password or are one: an error never repeats them."""


class BadSetting(ValueError):
    """An environment variable holds a value that cannot be meant; the words name it, say why and show a right one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The program's settings. `clock` freezes the time (the demo); all times are UTC."""

    run_dir: Path
    database_url: str
    search_engine: EngineName
    opensearch_urls: tuple[str, ...]
    public_url: str
    secret_key: str
    demo: bool
    clock: datetime | None
    smtp_url: str | None
    mail_from: str
    dkim_key: Path | None
    dkim_selector: str | None
    bounce_address: str | None
    bounce_mailbox: str | None
    bounce_secret: str | None
    websub_hub: str | None
    contact: str
    trusted_proxies: int
    maintainer: str | None
    ping_url: str | None
    log_format: LogFormat
    metrics_port: int | None
    desk_password_hash: str | None
    ways: Mapping[str, str]
    """Every setting WAY_…, as it came: the ways' own files read them (`directory/letters/ways`)."""

    @property
    def index_dir(self) -> Path:
        """The folder of the words index: a cache, may be deleted at any time and is built again."""
        return self.run_dir / "index"

    @property
    def letters_dir(self) -> Path:
        """The folder in which letters land as .eml files (RFC 5322) while no SMTP server is configured."""
        return self.run_dir / "letters"

    @property
    def open_data_dir(self) -> Path:
        """The folder of the daily files of open data: a folder a day in it, by its UTC date."""
        return self.run_dir / "data"

    def now(self) -> datetime:
        """The present moment with its zone, in UTC; or the frozen one of CLOCK, always the same."""
        return self.clock or datetime.now(UTC)


def load(environ: Mapping[str, str] | None = None) -> Settings:
    """Settings from the environment; raises BadSetting with the variable's name and value.

    Makes RUN_DIR and the secret in it, where they are missing.
    """
    env = os.environ if environ is None else environ
    run_dir = _read(env, "RUN_DIR", ROOT / "data" / "run", setting.folder)
    return Settings(
        run_dir=run_dir,
        database_url=_read(env, "DATABASE_URL", f"sqlite:///{run_dir / 'atlas.db'}", setting.database),
        search_engine=cast(EngineName, _read(env, "SEARCH_ENGINE", "whoosh", setting.one_of(*get_args(EngineName)))),
        opensearch_urls=_read(env, "OPENSEARCH_URLS", (), setting.web_addresses),
        public_url=_read(env, "PUBLIC_URL", "http://127.0.0.1:8000", setting.web_address),
        secret_key=_read(env, "SECRET_KEY", "", setting.secret) or _kept_secret(run_dir),
        demo=_read(env, "DEMO", False, setting.flag),
        clock=_read(env, "CLOCK", None, setting.moment),
        smtp_url=_read(env, "SMTP_URL", None, setting.smtp),
        mail_from=_read(env, "MAIL_FROM", "Task Atlas <letters@localhost>", setting.sender),
        dkim_key=_read(env, "DKIM_KEY", None, setting.key_file),
        dkim_selector=_read(env, "DKIM_SELECTOR", None, setting.selector),
        bounce_address=_read(env, "BOUNCE_ADDRESS", None, setting.mail_address),
        bounce_mailbox=_read(env, "BOUNCE_MAILBOX", None, setting.mailbox),
        bounce_secret=_read(env, "BOUNCE_SECRET", None, setting.secret),
        websub_hub=_read(env, "WEBSUB_HUB", None, setting.web_address),
        contact=_read(env, "CONTACT", "https://taskatlas.example/bot", setting.header),
        trusted_proxies=_read(env, "TRUSTED_PROXIES", 0, setting.small_number),
        maintainer=_read(env, "MAINTAINER", None, parse),
        ping_url=_read(env, "PING_URL", None, setting.ping),
        log_format=cast(LogFormat, _read(env, "LOG_FORMAT", "console", setting.one_of(*get_args(LogFormat)))),
        metrics_port=_read(env, "METRICS_PORT", None, setting.port),
        desk_password_hash=_read(env, "DESK_PASSWORD_HASH", None, setting.argon2),
        ways={name: raw.strip() for name, raw in env.items() if name.startswith("WAY_") and raw.strip()},
    )


def _read(env: Mapping[str, str], name: str, default: T, parse: Callable[[str], T]) -> T:
    raw = env.get(name, "").strip()
    if not raw:
        return default
    try:
        return parse(raw)
    except ValueError as problem:
        shown = "(hidden)" if name in HIDDEN else repr(raw)
        raise BadSetting(f"{name}={shown}: {problem}; for example {name}={EXAMPLES[name]}") from None


def _kept_secret(run_dir: Path) -> str:
    """The secret of this machine, made once, for its owner's eyes; several machines need SECRET_KEY."""
    path = run_dir / "secret"
    private.folder(run_dir)
    half = run_dir / f".secret-{os.getpid()}"
    if not path.exists():
        private.made(half)
        half.write_text(secrets.token_hex(32), encoding="ascii")
        with suppress(FileExistsError):
            os.link(half, path)
        half.unlink()
    return path.read_text(encoding="ascii")
