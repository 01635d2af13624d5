"""Build the demonstration panel, corpora/demo, from its sources: ``python corpora/build_demo.py``.

Writes reports/ (each report in one format, as ``PANEL`` says) and gold/ (its coded units), and checks what truth.toml
says about them. Every run gives the same bytes; a test builds them anew and compares.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from demo_facts import find_faults
from writers import Report, as_docx, as_html, as_pdf, as_text
from writers.coded import coded_report, coded_units, parse_lines

from policytext.quantities import find_dates
from policytext.score import load_rubric

DEMO = Path(__file__).parent / "demo"
YEARS = range(2016, 2024)

#: The format of each county's reports by year; ``-`` is a year whose report is not there.
PANEL = {
    # YEARS:     2016    2017    2018    2019 2020 2021 2022 2023
    "yicheng": " gb18030 txt     html    html docx html pdf  pdf",
    "huaidang": "txt     gb18030 trad    html txt  docx html pdf",
    "zhiyuan": " gb18030 html    txt     docx html html docx pdf",
    "yanbo": "   txt     html    gb18030 html docx html pdf  html",
    "weihang": " html    gb18030 docx    html html pdf  docx pdf",
    "xiuyun": "  txt     gb18030 html    -    docx html html pdf",
    "yunshui": " gb18030 txt     html    docx html html pdf  docx",
    "liaozhou": "txt     html    txt     html docx pdf  html pdf",
}
#: The day of January on which a county publishes its report, where the report does not say it itself.
PUBLISHED = {
    "yicheng": 22,
    "huaidang": 31,
    "zhiyuan": 27,
    "yanbo": 19,
    "weihang": 15,
    "xiuyun": 28,
    "yunshui": 12,
    "liaozhou": 25,
}


def in_traditional(text: str) -> str:
    """Text as mirror sites convert it: Traditional characters, Taiwan's vocabulary.

    数据 stays: its 資料 is also 资料, and the gold units, which are Simplified, must be found in the cleaned text.
    """
    from opencc import OpenCC

    convert: Callable[[str], str] = OpenCC("s2twp").convert
    return "數據".join(map(convert, text.split("数据")))


#: Suffix and writer of each format.
FORMATS: dict[str, tuple[str, Callable[[Report], bytes]]] = {
    "txt": ("txt", lambda report: as_text(report).encode("utf-8")),
    "gb18030": ("txt", lambda report: as_text(report).encode("gb18030")),
    "trad": ("txt", lambda report: in_traditional(as_text(report)).encode("utf-8")),
    "html": ("html", lambda report: as_html(report).encode("utf-8")),
    "docx": ("docx", as_docx),
    "pdf": ("pdf", as_pdf),
}


def format_of(doc: str) -> str:
    """The format of a report, ``-`` where there is none."""
    stem, _, year = doc.rpartition("-")
    return PANEL[stem].split()[YEARS.index(int(year))]


def read_truth() -> dict[str, Any]:
    """What is known of each county, by its stem."""
    counties: dict[str, Any] = tomllib.loads((DEMO / "truth.toml").read_text(encoding="utf-8"))["county"]
    return counties


def panel_docs() -> list[str]:
    """The names of all reports, STEM-YEAR."""
    docs = [f"{stem}-{year}" for stem in PANEL for year in YEARS]
    return [doc for doc in docs if format_of(doc) != "-"]


def read_sources() -> dict[str, str]:
    """The coded source of each report that has one, by name; a test finds what is missing."""
    paths = {doc: DEMO / "sources" / f"{doc}.txt" for doc in panel_docs()}
    return {doc: path.read_text(encoding="utf-8") for doc, path in paths.items() if path.exists()}


def source_report(doc: str, source: str, truth: dict[str, Any]) -> Report:
    """A report with the facts of its publication."""
    stem, _, year = doc.rpartition("-")
    signed = [day.value for line in parse_lines(source, doc) if line.code == "X" for day in find_dates(line.text)]
    published = signed[-1] if signed else date(int(year) + 1, 1, PUBLISHED[stem])
    return coded_report(source, doc, {"place": truth[stem]["place"], "published": published.isoformat()})


def build_report(doc: str, source: str, truth: dict[str, Any]) -> tuple[str, bytes]:
    """Name and content of a report's file."""
    suffix, write = FORMATS[format_of(doc)]
    return f"{doc}.{suffix}", write(source_report(doc, source, truth))


def build_gold(doc: str, source: str) -> tuple[str, bytes]:
    """Name and content of a report's coded units."""
    units = coded_units(source, doc, load_rubric())
    lines = [json.dumps(unit, ensure_ascii=False) + "\n" for unit in units]
    return f"{doc}.jsonl", "".join(lines).encode("utf-8")


def main() -> None:
    """Write both folders, nothing else in them, and check the facts."""
    truth, sources = read_truth(), read_sources()
    write_folder(DEMO / "reports", dict(build_report(doc, source, truth) for doc, source in sources.items()))
    write_folder(DEMO / "gold", dict(build_gold(doc, source) for doc, source in sources.items()))
    faults = find_faults(truth, sources)
    raise SystemExit("\n".join(faults) or None)


def write_folder(folder: Path, files: dict[str, bytes]) -> None:
    """Make a folder hold these files and no others."""
    folder.mkdir(exist_ok=True)
    for path in folder.iterdir():
        if path.name not in files:
            path.unlink()
    for name, content in files.items():
        (folder / name).write_bytes(content)


if __name__ == "__main__":
    main()
