"""Every setting that cannot be meant is refused at the start, by its name, why, and with a right value."""

from pathlib import Path

import pytest

from directory.config import EXAMPLES, HIDDEN, ROOT, BadSetting, load

PORT = "must name a port between 1 and 65535"


@pytest.mark.parametrize(
    ("name", "value", "why"),
    [
        ("METRICS_PORT", "http", "must be a number between 1 and 65535"),
        ("METRICS_PORT", "²", "must be a number between 1 and 65535"),
        ("TRUSTED_PROXIES", "two", "must be a number between 0 and 5"),
        ("CLOCK", "yesterday", "must be a date and a time"),
        ("CLOCK", "2026-11-20", "needs a time zone, such as 2026-11-20T09:00:00Z"),
        ("SMTP_URL", "smtp://mail.example:99999", PORT),
        ("SMTP_URL", "smtp://mail.example:submission", PORT),
        ("SMTP_URL", "mail.example:25", "must look like smtp+starttls://user:password@host:587"),
        ("PUBLIC_URL", "https://atlas.example:0", PORT),
        ("PUBLIC_URL", "https://atlas.example/our site", "must be one address without spaces"),
        ("PING_URL", "https://checks.example:port/", PORT),
        ("MAIL_FROM", "Task Atlas", "must be one plain address, name@host"),
        ("MAIL_FROM", "Task Atlas <letters@>", "must be one plain address, name@host"),
        ("DKIM_KEY", "/there/is/no/key.pem", "cannot be read (No such file or directory)"),
        ("DKIM_KEY", str(ROOT / "README.md"), "must hold a private key in PEM"),
        ("DKIM_SELECTOR", "nov 2026", "must be letters, digits and hyphens, with dots between"),
        ("RUN_DIR", __file__, "cannot be made (File exists)"),
        ("RUN_DIR", f"{__file__}/run", "cannot be made (Not a directory)"),
    ],
)
def test_it_is_refused_by_name_with_a_right_value(tmp_path: Path, name: str, value: str, why: str) -> None:
    with pytest.raises(BadSetting) as refused:
        load({"RUN_DIR": str(tmp_path), name: value})
    shown = "(hidden)" if name in HIDDEN else repr(value)
    assert str(refused.value) == f"{name}={shown}: {why}; for example {name}={EXAMPLES[name]}"


def test_a_relay_and_a_key_are_taken_as_they_are_meant(tmp_path: Path) -> None:
    key = tmp_path / "dkim.pem"
    key.write_text("-----BEGIN PRIVATE KEY-----\n", encoding="ascii")  # what it holds is the signer's to say
    env = {"SMTP_URL": "smtps://a%40b:c@mail.example:465", "DKIM_KEY": str(key), "DKIM_SELECTOR": "nov2026.mail"}
    read = load({"RUN_DIR": str(tmp_path), "MAIL_FROM": '"Atlas, the map" <letters@atlas.example>', **env})
    assert (read.smtp_url, read.dkim_key, read.dkim_selector) == (env["SMTP_URL"], key, "nov2026.mail")
