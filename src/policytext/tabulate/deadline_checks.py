"""Whether a report was published in time, by the regulation that held for its year."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import Any

from policytext.records import Check
from policytext.resources import read_toml
from policytext.tabulate.asking import FAIL, NOT_ASSESSABLE, PASS, UNCERTAIN, UNSURE, Evidence, answer


def check_deadline(evidence: Evidence) -> Iterator[Check]:
    """The report was signed, and published, by the day that the regulation names.

    A date under the signature that is late is a failure: it cannot have been published before. A late date of
    publication alone is a doubt, since pages get a new one when a website moves.
    """
    origin = evidence.origin
    deadline = deadline_of(origin.organ_level, origin.year)
    if deadline is None:
        reason = "没有适用于该年度和层级的公布期限" if origin.year and origin.organ_level else "年度或机关层级不明"
        yield answer("published_late", "published", NOT_ASSESSABLE, reason=reason)
        return
    signed, published = origin.signed, origin.published
    if signed is None and published is None:
        yield answer("published_late", "published", NOT_ASSESSABLE, reason="文件没有落款日期和发布日期")
        return
    verdict, seen = PASS, published or signed
    if signed and signed > deadline:
        verdict, seen = FAIL, signed
    elif published and published > deadline:
        verdict, seen = UNCERTAIN, published
    reason = "网站迁移也会改变页面的发布日期" if verdict == UNCERTAIN else ""
    found = seen.isoformat() if seen else ""
    yield answer(
        "published_late", "published", verdict, found=found, expected=deadline.isoformat(), blame=UNSURE, reason=reason
    )


def deadline_of(level: str | None, year: int | None) -> date | None:
    """The last day on which the report of an organ on a year was to be published; ``None`` where no rule says.

    >>> deadline_of("county", 2021), deadline_of("department", 2021), deadline_of("township", 2021)
    (datetime.date(2022, 3, 31), datetime.date(2022, 1, 31), None)
    """
    for rule in _rules():
        if year and level in rule["levels"] and rule["from"] <= year <= rule.get("to", year):
            return date(year + 1, rule["month"], rule["day"])
    return None


@cache
def _rules() -> list[dict[str, Any]]:
    rules: list[dict[str, Any]] = read_toml("deadlines.toml")["rule"]
    return rules
