"""Tables of single reports -> tables across years and places. Tables in, tables out; no report is read here.

Add a comparison of a report with the one before or after it in ``comparing._follow_unit``, one of all reports in
``comparing.compare``, its columns in ``store/comparisons.py``. What looks for words (``keyness``, ``kwic``,
``discover``) stands by itself; a pattern of ``discover`` goes into ``PATTERNS`` of ``candidates.py``.
"""

from __future__ import annotations

import sys
from types import ModuleType

from policytext.compare.comparing import BY, compare
from policytext.compare.diffusion import adoption_rows, diffusion_rows
from policytext.compare.discover import EXAMPLE_MARK, discover
from policytext.compare.groups import parse_group, select_reports
from policytext.compare.keyness import keyness
from policytext.compare.kwic import kwic
from policytext.compare.pooling import followthrough_rates
from policytext.compare.year_checks import check_years

__all__ = [
    "BY",
    "EXAMPLE_MARK",
    "adoption_rows",
    "check_years",
    "compare",
    "diffusion_rows",
    "discover",
    "followthrough_rates",
    "keyness",
    "kwic",
    "parse_group",
    "select_reports",
]


class _Callable(ModuleType):
    """Once this package is imported, ``policytext.compare`` is the package: ``pt.compare(tables)`` must still work."""

    __call__ = staticmethod(compare)


sys.modules[__name__].__class__ = _Callable
