"""``levels``, ``labels`` and ``followthrough``: bars of shares, a row for each unit of a year."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from policytext.show.frames import by_series, by_year, in_pages, latest, unit_reports, unit_rows
from policytext.show.marks import column_note, key, name_rows, name_width, row_note, stacked_rows
from policytext.show.options import Options
from policytext.show.page import MARGIN, ROW, Drawing, Page
from policytext.show.phrases import Phrases, phrases
from policytext.show.style import GRADES, LABELS, LEVELS, SMALL

if TYPE_CHECKING:
    import pandas as pd

    from policytext.store import Tables

_LEVEL_COLUMNS = tuple(f"level_{level}" for level in range(4))
_LABEL_COLUMNS = ("problem", "improvement", "achievement", "statistic", "other")
GRADE_COLUMNS = ("complete", "substantial", "limited", "no_evidence", "not_assessable")


@dataclass(frozen=True, slots=True)
class Stack:
    """What a stack shows: columns of counts, their colours and names, and the count of a count at the right.

    ``doubt`` is the column of those counted that a person should look at, where there is one.
    """

    kind: str
    parts: tuple[str, ...]
    colours: Sequence[str]
    names: str
    of: tuple[str, str]
    doubt: str = ""


_LEVELS = Stack("levels", _LEVEL_COLUMNS, LEVELS, "levels", ("checkable", "commitments"))
_LABELS = Stack("labels", _LABEL_COLUMNS, LABELS, "labels", ("improvement", "statements"))
_GRADES = Stack("followthrough", GRADE_COLUMNS, (*GRADES, ""), "grades", ("assessable", "commitments"), "unsure")


def draw_levels(tables: Tables, options: Options) -> list[Drawing]:
    """Commitments of each unit by level."""
    frame = unit_reports(tables, options)
    frame["commitments"] = frame[list(_LEVEL_COLUMNS)].sum(axis=1)
    return _draw(frame, _LEVELS, options)


def draw_labels(tables: Tables, options: Options) -> list[Drawing]:
    """Statements of each unit by label."""
    return _draw(unit_reports(tables, options), _LABELS, options)


def draw_followthrough(tables: Tables, options: Options) -> list[Drawing]:
    """Commitments of each unit by what the next report shows; the latest year that has a next report."""
    frame = unit_rows(tables, "followthrough_rates", options)
    followed = frame.groupby(["series", "year"])["assessable"].transform("max") > 0
    return _draw(frame if options.years else frame[followed], _GRADES, options)


def _draw(frame: pd.DataFrame, stack: Stack, options: Options) -> list[Drawing]:
    drawings = []
    for peers, series in by_series(frame):
        for year, part in by_year(latest(series, options)):
            pages = in_pages(list(part.index), options.per_page)
            values = _values(part, year, peers, stack, options)
            for at, rows in enumerate(pages):
                drawings.append(_page(part.loc[rows], stack, (at + 1, len(pages)), values, options))
    return drawings


def _values(frame: pd.DataFrame, year: int, peers: str, stack: Stack, options: Options) -> dict[str, Any]:
    of = int(frame[stack.of[1]].sum())
    return {
        "year": year,
        "next_year": year + 1,
        "peers": phrases(stack.kind, options).peers(peers),
        "n": frame["name"].nunique(),
        "of": of,
        "doubt": int(frame[stack.doubt].sum()) if stack.doubt else 0,
    }


def _page(
    frame: pd.DataFrame, stack: Stack, page: tuple[int, int], values: dict[str, Any], options: Options
) -> Drawing:
    words = phrases(stack.kind, options)
    names = list(frame["name"])
    doubt = (words.say("doubt", **values),) if values["doubt"] else ()
    sheet = Page(words.heading(*page, notes=doubt, **values), 0.55 + ROW * len(names) + 0.25)
    left = MARGIN + name_width(names)
    key(sheet, list(zip(stack.colours, _part_names(stack, words), strict=True)), left, 0.0)
    axes = sheet.axes(left, 0.55, sheet.width - left - 1.2, ROW * len(names))
    name_rows(axes, names)
    stacked_rows(axes, frame[list(stack.parts)].fillna(0).astype(int).values.tolist(), stack.colours)
    axes.set_xticks([0, 0.25, 0.5, 0.75, 1], ["0", "25%", "50%", "75%", "100%"], fontsize=SMALL)
    column_note(axes, words.say("total"), 0.9)
    for row, (part, whole) in enumerate(frame[list(stack.of)].fillna(0).astype(int).values.tolist()):
        row_note(axes, row, f"{part}/{whole}" if whole else words.say("none"), 0.9)
    kept = ["name", "year", "peers", *stack.parts, *stack.of, *filter(None, [stack.doubt]), "report_id"]
    return sheet.done(stack.kind, frame[list(dict.fromkeys(kept))], words.columns())


def _part_names(stack: Stack, words: Phrases) -> list[str]:
    return [words.code(stack.names, part.removeprefix("level_")) for part in stack.parts]
