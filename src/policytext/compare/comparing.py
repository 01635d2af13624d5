"""The straight line of a comparison: units, then each unit through its years, then all units beside each other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import Path

from policytext.compare.boilerplate import Commons
from policytext.compare.changes import change_row
from policytext.compare.diffusion import spread_tables
from policytext.compare.editions import Edition, Panel, Transition
from policytext.compare.figures import FigurePanel, derived_rows, series_rows
from policytext.compare.followthrough import follow_promises, rate_rows
from policytext.compare.gathering import Gathering
from policytext.compare.posterior import Draws
from policytext.compare.ranks import rank_tables
from policytext.compare.recurring import follow_problems
from policytext.compare.reuse import reuse_rows
from policytext.compare.sensitivity import count_without
from policytext.compare.units import UNIT_COLUMNS, Row, Series, find_series
from policytext.compare.year_checks import problem_check_rows, year_check_rows
from policytext.errors import UsageError
from policytext.score import load_rubric
from policytext.store import Tables

BY: dict[str, tuple[str, ...]] = {
    "year": ("changes", "followthrough", "followthrough_rates", "recurring", "reuse", "derived", "year_checks"),
    "place": ("ranks", "sensitivity", "boilerplate", "overlap"),
}
"""What is compared along the years of a unit, and what between units; ``pairs``, ``diffusion``,
``adoption``, ``series`` and ``uncompared`` belong to both."""

REPORT_COLUMNS = (
    *UNIT_COLUMNS,
    *("few", "checkable", "specificity", "specificity_low", "specificity_high"),
    *("problem", "improvement", "achievement", "statistic", "other", "level_0", "level_1", "level_2", "level_3"),
)
"""What comparisons know of a report; it is held for all reports."""

SEED = 2016


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
    series = find_series(_rows(tables, "reports", REPORT_COLUMNS), places, years)
    if not series.units:
        raise UsageError("no report is left to compare; check places and years, or give a --manifest when scoring")
    gathering, draws = Gathering(series), Draws(load_rubric(rubric), seed)
    gathering.add("uncompared", series.uncompared)
    gathering.add_all(spread_tables(tables, series).items())
    _follow_figures(tables, series, by, gathering)
    _follow_units(tables, series, by, draws, gathering)
    if by != "year":
        gathering.add_all(rank_tables(series, count_without(tables, series, draws.rubric), draws))
    return tables.joined(gathering.tables())


def _follow_figures(tables: Tables, series: Series, by: str, gathering: Gathering) -> None:
    panel = FigurePanel(tables, series)
    for unit in series.units:
        editions = {report["year"]: panel.of(report) for report in unit.reports}
        before: dict[str, Row] = {}
        for year, edition in editions.items():
            rows = list(series_rows(unit.name, edition))
            gathering.add("series", rows)
            previous = editions.get(year - 1)
            if by != "place":
                gathering.add("derived", derived_rows(rows, before if previous else {}))
                gathering.add("year_checks", year_check_rows(unit.name, edition, previous) if previous else ())
            before = {row["indicator"]: row for row in rows}


def _follow_units(tables: Tables, series: Series, by: str, draws: Draws, gathering: Gathering) -> None:
    """Take one unit at a time, so that only its statements are held in memory."""
    panel, names, commons = Panel(tables, series), _measure_names(tables), Commons()
    for unit in panel.units:
        editions = list(panel.editions(unit))
        if by != "place":
            gathering.add_all(_follow_unit(editions, names, draws))
        if by != "year":
            for edition in editions:
                commons.add(edition)
    if by != "year":
        gathering.add_all(commons.compare())


def _follow_unit(
    editions: Sequence[Edition], names: Mapping[str, str], draws: Draws
) -> Iterator[tuple[str, Iterable[Row]]]:
    steps = [Transition(before, after) for before, after in pairwise(editions)]
    following = {step.before.year: step for step in steps if step.after.year == step.before.year + 1}
    for edition in editions:
        promises = follow_promises(edition, following.get(edition.year), names)
        yield "followthrough", promises
        yield "followthrough_rates", rate_rows(promises)
    yield "recurring", follow_problems(steps, names)
    for step in following.values():
        yield "year_checks", problem_check_rows(step)
    for step in steps:
        yield "changes", [change_row(step, names, draws)]
        reuse, pairs = reuse_rows(step)
        yield "reuse", [reuse]
        yield "pairs", pairs


def _measure_names(tables: Tables) -> dict[str, str]:
    return {row["measure_id"]: row["name"] for row in _rows(tables, "measures", ("measure_id", "name"))}


def _rows(tables: Tables, name: str, columns: Sequence[str]) -> Iterator[Row]:
    return (row for block in tables.batches(name, columns) for row in block.to_pylist())
