"""A roster of the units that have to report, held against what came: which reports are there, which are not.

``read_roster`` reads the list, ``cover`` matches it with the tables of a run and with the files that were not scored.
Matching is by code, by name, by former name and by the aliases that the roster gives, never by likeness: what is not
sure is listed for a person. Words of headers are in ``data/roster.toml``, the columns in ``store/given_tables.py``.
"""

from __future__ import annotations

from policytext.roster.covering import count_statuses, count_unreceived, cover
from policytext.roster.entries import Entry, read_roster

__all__ = ["Entry", "count_statuses", "count_unreceived", "cover", "read_roster"]
