"""Stage identify: from a document to its origin, and whether it is a report of this field at all."""

from __future__ import annotations

from policytext.identify.origin import identify_document
from policytext.identify.reports import is_report

__all__ = ["identify_document", "is_report"]
