"""How large the page of 100 units over 10 years is, and how long it takes to write and to open in Chromium.

Run ``python bench/page.py``. The panel is that of the charts' tests: invented units, statements made up of few phrases.
"""

from __future__ import annotations

import shutil
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "bench"))

from unlike import make_tables  # noqa: E402

from policytext.compare import compare  # noqa: E402
from policytext.show import write_report  # noqa: E402

UNITS, YEARS = 100, 10


def main() -> None:
    """Measure."""
    tables = compare(make_tables(60 * UNITS * YEARS, years=range(2014, 2014 + YEARS)))
    with TemporaryDirectory() as folder:
        path = Path(folder) / "report.html"
        begun = time.perf_counter()
        write_report(tables, path)
        written = time.perf_counter() - begun
        print(f"{UNITS} units x {YEARS} years: {path.stat().st_size / 1e6:.1f} MB, written in {written:.1f} s")
        print(f"opened in {opened(path):.1f} s")


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
    main()
