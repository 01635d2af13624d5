"""The straight line of a comparison: units, then each unit through its years, then all units beside each other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from policytext.compare.boilerplate import Commons
from policytext.compare.changes import change_row
from policytext.compare.diffusion import spread_tables
from policytext.compare.editions import Edition, Panel, Transition
from policytext.compare.followthrough import follow_promises, rate_rows
from policytext.compare.ranks import rank_tables
from policytext.compare.recurring import follow_problems
from policytext.compare.reuse import reuse_rows
from policytext.compare.sensitivity import Commitment, Particulars
from policytext.compare.units import Row, Series, find_series
from policytext.errors import UsageError
from policytext.score import Rubric, load_rubric
from policytext.store import ALL_TABLES, COMPARISONS, Tables

if TYPE_CHECKING:
    import pyarrow as pa

BY: dict[str, tuple[str, ...]] = {
    "year": ("changes", "followthrough", "followthrough_rates", "recurring", "reuse"),
    "place": ("ranks", "sensitivity", "boilerplate", "overlap"),
}
"""What is compared along the years of a unit, and what between units; ``pairs``, ``diffusion``,
``adoption`` and ``uncompared`` belong to both."""

SEED = 2016
FLOAT_DIGITS = 6


def compare(
    tables: Tables,
    by: str = "both",
    places: Sequence[str] = (),
    years: Sequence[int] = (),
    rubric: Path | None = None,
    seed: int = SEED,
) -> Tables:
    """Compare the reports of a dataset over years and between places.

    Reports are grouped and ranked only among peers: province (or the whole panel), organ level and era.

    Args:
        tables: a dataset, from ``read_tables`` or ``score_many``.
        by: ``year`` for each unit along its years, ``place`` for units beside each other, or ``both``.
        places: only units of these places, organs or codes; empty for all.
        years: only reports of these years; empty for all.
        rubric: the rubric that the dataset was scored with, if it was not the packaged one.
        seed: of all draws; the same seed gives the same tables.

    Returns:
        The dataset with the tables of comparison (``docs/tables.md``); those not asked for are empty.

    Raises:
        UsageError: ``by`` is not known, or no report is left to compare.
    """
    if by not in (*BY, "both"):
        raise UsageError(f"by={by!r} is not known; choose from {', '.join(BY)} or both")
    series = find_series(tables["reports"].to_pylist(), places, years)
    if not series.units:
        raise UsageError("no report is left to compare; check places and years, or give a --manifest when scoring")
    rows: dict[str, list[Row]] = {name: [] for name in COMPARISONS}
    rows["uncompared"] = list(series.uncompared)
    rows |= spread_tables(tables, series)
    scale = load_rubric(rubric)
    _follow_units(tables, series, by, scale, seed, rows)
    if by != "year":
        for name, found in rank_tables(series, _particulars(tables), scale, seed).items():
            rows[name] += found
    return tables.joined({name: _table(name, rows[name]) for name in COMPARISONS})


def _follow_units(
    tables: Tables, series: Series, by: str, rubric: Rubric, seed: int, rows: dict[str, list[Row]]
) -> None:
    """Take one unit at a time, so that only its statements are held as Python values."""
    panel, names, commons = Panel(tables, series), _measure_names(tables), Commons()
    for unit in panel.units:
        editions = list(panel.editions(unit))
        if by != "place":
            for name, row in _follow_unit(editions, names, rubric, seed):
                rows[name].append(row)
        if by != "year":
            for edition in editions:
                commons.add(edition)
    rows["followthrough_rates"] += rate_rows(rows["followthrough"])
    if by != "year":
        for name, found in commons.compare().items():
            rows[name] += found


def _follow_unit(
    editions: Sequence[Edition], names: Mapping[str, str], rubric: Rubric, seed: int
) -> Iterator[tuple[str, Row]]:
    steps = [Transition(before, after) for before, after in pairwise(editions)]
    following = {step.before.year: step for step in steps if step.after.year == step.before.year + 1}
    for edition in editions:
        yield from (("followthrough", row) for row in follow_promises(edition, following.get(edition.year), names))
    yield from (("recurring", row) for row in follow_problems(steps, names))
    for step in steps:
        yield "changes", change_row(step, names, rubric, seed)
        reuse, pairs = reuse_rows(step)
        yield "reuse", reuse
        yield from (("pairs", pair) for pair in pairs)


def _measure_names(tables: Tables) -> dict[str, str]:
    measures = tables["measures"].select(["measure_id", "name"]).group_by(["measure_id", "name"]).aggregate([])
    return {row["measure_id"]: row["name"] for row in measures.to_pylist()}


def _particulars(tables: Tables) -> Particulars:
    """For each report its scored commitments with the (kind, value) of their particulars."""
    import pyarrow.compute as pc

    kinds: defaultdict[tuple[str, int], list[tuple[str, str]]] = defaultdict(list)
    columns = ["report_id", "statement_id", "kind", "value"]
    for row in _rows(tables["particulars"].select(columns)):
        kinds[row["report_id"], row["statement_id"]].append((row["kind"], row["value"]))
    statements = tables["statements"]
    wanted = pc.and_(pc.equal(statements["label"], "improvement"), pc.is_valid(statements["level"]))
    found: defaultdict[str, list[Commitment]] = defaultdict(list)
    for row in _rows(statements.filter(wanted).select(["report_id", "statement_id", "level"])):
        found[row["report_id"]].append(
            (row["level"], kinds[row["report_id"], row["statement_id"]] if row["level"] else ())
        )
    return found


def _rows(table: pa.Table) -> Iterator[Row]:
    return (row for batch in table.to_batches() for row in batch.to_pylist())


def _table(name: str, rows: Sequence[Row]) -> pa.Table:
    """Rows in the order of the table's key, with its columns, floats rounded so that no machine shows."""
    import pyarrow as pa

    table = ALL_TABLES[name]
    ordered = sorted(rows, key=lambda row: tuple(str(row[column]) for column in table.key))
    columns = ([row[column.name] for row in ordered] for column in table.columns)
    rounded = (
        [None if value is None else round(value, FLOAT_DIGITS) for value in values] if c.type == "double" else values
        for c, values in zip(table.columns, columns, strict=True)
    )
    return pa.Table.from_arrays(
        [pa.array(values, field.type) for values, field in zip(rounded, table.arrow(), strict=True)],
        schema=table.arrow(),
    )
