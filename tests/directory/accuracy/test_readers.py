"""Measuring the readers: what the scoring programs print becomes figures, and real postings are read and timed."""

import gzip
import json
from datetime import date
from pathlib import Path

import pytest

from directory.accuracy import readers as accuracy
from directory.accuracy.readers import Score
from directory.reading import VERSION

SCORE = """
import json, sys
from pathlib import Path
labels, found = ([json.loads(line) for line in Path(path).read_text().splitlines()] for path in sys.argv[1:3])
found = {row["key"]: row for row in found}
right = sum(found[label["key"]]["pay"] == label["pay"] for label in labels)
print("records            ", len(labels), " missing: 0  malformed: 0")
print("pay exact          ", f"{right / len(labels):.3f} ({right}/{len(labels)})")
print("wrong yes           - (0/0) postings called open")
print("domains             F1 0.500  precision 0.500  recall 0.500  (n=4)")
"""
SCORE_PAY = """
import sys
from pathlib import Path
if sys.argv[1] == "postings":
    print('{"key": "o", "text": "Pay: $20 per hour"}')
else:
    said = Path(sys.argv[3]).read_text()
    print(f"printed        rows 1  found {float('20.0' in said):.3f}  right of found 1.000")
"""
POSTINGS = [
    {"key": "a", "platform": "Acme", "title": "Rater", "text": "Pay: $20 per hour"},
    {"key": "b", "platform": "acme", "title": "Rater", "text": "No word of it."},
    {"key": "c", "platform": "Other", "title": "Rater", "text": "The pay is 20 per hour."},
]
TWENTY = {"min": 20.0, "max": 20.0, "currency": "USD", "unit": "hour", "qualifier": None}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with three labelled postings, which are also the real ones, and small scoring programs."""
    gold, real = tmp_path / "gold", tmp_path / "real"
    gold.mkdir()
    real.mkdir()
    (gold / "score.py").write_text(SCORE)
    (gold / "score_pay.py").write_text(SCORE_PAY)
    lines = "\n".join(json.dumps(row) for row in POSTINGS)
    (gold / "postings.jsonl").write_text(lines)
    labels = [{"key": row["key"], "pay": TWENTY if row["key"] == "a" else None} for row in POSTINGS]
    (gold / "labels.jsonl").write_text("\n".join(json.dumps(label) for label in labels))
    (real / "postings.jsonl.gz").write_bytes(gzip.compress(lines.encode()))
    return tmp_path


def test_everything_is_measured_and_written(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    written = folder / "accuracy.json"
    assert accuracy.main(folder, date(2026, 11, 20), written) == 0
    report = json.loads(written.read_text())
    assert (report["date"], report["version"]) == ("2026-11-20", VERSION)
    assert report["labelled"] == [
        {"name": "pay exact", "value": 1.0, "of": 3},
        {"name": "wrong yes", "value": None, "of": 0},
        {"name": "domains", "value": 0.5, "of": 4},
    ]
    assert {name: [one["of"] for one in found] for name, found in report["platforms"].items()} == {
        "acme": [2, 4],
        "other": [1, 4],
    }
    assert report["ordinary_pay"] == {"printed": {"rows": 1, "found": 1.0, "right": 1.0}}
    real = report["real"]
    assert (real["postings"], real["lost_quotes"], real["doubting"]) == (3, 0, {"Acme": 0.0, "Other": 1.0, "acme": 0.0})
    assert "pay # per hour" not in written.read_text()
    assert "# per hour" in capsys.readouterr().out


def test_a_figure_is_a_share_over_cases(folder: Path) -> None:
    everything, alone = accuracy.labelled(folder / "gold")
    assert everything[0] == Score("pay exact", 1.0, 3)
    assert alone["other"][0] == Score("pay exact", 1.0, 1)
