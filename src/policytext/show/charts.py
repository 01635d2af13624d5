"""The kinds of chart. ``CHARTS`` is the list to extend: a kind, the tables it reads and the function that draws it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from matplotlib import rc_context

from policytext.errors import DataError, UsageError
from policytext.show.checks import draw_checks
from policytext.show.diffusion import draw_diffusion
from policytext.show.heatmap import draw_heatmap
from policytext.show.matrices import draw_measures, draw_particulars
from policytext.show.options import Options
from policytext.show.page import Drawing
from policytext.show.ranking import draw_ranking
from policytext.show.recurring import draw_recurring
from policytext.show.requests import draw_outcomes, draw_requests
from policytext.show.reuse import draw_reuse
from policytext.show.slope import draw_slope
from policytext.show.stacks import draw_followthrough, draw_labels, draw_levels
from policytext.show.style import Picture, style
from policytext.show.trend import draw_trend

if TYPE_CHECKING:
    from policytext.store import Tables


@dataclass(frozen=True, slots=True)
class Chart:
    """A kind of chart: the function that draws it and the tables of comparison that it needs."""

    draw: Callable[[Tables, Options], list[Drawing]]
    needs: tuple[str, ...] = ()


CHARTS: dict[str, Chart] = {
    "ranking": Chart(draw_ranking, ("ranks",)),
    "heatmap": Chart(draw_heatmap),
    "slope": Chart(draw_slope, ("changes",)),
    "trend": Chart(draw_trend, ("ranks",)),
    "levels": Chart(draw_levels),
    "labels": Chart(draw_labels),
    "particulars": Chart(draw_particulars),
    "followthrough": Chart(draw_followthrough, ("followthrough_rates",)),
    "recurring": Chart(draw_recurring, ("recurring",)),
    "reuse": Chart(draw_reuse, ("reuse", "overlap")),
    "diffusion": Chart(draw_diffusion, ("diffusion", "adoption")),
    "measures": Chart(draw_measures),
    "requests": Chart(draw_requests, ("series",)),
    "outcomes": Chart(draw_outcomes, ("series",)),
    "checks": Chart(draw_checks),
}


def draw_chart(kind: str, tables: Tables, options: Options | None = None) -> list[Drawing]:
    """Draw one kind of chart.

    Args:
        kind: a name of ``CHARTS``.
        tables: what ``read_tables`` gives, with the tables of comparison that the kind needs.
        options: choices; ``None`` for the usual ones.

    Returns:
        A drawing for each page; none where the tables hold nothing of the kind.

    Raises:
        UsageError: there is no such kind, or no such year or unit.
        DataError: a table of comparison is missing.
    """
    if kind not in CHARTS:
        raise UsageError(f"no chart {kind!r}; there are {', '.join(CHARTS)}")
    lacking = [name for name in CHARTS[kind].needs if name not in tables]
    if lacking:
        raise DataError(
            f"{kind} needs {', '.join(lacking)}; make them with `policytext compare OUT` or pt.compare(tables)"
        )
    with rc_context(style()):
        return CHARTS[kind].draw(tables, options or Options())


def draw_figure(kind: str, tables: Tables, **choices: Any) -> Picture:
    """The first page of a chart, for notebooks.

    Args:
        kind: a name of ``CHARTS``.
        tables: as for ``draw_chart``.
        choices: fields of ``Options``; ``year`` is short for ``years`` with one year.

    Raises:
        UsageError: a choice or kind is not known.
        DataError: there is nothing to draw.
    """
    if "year" in choices:
        choices["years"] = (choices.pop("year"),)
    unknown = sorted(set(choices) - set(Options.__dataclass_fields__))
    if unknown:
        raise UsageError(f"{', '.join(unknown)} not known; choose from {', '.join(Options.__dataclass_fields__)}")
    drawings = draw_chart(kind, tables, Options(**choices))
    if not drawings:
        raise DataError(f"these tables hold nothing for the chart {kind}")
    return drawings[0].figure
