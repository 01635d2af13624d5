"""Tables -> the rows that the page's findings are made of, read once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from policytext.store import order_of_unit

if TYPE_CHECKING:
    from policytext.store import Tables

Row = dict[str, Any]

MOST = 0.5
"""Share of the units of the fullest year that make a year one to report on. Reports come in over some months."""


@dataclass(frozen=True)
class Source:
    """The year that the page reports on; rows of ``ranks`` in the order of units, and of three other tables.

    ``adopted`` has the text in which a unit's report first tells that a measure was adopted, by measure, unit and year.
    """

    year: int
    ranks: list[Row]
    rates: list[Row]
    recurring: list[Row]
    diffusion: list[Row]
    adopted: dict[tuple[str, str, int], str]

    @property
    def units(self) -> list[str]:
        """The units in order."""
        return list(dict.fromkeys(row["unit"] for row in self.ranks))

    def of_year(self) -> list[Row]:
        """The reports of the year."""
        return [row for row in self.ranks if row["year"] == self.year]


def choose_year(tables: Tables) -> int:
    """The latest year for which most units have reported: a few that are early do not stand for the panel."""
    units = Counter(tables["ranks"]["year"].to_pylist())
    return int(max(year for year, count in units.items() if count >= MOST * max(units.values())))


def read_source(tables: Tables, year: int) -> Source:
    """Read what the findings about a year are made of."""
    ranks = sorted(tables["ranks"].to_pylist(), key=order_of_unit)
    names = ("followthrough_rates", "recurring", "diffusion")
    rates, recurring, diffusion = (tables[name].to_pylist() for name in names)
    return Source(year, ranks, rates, recurring, diffusion, _adopted(tables, ranks, diffusion))


def rows_of(tables: Tables, name: str, report_ids: Iterable[str]) -> list[Row]:
    """The rows of a table that belong to some reports."""
    import pyarrow as pa
    import pyarrow.compute as pc

    table = tables[name]
    wanted = pc.is_in(table["report_id"], pa.array(sorted(report_ids), pa.string()))
    return list(table.filter(wanted).to_pylist())


def _adopted(tables: Tables, ranks: Iterable[Row], diffusion: Iterable[Row]) -> dict[tuple[str, str, int], str]:
    """Texts of first adoption, of those who were first in the panel only: nothing else is quoted from old reports."""
    firsts = {(row["unit"], row["first_year"]) for row in diffusion if row["order"] == 1}
    reports = {row["report_id"]: (row["unit"], row["year"]) for row in ranks if (row["unit"], row["year"]) in firsts}
    texts = {(row["report_id"], row["statement_id"]): row["text"] for row in rows_of(tables, "statements", reports)}
    found: dict[tuple[str, str, int], str] = {}
    for row in rows_of(tables, "measures", reports):
        text = texts.get((row["report_id"], row["statement_id"]))
        if row["stance"] == "adopted" and text:
            found.setdefault((row["measure_id"], *reports[row["report_id"]]), text)
    return found
