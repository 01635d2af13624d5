"""Columns that several tables of comparison have."""

from __future__ import annotations

from policytext.store.columns import Column, count, figure, flag, text

UNIT = text("unit", "单位", "who reports: the place of a government, the organ of a department")
PLACE = text("place", "地区", "full name of the division")
ADCODE = text("adcode", "行政区划代码", "six-digit code of the division, as text")
LEVEL = text("organ_level", "机关层级", "province, city, county, township, department or zone")
PEERS = text("peers", "可比组", "province or panel, organ level and era, joined by /")
YEAR = count("year", "年度", "year reported on", "year")
WHO = (UNIT, PLACE, ADCODE, LEVEL, PEERS)
TEXT = text("text", "原文", "the statement's characters")
SIMILARITY = figure("similarity", "相似度", "how alike the two texts are", "0-1")
FEW = flag("few", "承诺不足3条", "fewer than 3 commitments: shown apart, not grouped or ranked")


def year_column(name: str, label: str, meaning: str) -> Column:
    """A column that names a year."""
    return count(name, label, meaning, "year")
