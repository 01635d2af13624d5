"""Keys of a place that stay over the years, over the whole table of divisions."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policytext.identify.keys import code_in, latest_year, line_of, place_id, row_of, with_keys
from policytext.identify.table import load_places
from policytext.records import Origin

ROWS = load_places().rows
YEARS = range(2002, latest_year() + 1)


def test_all_rows_of_a_line_have_one_line() -> None:
    for row in ROWS:
        line = line_of(row)
        assert row in line
        assert all(line_of(other) == line for other in line)
    raised = {line_of(row)[0].short for row in ROWS if len({other.level for other in line_of(row)}) > 1}
    assert raised == {"儋州"}, "from a county-level city to a prefecture"


@pytest.mark.parametrize("year", YEARS)
def test_no_two_divisions_of_a_year_share_a_key(year: int) -> None:
    rows = [row for row in ROWS if row.fits(year) and row.valid_to != year]
    names: dict[str, set[str]] = {}
    for row in rows:
        names.setdefault(place_id(row), set()).add(row.short)
    assert [shorts for shorts in names.values() if len(shorts) > 1] == []


def test_two_lines_never_share_a_key() -> None:
    lines = {line_of(row) for row in ROWS}
    assert len({place_id(line[0]) for line in lines}) == len(lines)


@given(st.sampled_from(ROWS), st.sampled_from(YEARS))
def test_the_code_of_a_base_year_is_one_of_that_year(row, year) -> None:
    found = code_in(row, year)
    assert found is None or any(place.fits(year) for place in load_places().codes[found])
    if row.fits(year) and row.valid_to != year:
        assert found == row.adcode, "who bears a code in the base year keeps it"


@pytest.mark.parametrize(
    ("code", "name", "year", "found"),
    [
        ("120225", "蓟县", 2010, "120225"),
        ("120225", "蓟县", 2020, "120119"),
        ("120119", "蓟州区", 2010, "120225"),
        ("120107", "塘沽区", 2020, "120116"),  # became part of 滨海新区
        ("120116", "滨海新区", 2005, None),  # which was three districts before
        ("469025", "定安县", 2015, "469021"),
        ("469025", "白沙黎族自治县", 2015, "469025"),
        ("410381", "偃师市", 2023, "410307"),  # a code that 洛龙区 had before
        ("410311", "洛龙区", 2005, "410307"),
    ],
)
def test_codes_of_other_years(code, name, year, found) -> None:
    assert code_in(row_of(code, name), year) == found


def test_a_code_that_two_places_bore_is_told_by_name_and_year() -> None:
    one = with_keys(Origin(place="定安县", adcode="469025", year=2005))
    two = with_keys(Origin(place="定安县", adcode="469021", year=2015))
    other = with_keys(Origin(place="白沙黎族自治县", adcode="469025", year=2015))
    assert one.place_id == two.place_id != other.place_id


def test_a_name_that_several_places_bear_has_no_key() -> None:
    origin = with_keys(Origin(place="鼓楼区", candidates=("320106", "320302")))
    assert (origin.place_id, origin.adcode_base) == (None, None)


def test_invented_places_are_told_apart_by_what_they_lie_in() -> None:
    one, other = (with_keys(Origin(province="云江省", city=city, place="城关区")) for city in ("甲市", "乙市"))
    assert one.place_id == "云江省/甲市/城关区"
    assert one.place_id != other.place_id


def test_a_code_of_ones_own_is_its_own_key() -> None:
    origin = with_keys(Origin(place="甲县", adcode="999999"))
    assert (origin.place_id, origin.adcode_base) == ("999999", None)


def test_the_base_year_is_an_argument() -> None:
    assert with_keys(Origin(adcode="110118"), 2010).adcode_base == "110228"
