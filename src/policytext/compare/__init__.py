"""Tables of single reports -> tables across years and places. Tables in, tables out; no report is read here.

Add a comparison of a report with the one before or after it in ``_follow_unit``, one of all reports in ``compare``, its
columns in ``store/comparisons.py``.
"""

from __future__ import annotations

from policytext.compare.comparing import BY, compare

__all__ = ["BY", "compare"]
