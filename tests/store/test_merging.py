"""However reports are cut into parts, the same files come out."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from policytext.errors import DataError
from policytext.store import Place, TableWriter, encode_rows, merge_tables, report_rows

ALL = range(7)


@pytest.fixture
def rows(make_report):
    reports = [report_rows(make_report(f"{number}.txt", 2000 + number)) for number in ALL]
    return sorted(reports, key=report_id)


def report_id(rows):
    return rows["reports"][0]["report_id"]


def merge(folder, rows, cuts, block):
    """Write parts as cut, and merge those reports that they are asked for."""
    owner = {}
    for name, numbers in cuts.items():
        with TableWriter(folder / name) as writer:
            for number in numbers:
                writer.add_report(encode_rows(rows[number]))
                owner[report_id(rows[number])] = name
    target = folder / "merged"
    target.mkdir()
    starts = [report_id(rows[number]) for number in range(block, len(rows), block)]

    def wanted(place, first, last):
        return [one for one, name in owner.items() if name == place and first <= one <= last]

    counts = merge_tables(target, [Place(name, folder / name) for name in cuts], starts, wanted)
    return {path.name: path.read_bytes() for path in target.iterdir()}, counts


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_cuts_and_order_do_not_show(tmp_path_factory, rows, data) -> None:
    plain, counts = merge(tmp_path_factory.mktemp("plain"), rows, {"one": ALL}, 3)
    order = data.draw(st.permutations(ALL))
    places = data.draw(st.lists(st.sampled_from("abc"), min_size=len(ALL), max_size=len(ALL)))
    cuts = {name: [n for n, place in zip(order, places, strict=True) if place == name] for name in set(places)}
    merged, again = merge(tmp_path_factory.mktemp("cut"), rows, cuts, 3)
    assert merged == plain
    assert again == counts


def test_reports_that_are_not_wanted_are_left_out(tmp_path, rows) -> None:
    """The later part owns what both hold."""
    merged, counts = merge(tmp_path, rows, {"old": ALL, "new": [2, 3]}, 100)
    expected, _ = merge(tmp_path / "fresh", rows, {"one": ALL}, 100)
    assert merged == expected
    assert counts["reports"] == len(ALL)


def test_a_damaged_part_is_named(tmp_path, rows) -> None:
    merge(tmp_path, rows, {"one": ALL}, 3)
    (tmp_path / "one" / "texts.parquet").write_bytes(b"junk")
    with pytest.raises(DataError, match=r"texts.parquet is damaged .*--fresh"):
        merge_tables(tmp_path / "merged", [Place("one", tmp_path / "one")], [], lambda *_: [])
