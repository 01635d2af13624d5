"""The sheets of ``scores.xlsx`` that ``policytext compare`` adds: what its tables say, in words for people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policytext.store.rows import Row, order_of_unit
from policytext.store.sheet_fields import fields_of
from policytext.store.wording import name_of, peers_name
from policytext.store.workbook import Sheet

if TYPE_CHECKING:
    from policytext.store.reading import Tables


def make_ranks(tables: Tables, _: dict[str, Row]) -> Sheet:
    """同组比较: a row for each report among its peers."""
    rows = (
        row | {"group": name_of("groups", row["group"] or row["reason"] or "few"), "peers": peers_name(row["peers"])}
        for row in sorted(tables["ranks"].to_pylist(), key=order_of_unit)
    )
    index = ("specificity", "specificity_low", "specificity_high", "peers_mean")
    shown = ("unit", "year", "group", "checkable", "commitments", *index, "ranked", "peers")
    return Sheet("同组比较", fields_of("ranks", (*shown, "report_id")), rows, printed=len(shown))


def make_follow(tables: Tables, _: dict[str, Row]) -> Sheet:
    """承诺跟踪: a row for each commitment with what the next report shows of it."""
    shown = ("unit", "year", "next_year", "grade", "unsure", "text", "evidence", "trace", "rolled_over")
    more = ("repeated_text", "matched", "similarity", "level", "report_id", "statement_id", "next_report_id")
    rows = (
        row | {"grade": name_of("grades", row["grade"].replace(" ", "_"))}
        for row in sorted(tables["followthrough"].to_pylist(), key=order_of_unit)
    )
    return Sheet("承诺跟踪", fields_of("followthrough", (*shown, *more)), rows, printed=len(shown))


def make_recurring(tables: Tables, _: dict[str, Row]) -> Sheet:
    """再次出现的问题: a row for each problem that stands in the next report again."""
    shown = ("unit", "year", "next_year", "how", "run", "first_year", "text", "next_text")
    more = ("matched", "similarity", "report_id", "statement_id", "next_report_id", "next_statement_id")
    rows = (
        row | {"how": name_of("how", row["how"])} for row in sorted(tables["recurring"].to_pylist(), key=order_of_unit)
    )
    return Sheet("再次出现的问题", fields_of("recurring", (*shown, *more)), rows, printed=len(shown))
