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
from typing import Any

from tables.layouts import Document, make_document, read_layouts
from tables.values import Era

#: Each layout is made with both forms, and once more with the newer one.
VERSIONS: tuple[tuple[Era, str], ...] = (("trial", "1"), ("standard", "1"), ("standard", "2"))


def make_set(seed: int = 0) -> Iterator[Document]:
    """All documents of the set."""
    for layout in read_layouts():
        for era, version in VERSIONS:
            yield make_document(layout, era, f"{seed}-{version}" if seed else version)


def write_set(documents: Iterable[tuple[str, bytes, dict[str, Any]]], out: Path) -> None:
    """Write documents, and what is true of them into ``truth.jsonl``."""
    out.mkdir(parents=True, exist_ok=True)
    lines = []
    for name, content, truth in documents:
        (out / name).write_bytes(content)
        lines.append(json.dumps(truth, ensure_ascii=False))
    (out / "truth.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")


def main() -> None:
    """Write the set."""
    parser = argparse.ArgumentParser(description="Write the synthetic set of the prescribed tables.")
    parser.add_argument("out", type=Path, help="folder for the documents")
    parser.add_argument("--seed", type=int, default=0, help="another set of the same layouts")
    arguments = parser.parse_args()
    write_set(((each.name, each.content, each.truth) for each in make_set(arguments.seed)), arguments.out)


if __name__ == "__main__":
    main()
