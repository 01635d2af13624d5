"""Rates of single reports -> rates of units, years or whatever else the reports are grouped by."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from policytext.compare.followthrough import jeffreys
from policytext.errors import UsageError

if TYPE_CHECKING:
    import pandas as pd

    from policytext.store import Tables

_COUNTS = [
    "commitments",
    "assessable",
    "complete",
    "substantial",
    "limited",
    "no_evidence",
    "not_assessable",
    "rolled_over",
    "unsure",
]
GROUPS = ("unit", "place", "adcode", "organ_level", "peers", "year")


def followthrough_rates(tables: Tables, by: str | Sequence[str] = "unit") -> pd.DataFrame:
    """The table ``followthrough_rates`` summed over reports, each sum with its rate and interval.

    The interval takes promises as independent. Those of one unit are alike, so it is rather too narrow.

    Args:
        tables: of a dataset that was compared.
        by: columns of that table to group by, of ``GROUPS``: ``unit`` over its years, ``year`` over its units ...

    Returns:
        A row a group, in order of the group: the columns of ``by``, the counts of the table, ``rate`` (complete and
        substantial over assessable, 0-1), ``rate_low``, ``rate_high`` (95 %, Jeffreys). No rate where nothing is
        assessable.

    Raises:
        UsageError: ``by`` names something else.
    """
    import pandas as pd

    names = [by] if isinstance(by, str) else list(by)
    if not names or set(names) - set(GROUPS):
        raise UsageError(f"by={by!r} cannot group reports; give one or more of {', '.join(GROUPS)}")
    sums = tables.pandas("followthrough_rates").groupby(names, dropna=False)[_COUNTS].sum().reset_index()
    done = (sums["complete"] + sums["substantial"]).astype(int).tolist()
    rates = list(map(_rate, done, sums["assessable"].astype(int).tolist()))
    return sums.join(pd.DataFrame(rates, columns=["rate", "rate_low", "rate_high"], dtype=float))


def _rate(done: int, assessable: int) -> tuple[float | None, float | None, float | None]:
    return (done / assessable, *jeffreys(done, assessable)) if assessable else (None, None, None)
