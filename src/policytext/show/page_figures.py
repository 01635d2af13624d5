"""The page's figures: charts as SVG, each with its table, whose units lead to the texts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from policytext.errors import UsageError
from policytext.show.charts import CHARTS, draw_chart
from policytext.show.page_words import PageWords
from policytext.show.picture import svg_of

if TYPE_CHECKING:
    import pandas as pd

    from policytext.show.links import Links
    from policytext.show.options import Options
    from policytext.show.page import Drawing
    from policytext.store import Tables

Row = dict[str, Any]

PARTS = {
    "ranking": "commitments",
    "trend": "years",
    "levels": "commitments",
    "particulars": "commitments",
    "followthrough": "follow",
    "recurring": "recurring",
    "reuse": "shared",
    "diffusion": "years",
    "requests": "checks",
    "outcomes": "checks",
    "checks": "checks",
}
"""The charts of the page in order, and the part of a unit's section that has what a row rests on.

The heatmap is a table on the page, which is smaller and can be read aloud.
"""

OF_ONE_YEAR = {"ranking": 0, "levels": 0, "particulars": 0, "reuse": 0, "followthrough": -1, "outcomes": 0, "checks": 0}
"""Kinds that show one year, counted from the one reported on: promises are followed from the year before."""

LEFT_OUT = ("report_id", "statement_id", "marks")
"""Columns that only a program needs: on the page the unit's link leads to the report."""

CODES = {"group": "groups", "how": "how"}


def draw_figures(tables: Tables, options: Options, year: int, links: Links) -> Iterator[Row]:
    """The figures of the page.

    Args:
        tables: a dataset with its comparisons.
        options: ``lang``, ``places``, ``peers`` and ``ranks`` count.
        year: the year reported on, which figures of one year show.
        links: addresses of units.
    """
    words, units = PageWords(options.lang), name_units(tables)
    for kind, part in PARTS.items():
        if any(name not in tables for name in CHARTS[kind].needs):
            continue
        for number, drawing in enumerate(_draw(kind, tables, options, year)):
            name = f"{kind}-{number}"
            yield {
                "id": name,
                "title": drawing.title,
                "svg": svg_of(drawing.figure, prefix=f"{name}-", alt=drawing.alt, outlines=False),
                **_data(drawing, words, lambda said, part=part: _address(links, units, said, part)),
            }


def _draw(kind: str, tables: Tables, options: Options, year: int) -> list[Drawing]:
    """The chart of this kind; none where no report is of its year."""
    years = (year + OF_ONE_YEAR[kind],) if kind in OF_ONE_YEAR else ()
    try:
        return draw_chart(kind, tables, replace(options, years=years))
    except UsageError:
        return []


def name_units(tables: Tables) -> dict[str, str]:
    """The unit of each name that the charts use: an organ has its place in front there."""
    rows = tables["ranks"].to_pylist()
    names = {row["unit"]: row["unit"] for row in rows}
    return names | {f"{row['place']} {row['unit']}": row["unit"] for row in rows if row["place"]}


def _address(links: Links, units: Mapping[str, str], said: str, part: str) -> str:
    return links.to(units[said], part) if said in units else ""


def _data(drawing: Drawing, words: PageWords, address: Any) -> Row:
    """What is drawn, as a table: its columns in words, its rows as pairs of text and address."""
    table = drawing.data.drop(columns=[name for name in LEFT_OUT if name in drawing.data])
    rows = [
        [
            (said := _cell(value, name, words), address(said) if name == "name" else "")
            for name, value in zip(table.columns, values, strict=True)
        ]
        for values in table.itertuples(index=False)
    ]
    columns = [drawing.columns.get(name, name) for name in table.columns]
    return {"columns": columns, "numbers": [_is_number(table[name]) for name in table.columns], "rows": rows}


def _is_number(column: pd.Series[Any]) -> bool:
    """Whether a column is set like numbers, to the right; flags are words, years stay as they are read."""
    return column.dtype.kind in "iuf" and not str(column.name).endswith("year")


def _cell(value: Any, column: str, words: PageWords) -> str:
    if value is None or str(value) in ("nan", "<NA>", "NaT", "None"):
        return ""
    if column == "peers":
        return words.peers(str(value))
    if column in CODES:
        return words.code(CODES[column], value)
    if str(value) in ("True", "False"):
        return words.say("yes" if value else "no")
    return f"{value:.2f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)
