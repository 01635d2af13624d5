"""How large the page of 100 units over 10 years is, and how long it takes to write and to open in Chromium.

Run ``python bench/page.py``; it fails where the page is over its limits. The panel is the demonstration panel again and
again: other names, and in each copy a third of the Chinese characters are others, so that copies are not alike.
"""

from __future__ import annotations

import random
import shutil
import sys
import time
from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from policytext import score_many
from policytext.compare import compare
from policytext.show import write_report
from policytext.store import TABLES, Tables, tables_of

DEMO = Path(__file__).resolve().parents[1] / "corpora" / "demo" / "reports"
UNITS, YEARS = 100, 10
MOST_MB, MOST_SECONDS = 6.0, 3.0

Row = dict[str, Any]


def main() -> int:
    """Measure."""
    tables = compare(enlarge(score_many([DEMO]), UNITS, YEARS))
    with TemporaryDirectory() as folder:
        path = Path(folder) / "report.html"
        begun = time.perf_counter()
        write_report(tables, path)
        written = time.perf_counter() - begun
        size, opening = path.stat().st_size / 1e6, opened(path)
    reports, statements = len(tables["reports"]), len(tables["statements"])
    print(f"{UNITS} units x {YEARS} years ({reports} reports, {statements} statements)")
    print(f"{size:.1f} MB (at most {MOST_MB:.0f}), written in {written:.1f} s")
    print(f"opened in {opening:.1f} s (at most {MOST_SECONDS:.0f})")
    return int(size > MOST_MB or opening > MOST_SECONDS)


def enlarge(tables: Tables, units: int, years: int) -> Tables:
    """The panel with so many units and years: years before the first repeat its first years."""
    rows = {name: tables[name].to_pylist() for name in TABLES}
    places = sorted({row["place"] for row in rows["reports"]})
    first = min(row["year"] for row in rows["reports"])
    missing = years - (max(row["year"] for row in rows["reports"]) - first + 1)
    found: dict[str, list[Row]] = {name: [] for name in TABLES}
    for number in range(units):
        place, change = places[number % len(places)], _cipher(number)
        own = [row for row in rows["reports"] if row["place"] == place]
        earlier = [row | {"year": row["year"] - missing} for row in own if row["year"] < first + missing]
        for report in own + earlier:
            for name, row in _copied(rows, report, f"{number:03d}号{place}", change):
                found[name].append(row)
    return tables_of(found)


def _copied(
    rows: dict[str, list[Row]], report: Row, name: str, change: Callable[[str], str]
) -> Iterator[tuple[str, Row]]:
    """The rows of a report under another name and id."""
    report_id = sha256(f"{name} {report['year']}".encode()).hexdigest()[:16]
    yield "reports", report | {"report_id": report_id, "place": name, "county": name, "title": name}
    for table in ("statements", "particulars", "measures", "answers"):
        for row in rows[table]:
            if row["report_id"] == report["report_id"]:
                texts = {key: change(row[key]) for key in ("text", "object", "surface") if row.get(key)}
                yield table, row | texts | {"report_id": report_id}


def _cipher(number: int) -> Callable[[str], str]:
    """A change of a third of all Chinese characters, always the same one for a number; lengths stay."""
    rng = random.Random(number)
    common = [chr(code) for code in range(0x4E00, 0x9FA6) if chr(code).encode("gb2312", "ignore")]
    table = {ord(char): rng.choice(common) for char in common if rng.random() < 1 / 3}
    return lambda text: text.translate(table)


def opened(path: Path) -> float:
    """Seconds until the page is loaded and laid out."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        page = browser.new_page()
        begun = time.perf_counter()
        page.goto(path.as_uri())
        page.evaluate("document.body.offsetHeight")
        seconds = time.perf_counter() - begun
        browser.close()
    return seconds


if __name__ == "__main__":
    sys.exit(main())
