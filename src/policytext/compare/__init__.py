"""Tables of single reports -> tables across years and places. Tables in, tables out; no report is read here.

Add a comparison of a report with the one before or after it in ``comparing._follow_unit``, one of all reports in
``comparing.compare``, its columns in ``store/comparisons.py``.
"""

from __future__ import annotations

import sys
from types import ModuleType

from policytext.compare.comparing import BY, compare

__all__ = ["BY", "compare"]


class _Callable(ModuleType):
    """Once this package is imported, ``policytext.compare`` is the package: ``pt.compare(tables)`` must still work."""

    __call__ = staticmethod(compare)


sys.modules[__name__].__class__ = _Callable
