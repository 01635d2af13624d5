"""Write one structured report as .txt, .html, .docx, .pdf, .rtf and .ofd: for the sample corpus and for tests.

Numbers of headings and items are not in the markup: each writer adds them the way its format does, a .docx by
automatic numbering. All output is the same on every machine: archives are stored without compression and with a
fixed date.
"""

from __future__ import annotations

from pathlib import Path

from writers.ofd import as_ofd
from writers.printed import as_pdf
from writers.report import Part, Report, parse_report
from writers.rich import as_rtf
from writers.text import as_text
from writers.web import as_html
from writers.word import as_docx, pack

__all__ = [
    "Part",
    "Report",
    "as_docx",
    "as_html",
    "as_ofd",
    "as_pdf",
    "as_rtf",
    "as_text",
    "pack",
    "parse_report",
    "write_all",
]


def write_all(report: Report, folder: Path, stem: str = "report") -> dict[str, Path]:
    """Write a report in every format; the paths by format: txt, gb18030, html, docx, pdf, rtf, ofd."""
    folder.mkdir(parents=True, exist_ok=True)
    contents = {
        "txt": (f"{stem}.txt", as_text(report).encode("utf-8")),
        "gb18030": (f"{stem}-gb18030.txt", as_text(report).encode("gb18030")),
        "html": (f"{stem}.html", as_html(report).encode("utf-8")),
        "docx": (f"{stem}.docx", as_docx(report)),
        "pdf": (f"{stem}.pdf", as_pdf(report)),
        "rtf": (f"{stem}.rtf", as_rtf(report)),
        "ofd": (f"{stem}.ofd", as_ofd(report)),
    }
    paths = {}
    for kind, (name, data) in contents.items():
        paths[kind] = folder / name
        paths[kind].write_bytes(data)
    return paths
