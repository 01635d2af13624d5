"""The table ``coverage`` -> the first lines of the page: how many of those who have to report did, and who is open."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from policytext.store import RECEIVED

if TYPE_CHECKING:
    from policytext.show.page_words import PageWords
    from policytext.store import Tables

Row = dict[str, Any]

#: Entries without a report that the page names; the table ``coverage`` has all.
SHOWN = 200


def find_arrivals(tables: Tables, words: PageWords) -> Row | None:
    """What came, held against the roster; ``None`` where no roster was given.

    Returns:
        ``expected`` and ``received`` entries, ``others`` (name of a status and how many entries have it, without a
        report), ``files`` (files that answer no entry) and ``open``: unit, year, status and note of entries without
        a report, in the order of the roster.
    """
    if "coverage" not in tables:
        return None
    rows = tables["coverage"].to_pylist()
    entries = [row for row in rows if row["expected"]]
    waiting = [row for row in entries if row["status"] not in RECEIVED]
    counts = Counter(row["status"] for row in waiting)
    return {
        "expected": len(entries),
        "received": len(entries) - len(waiting),
        "others": [(words.arrival(status), count) for status, count in counts.most_common()],
        "files": len(rows) - len(entries),
        "open": [(row["unit"], row["year"], words.arrival(row["status"]), row["note"]) for row in waiting[:SHOWN]],
    }
