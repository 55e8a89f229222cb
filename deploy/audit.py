"""`make audit`: known faults in everything that is installed. Fails also when the service did not answer for something.

pip-audit ends well with "no known vulnerabilities" when it could ask nothing, for it skips what it does not find.
"""

import json
import subprocess
import sys
from typing import Any

COMMAND = [sys.executable, "-m", "pip_audit", "--skip-editable", "--progress-spinner", "off", "--format", "json"]


def main() -> int:
    """0: all was audited and nothing is known; 1: a fault is known; 2: something, or everything, was not audited."""
    done = subprocess.run(COMMAND, capture_output=True, text=True, check=False)
    try:
        rows = json.loads(done.stdout)["dependencies"]
    except (ValueError, KeyError):
        rows = []
    words, code = judged(rows)
    print(words)
    if not rows:
        print(done.stderr.strip()[-500:], file=sys.stderr)
    return code


def judged(rows: list[dict[str, Any]]) -> tuple[str, int]:
    """What is said of these answers of the service, and the exit code."""
    skipped = sorted(row["name"] for row in rows if "skip_reason" in row)
    faults = [(row["name"], row["version"], one["id"]) for row in rows for one in row.get("vulns", ())]
    if not rows or len(skipped) == len(rows):
        return "NOTHING WAS AUDITED: the advisory service could not be asked (offline, or it does not know us)", 2
    lines = [f"{name} {version}: {id}" for name, version, id in faults]
    if skipped:
        lines.append(f"NOT AUDITED: {', '.join(skipped)}")
    lines.append(f"{len(rows) - len(skipped)} packages audited, {len(faults)} known faults")
    return "\n".join(lines), 1 if faults else 2 if skipped else 0


if __name__ == "__main__":
    sys.exit(main())
