"""Words for people: Chinese names of the codes, the headline of a report, the sentence that goes with every figure."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from policytext.resources import read_toml

SHARED_SHOWN = 3
"""So many commitments without a particular of their own are told beside the headline."""

_TOLD = {"minor": "form", "note": "notice"}


@cache
def words() -> dict[str, Any]:
    """The file ``data/wording.toml``, with the names of kinds from ``data/rubric.toml``."""
    rubric = read_toml("rubric.toml")
    return {**read_toml("wording.toml"), "kinds": rubric["kinds"], "weak": rubric["weak"]}


def name_of(group: str, code: str | None) -> str:
    """The Chinese name of a code, or the code itself where the file does not have it.

    >>> name_of("kinds", "deadline")
    '时限'
    """
    return str(words()[group].get(code, code)) if code else ""


def told_verdict(verdict: str, severity: str | None) -> str:
    """The code by which people are told an answer of a check: a failure of form, or a notice, contradicts nothing.

    >>> told_verdict("fail", "major"), told_verdict("fail", "minor"), told_verdict("fail", "note")
    ('fail', 'form', 'notice')
    """
    return _TOLD.get(severity or "", verdict) if verdict == "fail" else verdict


def peers_name(peers: str, say: Callable[[str, str], str] = name_of) -> str:
    """A group of peers in words; ``say`` names a code of a group of names, where it is not to be Chinese.

    >>> peers_name("panel/county/standard")
    '全部样本 · 县级 · 2021年起格式'
    """
    where, level, *era = peers.split("/")
    return " · ".join([say("areas", where), say("peer_levels", level), *(say("eras", name) for name in era)])


def told_notices(warnings: str | None) -> str:
    """Notices of a file in words; one that the file of words does not have is shown as it is.

    >>> told_notices("place_conflict: the title says 甲县, the page says 乙县")
    '标题与落款的地区不一致'
    """
    known: dict[str, str] = words()["notices"]
    notices = [notice for notice in (warnings or "").split("；") if notice]
    told = (next((say for part, say in known.items() if part in notice), notice) for notice in notices)
    return "；".join(dict.fromkeys(told))


def headline(figures: Mapping[str, Any]) -> str:
    """Checkable promises as a count of a count; commitments without a level, which are truncated, do not count.

    >>> headline({"checkable": 3, "level_0": 1, "level_1": 7, "level_2": 2, "level_3": 1})
    '可核承诺 3/11 条'
    >>> headline({"checkable": 0})
    '未见承诺，不评分'
    """
    commitments = _count(figures)
    if not commitments:
        return str(words()["no_commitment"])
    return str(words()["headline"]).format(checkable=figures["checkable"], commitments=commitments)


def remark(figures: Mapping[str, Any]) -> str:
    """What stands beside a report with few commitments, or with checkable ones that share all their particulars.

    >>> remark({"level_2": 5, "checkable": 5, "checkable_shared": 4, "few": False})
    '其中4条可核承诺没有自己的要素：所列时限、责任主体等在另外两条以上承诺中相同'
    """
    shared = figures.get("checkable_shared") or 0
    parts = [str(words()["few"])] if figures.get("few") and _count(figures) else []
    parts += [str(words()["shared"]).format(shared=shared)] if shared >= SHARED_SHOWN else []
    return "；".join(parts)


def _count(figures: Mapping[str, Any]) -> int:
    return sum(figures.get(f"level_{level}") or 0 for level in range(4))


def level_name(level: int | None, plus: str | None = "") -> str:
    """A level in words; a level 1 with weak particulars is shown as 1+.

    >>> level_name(1, "method")
    '1+ 原则性'
    """
    if level is None:
        return ""
    mark = "+" if level == 1 and plus else ""
    return f"{level}{mark} {words()['levels'][str(level)]}"


def meaning_of(surface: str, value: str | None) -> str:
    """What a particular's characters mean, to put after them; "" where the meaning is the characters.

    >>> meaning_of("6月底前", "06-30"), meaning_of("《办法》", "办法")
    (' = 06-30', '')
    """
    return f" = {value}" if value not in (None, "", surface, surface.strip("《》“”")) else ""
