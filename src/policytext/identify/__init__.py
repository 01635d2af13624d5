"""Stage identify: from a document to its origin, and whether it is a report of this field at all."""

from __future__ import annotations

from policytext.identify.keys import kin_of, place_id, row_of
from policytext.identify.organs import Party, parse_organ, split_places
from policytext.identify.origin import identify_document
from policytext.identify.places import locate
from policytext.identify.reports import is_report

__all__ = [
    "Party",
    "identify_document",
    "is_report",
    "kin_of",
    "locate",
    "parse_organ",
    "place_id",
    "row_of",
    "split_places",
]
