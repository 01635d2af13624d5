"""``pt.charts``: a function for each kind of chart, from tables to the figure of its first page.

Each takes ``tables`` and, by name, the fields of ``Options`` (``lang``, ``years`` or ``year``, ``peers``, ``places``,
``measures``, ``ranks``, ``value``). ``draw_chart`` gives all pages, with the table of what is drawn.

>>> import policytext as pt
>>> pt.charts.ranking.__doc__
'Dots with intervals in three groups: above, not distinguishable from, below the mean of the peers.'
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from policytext.show.charts import draw_figure

if TYPE_CHECKING:
    from policytext.show.style import Picture
    from policytext.store import Tables


def ranking(tables: Tables, **choices: Any) -> Picture:
    """Dots with intervals in three groups: above, not distinguishable from, below the mean of the peers."""
    return draw_figure("ranking", tables, **choices)


def heatmap(tables: Tables, **choices: Any) -> Picture:
    """Place x year: checkable promises, or the index with ``value="specificity"``; missing reports hatched."""
    return draw_figure("heatmap", tables, **choices)


def slope(tables: Tables, **choices: Any) -> Picture:
    """The index of each unit in two years, changes that can be told in colour."""
    return draw_figure("slope", tables, **choices)


def trend(tables: Tables, **choices: Any) -> Picture:
    """A small panel of the index for each unit, with the mean of its peers and the breaks of the form."""
    return draw_figure("trend", tables, **choices)


def levels(tables: Tables, **choices: Any) -> Picture:
    """Commitments of each unit by level."""
    return draw_figure("levels", tables, **choices)


def labels(tables: Tables, **choices: Any) -> Picture:
    """Statements of each unit by label."""
    return draw_figure("labels", tables, **choices)


def particulars(tables: Tables, **choices: Any) -> Picture:
    """Shares of commitments with each kind of particular: which kinds a unit lacks."""
    return draw_figure("particulars", tables, **choices)


def followthrough(tables: Tables, **choices: Any) -> Picture:
    """Commitments of each unit by what the next report shows of them."""
    return draw_figure("followthrough", tables, **choices)


def recurring(tables: Tables, **choices: Any) -> Picture:
    """A row for each problem that returns, with its years."""
    return draw_figure("recurring", tables, **choices)


def reuse(tables: Tables, **choices: Any) -> Picture:
    """A matrix of the text that units share, and of what each repeats from its own last report."""
    return draw_figure("reuse", tables, **choices)


def diffusion(tables: Tables, **choices: Any) -> Picture:
    """First years of a measure by unit, and the share of units that adopted it."""
    return draw_figure("diffusion", tables, **choices)


def measures(tables: Tables, **choices: Any) -> Picture:
    """Which unit names which measure, and what it says of it."""
    return draw_figure("measures", tables, **choices)


def requests(tables: Tables, **choices: Any) -> Picture:
    """Requests received, granted and refused by year, a small panel for each unit."""
    return draw_figure("requests", tables, **choices)


def outcomes(tables: Tables, **choices: Any) -> Picture:
    """What became of the requests of each unit."""
    return draw_figure("outcomes", tables, **choices)


def checks(tables: Tables, **choices: Any) -> Picture:
    """Unit x check: how many answers do not agree."""
    return draw_figure("checks", tables, **choices)
