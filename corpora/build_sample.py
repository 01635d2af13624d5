"""Build corpora/sample from corpora/sources: ``python corpora/build_sample.py``.

Every run gives the same bytes; a test builds them anew and compares. The .doc file alone is not built here: it is
the .docx of its source, saved by LibreOffice (``--doc`` does that where LibreOffice is installed).
"""

from __future__ import annotations

import argparse
import subprocess
import tempfile
from collections.abc import Callable
from pathlib import Path

from writers import Report, as_docx, as_html, as_pdf, as_text, parse_report

SAMPLE = Path(__file__).parent / "sample"


def in_traditional(report: Report) -> bytes:
    """The text as mirror sites convert it: Traditional characters, Taiwan's vocabulary."""
    from opencc import OpenCC

    converted: str = OpenCC("s2twp").convert(as_text(report))
    return converted.encode("utf-8")


TARGETS: dict[str, tuple[str, Callable[[Report], bytes]]] = {
    "qingzhu-2014.txt": ("qingzhu-2014", lambda report: as_text(report).encode("utf-8")),
    "songbei-2017.txt": ("songbei-2017", lambda report: as_text(report).encode("gb18030")),
    "songbei-2018.txt": ("songbei-2018", in_traditional),
    "wangqiao-2020.html": ("wangqiao-2020", lambda report: as_html(report).encode("utf-8")),
    "linxiu-2022.docx": ("linxiu-2022", as_docx),
    "heting-2023.pdf": ("heting-2023", as_pdf),
}
DOC = ("baiting-2024.doc", "baiting-2024")


def source_report(stem: str) -> Report:
    """A report of the sample by the name of its source."""
    return parse_report((SAMPLE.parent / "sources" / f"{stem}.md").read_text(encoding="utf-8"))


def build_sample() -> dict[str, bytes]:
    """Every file of the sample but the .doc, by name."""
    return {name: write(source_report(stem)) for name, (stem, write) in TARGETS.items()}


def save_doc() -> None:
    """Have LibreOffice save the .doc file."""
    name, stem = DOC
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"{stem}.docx"
        path.write_bytes(as_docx(source_report(stem)))
        home = f"-env:UserInstallation={(Path(folder) / 'profile').as_uri()}"
        subprocess.run(["soffice", home, "--headless", "--convert-to", "doc", "--outdir", folder, path], check=True)
        (SAMPLE / name).write_bytes((Path(folder) / name).read_bytes())


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Build the sample corpus from its sources.")
    parser.add_argument("--doc", action="store_true", help="save the .doc file anew, too (needs LibreOffice)")
    arguments = parser.parse_args()
    for file, content in build_sample().items():
        (SAMPLE / file).write_bytes(content)
    if arguments.doc:
        save_doc()
