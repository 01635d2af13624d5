"""Coded reports: JSON lines <-> records. One line a unit, in the order of the text."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from policytext.errors import DataError

ROLES = ("statement", "runin", "heading", "aside")
#: The labels of the codebook, in the order in which it decides.
LABELS = ("problem", "improvement", "achievement", "statistic", "other")


@dataclass(frozen=True, slots=True)
class CodedUnit:
    """One unit of a coded report (docs/data.md lists the fields).

    ``particulars`` and ``weak`` hold (kind, text), ``measures`` (name, text). ``label`` is ``None`` unless the role is
    statement; ``level``, ``action`` and ``object`` are set for improvements and rectified statements.
    """

    doc: str
    i: int
    text: str
    role: str
    truncated: bool = False
    label: str | None = None
    level: int | None = None
    action: bool | None = None
    object: bool | None = None
    rectified: bool = False
    particulars: tuple[tuple[str, str], ...] = ()
    weak: tuple[tuple[str, str], ...] = ()
    measures: tuple[tuple[str, str], ...] = ()


def read_coded(path: Path) -> dict[str, list[CodedUnit]]:
    """Read coded reports from a JSON lines file, or from every ``*.jsonl`` of a folder.

    Returns:
        The units of each report by its name, in order of ``i``.

    Raises:
        DataError: a line is not JSON, lacks a field, or names an unknown role or label.
    """
    files = sorted(path.glob("*.jsonl")) if path.is_dir() else [path]
    if not files:
        raise DataError(f"{path}: no *.jsonl file there; give the folder or file that holds the coded statements")
    documents: dict[str, list[CodedUnit]] = {}
    for file in files:
        for unit in _read_units(file):
            documents.setdefault(unit.doc, []).append(unit)
    return {doc: sorted(units, key=lambda unit: unit.i) for doc, units in documents.items()}


def _read_units(file: Path) -> Iterator[CodedUnit]:
    for number, line in enumerate(file.read_text(encoding="utf-8-sig").splitlines(), 1):
        if not line.strip():
            continue
        try:
            yield parse_unit(json.loads(line))
        except (ValueError, KeyError, TypeError) as error:
            message = f"{file.name}, line {number}: {error}; see docs/data.md for the fields of a coded unit"
            raise DataError(message) from None


def parse_unit(row: dict[str, Any]) -> CodedUnit:
    """A coded unit from its JSON object.

    >>> parse_unit({"doc": "x", "i": 1, "text": "无。", "role": "statement", "label": "other"}).label
    'other'
    """
    if row["role"] not in ROLES:
        raise ValueError(f"unknown role {row['role']!r}, expected one of {', '.join(ROLES)}")
    if row.get("label") not in (None, *LABELS):
        raise ValueError(f"unknown label {row['label']!r}, expected one of {', '.join(LABELS)}")
    return CodedUnit(
        doc=str(row["doc"]),
        i=int(row["i"]),
        text=row["text"],
        role=row["role"],
        truncated=bool(row.get("truncated")),
        label=row.get("label"),
        level=row.get("level"),
        action=row.get("action"),
        object=row.get("object"),
        rectified=bool(row.get("rectified")),
        particulars=_pairs(row.get("particulars"), "kind"),
        weak=_pairs(row.get("weak"), "kind"),
        measures=_pairs(row.get("measures"), "name"),
    )


def _pairs(rows: list[Any] | None, key: str) -> tuple[tuple[str, str], ...]:
    """Both ways to write a coded span: ``{"kind": …, "text": …}`` and ``[kind, text]``."""
    return tuple((row[key], row["text"]) if isinstance(row, dict) else (row[0], row[1]) for row in rows or ())
