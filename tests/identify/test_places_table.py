"""The table of divisions: its form, its years, its successors, and what is known of it from elsewhere."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise

import pytest

from policytext.identify.table import find_names, load_places
from policytext.resources import read_csv

ROWS = load_places().rows
FIRST, NOW = 2002, 2026


def in_use(year: int) -> list[str]:
    return [row.adcode for row in ROWS if row.fits(year) and row.valid_to != year]


def test_every_row_is_well_formed():
    for row in ROWS:
        assert re.fullmatch(r"\d{6}", row.adcode), row
        assert row.name[-1] in "省市区县旗州盟", row
        assert row.name.startswith(row.short), row
        assert len(row.short) > 1, row
        assert FIRST <= (row.valid_from or FIRST) <= (row.valid_to or NOW) <= NOW, row


def test_levels_follow_the_code():
    for row in ROWS:
        expected = "province" if row.adcode[2:] == "0000" else "city" if row.adcode[4:] == "00" else "county"
        assert row.level == expected, row


def test_parents_are_in_the_table():
    names = {row.name for row in ROWS}
    for row in ROWS:
        assert row.province in names, row
        assert row.city in names | {""}, row
        assert not (row.level != "county" and row.city), row


def test_a_code_means_one_place_at_a_time():
    for rows in load_places().codes.values():
        for earlier, later in pairwise(sorted(rows, key=lambda row: row.valid_from or 0)):
            assert (earlier.valid_to or NOW) <= (later.valid_from or FIRST), (earlier, later)


def test_successors_exist_and_outlive():
    for row in ROWS:
        assert not row.successors or row.valid_to, row
        for code in row.successors:
            heirs = load_places().codes[code]
            assert any((heir.valid_to or NOW) > row.valid_to for heir in heirs), row


# Counts that the yearly communiqués on divisions give in public: provinces (without 台湾, 香港, 澳门), city level, county level.
@pytest.mark.parametrize(
    ("year", "cities", "counties"),
    [(2008, 333, 2859), (2013, 333, 2853), (2016, 334, 2851), (2018, 333, 2851), (2021, 333, 2843), (2023, 333, 2844)],
)
def test_numbers_of_divisions_agree_with_the_published_ones(year, cities, counties):
    levels = Counter(load_places().coded(code, year).level for code in set(in_use(year)))
    assert levels["province"] == 31
    assert (levels["city"], levels["county"]) == (cities, counties)


def test_aliases_point_into_the_table():
    for row in read_csv("place_aliases.csv"):
        assert row["adcode"] in load_places().codes
        assert not load_places().names.get(row["alias"])


def test_find_names_takes_the_longest_name():
    assert [name for _, name in find_names("恩施土家族苗族自治州恩施市")] == ["恩施土家族苗族自治州", "恩施市"]
