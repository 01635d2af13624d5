"""Write the synthetic set of the prescribed tables: ``python corpora/make_tables.py OUT [--seed N]``.

OUT gets the documents and ``truth.jsonl``, one line for each: document, era, layout, format, year, place, split (cells
whose number stands in two), and cells, by ``table.row.column`` the value as text and its state (number, zero, blank,
na). ``OUT/faults`` gets the documents of ``tables/faults.toml``, with a ``truth.jsonl`` of their own. The same
seed gives the same bytes. ``--readme`` brings the lists in corpora/tables/README.md up to date.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Iterator
from pathlib import Path

from tables.faults import make_case, read_cases
from tables.layouts import Document, make_document, read_layouts
from tables.values import Era

README = Path(__file__).parent / "tables" / "README.md"
_MARK = "## Layouts and cases"
#: Each layout is made with both forms, and once more with the newer one.
VERSIONS: tuple[tuple[Era, str], ...] = (("trial", "1"), ("standard", "1"), ("standard", "2"))


def make_set(seed: int = 0) -> Iterator[Document]:
    """All documents of the set."""
    for layout in read_layouts():
        for era, version in VERSIONS:
            yield make_document(layout, era, f"{seed}-{version}" if seed else version)


def write_set(documents: Iterable[Document], out: Path) -> None:
    """Write documents, and what is true of them into ``truth.jsonl``."""
    out.mkdir(parents=True, exist_ok=True)
    lines = []
    for document in documents:
        (out / document.name).write_bytes(document.content)
        lines.append(json.dumps(document.truth, ensure_ascii=False))
    (out / "truth.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")


def make_faults(seed: int = 0) -> Iterator[Document]:
    """All documents that fail or tempt a check."""
    for case in read_cases():
        yield from make_case(case, str(seed or 1))


def describe_layouts() -> str:
    """The lists of the README: layouts by format, and cases by check."""
    lines = ["| format | layout | what it is |", "|---|---|---|"]
    lines += [f"| {layout.format} | `{layout.name}` | {layout.about} |" for layout in read_layouts()]
    lines += ["", "| check | fails in | holds in |", "|---|---|---|"]
    for check in dict.fromkeys(case.check for case in read_cases()):
        cases = [case for case in read_cases() if case.check == check]
        names = [[f"`{case.name}`" for case in cases if bool(case.fails) == failing] for failing in (True, False)]
        lines.append(f"| `{check}` | {', '.join(names[0])} | {', '.join(names[1])} |")
    return "\n".join(lines) + "\n"


def fresh_readme() -> str:
    """The README with its lists made anew."""
    above, _, _ = README.read_text(encoding="utf-8").partition(_MARK)
    return above + _MARK + "\n\n" + describe_layouts()


def main() -> None:
    """Write the set, or the lists of its README."""
    parser = argparse.ArgumentParser(description="Write the synthetic set of the prescribed tables.")
    parser.add_argument("out", type=Path, nargs="?", help="folder for the documents")
    parser.add_argument("--seed", type=int, default=0, help="another set of the same layouts and cases")
    parser.add_argument("--readme", action="store_true", help="bring corpora/tables/README.md up to date")
    arguments = parser.parse_args()
    if arguments.readme:
        README.write_text(fresh_readme(), encoding="utf-8")
    if arguments.out:
        write_set(make_set(arguments.seed), arguments.out)
        write_set(make_faults(arguments.seed), arguments.out / "faults")


if __name__ == "__main__":
    main()
