"""What is combined with what, and how one document of the set is made."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

from tables.forms import FORMS
from tables.grid import Cell, Grid, stored, width
from tables.printed_tables import as_pdf_file
from tables.prose import Draft, Piece, lay_out, wording, write_draft
from tables.shapes import SHAPES, split_keys, stack
from tables.styles import LABELS, Shown, show_values
from tables.text_tables import as_flat_text
from tables.values import Era, Key, true_values
from tables.web_tables import as_web_page
from tables.word_tables import as_word_file

WRITERS: dict[str, Callable[[list[Piece], str, Collection[str]], bytes]] = {
    "html": as_web_page,
    "docx": as_word_file,
    "pdf": as_pdf_file,
    "txt": as_flat_text,
}


@dataclass(frozen=True, slots=True)
class Layout:
    """How the tables of a document are laid out and damaged; ``layouts.toml`` says what the fields mean."""

    format: str
    name: str
    about: str
    t2: str = "official"
    t3: str = "official"
    t4: str = "official"
    labels: str = "official"
    numbers: str = "plain"
    shapes: tuple[str, ...] = ()
    options: tuple[str, ...] = ()
    size: str | None = None
    joined: bool = False


@dataclass(frozen=True, slots=True)
class Document:
    """A document of the set, its tables as printed, and what is true of it."""

    name: str
    content: bytes
    grids: dict[str, list[Grid]]
    truth: dict[str, Any]


@cache
def read_layouts() -> tuple[Layout, ...]:
    """All layouts, by format and name."""
    data = tomllib.loads((Path(__file__).parent / "layouts.toml").read_text(encoding="utf-8"))
    return tuple(_layout(kind, name, fields) for kind, named in data.items() for name, fields in named.items())


def _layout(kind: str, name: str, fields: dict[str, Any]) -> Layout:
    lists = {field: tuple(value) for field, value in fields.items() if isinstance(value, list)}
    return Layout(kind, name, **{**fields, **lists})


def find_layout(kind: str, name: str) -> Layout:
    """The layout of a format by its name."""
    return next(layout for layout in read_layouts() if (layout.format, layout.name) == (kind, name))


def make_document(layout: Layout, era: Era, seed: str) -> Document:
    """A document in a layout; the seed decides the place, the year, the figures and the wording."""
    rng = Random(f"{layout.format}/{layout.name}/{era}/{seed}")
    year = rng.choice((2019, 2020)) if era == "trial" else rng.randint(2021, 2024)
    place = rng.choice(wording()["places"])
    draft = write_draft(place, year, era, true_values(rng, era, layout.size), rng)
    return render(draft, layout, f"{layout.format}-{layout.name}-{era}-{seed}", rng)


def render(draft: Draft, layout: Layout, stem: str, rng: Random) -> Document:
    """A draft in a layout, as a file with its truth."""
    shown = show_values(draft.values, layout.numbers, rng)
    grids = table_grids(draft.era, shown, layout)
    pieces = _joined(draft, grids) if layout.joined else lay_out(draft, grids)
    content = WRITERS[layout.format](pieces, draft.place, layout.options)
    name = f"{stem}.{layout.format}"
    truth = {
        "document": name,
        "era": draft.era,
        "layout": layout.name,
        "format": layout.format,
        "year": draft.year,
        "place": draft.place,
        "split": [".".join(key) for part in grids.values() for key in split_keys(part)],
        "cells": {".".join(key): [cell.value, cell.state] for key, cell in shown.items()},
    }
    return Document(name, content, grids, truth)


def table_grids(era: Era, shown: dict[Key, Shown], layout: Layout) -> dict[str, list[Grid]]:
    """What is printed for each table."""
    surfaces = {key: cell.surface for key, cell in shown.items()}
    grids = {}
    for table, form in (("t2", layout.t2), ("t3", layout.t3), ("t4", layout.t4)):
        grids[table] = [FORMS[table][form](era, surfaces, LABELS[layout.labels])]
        for shape in layout.shapes:
            of, _, name = shape.rpartition(":")
            if of in ("", table):
                grids[table] = SHAPES[name](grids[table])
    return grids


def _joined(draft: Draft, grids: dict[str, list[Grid]]) -> list[Piece]:
    """The pieces of a report whose three tables are one; the headings of sections 3 and 4 are rows in it."""
    third, fourth = draft.sections[2:4]
    wide = max(width(grid) for parts in grids.values() for grid in parts)
    rows = {"t3": third, "t4": fourth}
    parts = []
    for name, own in grids.items():
        if name in rows:
            parts.append([[Cell(rows[name].number + rows[name].title, wide, label=True)]])
        parts += own
    sections = [section for section in draft.sections if section not in (third, fourth)]
    return lay_out(replace(draft, sections=sections), {"t2": [stack(parts)]})


def laid_out(document: Document) -> dict[Key, list[str]]:
    """The texts of the cells that hold each value, as they were printed."""
    found: dict[Key, list[str]] = {}
    for parts in document.grids.values():
        for grid in parts:
            for key, texts in stored(grid).items():
                found.setdefault(key, []).extend(texts)
    return found
