"""What a worker has done is on disk after every document, and a cut frame ends it."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policytext.run.items import Bundle, Item, Result, hash_hints
from policytext.run.spool import Spool, hashes_done, read_remains, remove_spools


def write(folder, bundle="b"):
    spool = Spool(folder, bundle)
    spool.begin("1")
    spool.done(Result("1", "甲.txt", digest="d"), '{"texts": [["行\n"]]}'.encode())
    spool.begin("2")
    spool.close()
    return Path(spool.trace.name).with_suffix(".spool")


def test_what_was_done_comes_back_and_who_died_is_known(tmp_path) -> None:
    write(tmp_path)
    remains = read_remains(tmp_path, "b")
    assert remains.done == {"1": (Result("1", "甲.txt", digest="d"), '{"texts": [["行\n"]]}'.encode())}
    assert (dict(remains.deaths), dict(remains.overdue)) == ({"2": 1}, {"2": 0})
    path = write(tmp_path)
    path.with_suffix(".trace").write_text("Timeout!")
    assert read_remains(tmp_path, "b").deaths["2"] == 2
    assert sum(read_remains(tmp_path).overdue.values()) == 1
    assert read_remains(tmp_path, "other").done == {}
    assert hashes_done(tmp_path) == {"1"}
    remove_spools(tmp_path, "b")
    assert list(tmp_path.iterdir()) == []


@given(data=st.data())
def test_a_spool_cut_off_anywhere_loses_only_what_was_being_written(tmp_path_factory, data) -> None:
    folder = tmp_path_factory.mktemp("spool")
    path = write(folder)
    whole = path.read_bytes()
    cut = data.draw(st.integers(0, len(whole)))
    path.write_bytes(whole[:cut])
    done = read_remains(folder).done
    assert done in ({}, {"1": (Result("1", "甲.txt", digest="d"), '{"texts": [["行\n"]]}'.encode())})


@pytest.mark.parametrize("at", [12, 60, 90])
def test_a_damaged_frame_ends_the_spool(tmp_path, at) -> None:
    path = write(tmp_path)
    data = bytearray(path.read_bytes())
    data[at] ^= 1
    path.write_bytes(data)
    assert read_remains(tmp_path).done == {}


def test_a_bundle_is_named_by_what_it_holds(tmp_path) -> None:
    one = Item(tmp_path / "a", "a.txt", "1")
    names = {
        Bundle.of((one,)).name,
        Bundle.of((Item(tmp_path / "a", "b.txt", "1"),)).name,
        Bundle.of((Item(tmp_path / "a", "a.txt", "1", {"year": "2016"}),)).name,
    }
    assert len(names) == 3
    assert Bundle.of((Item(tmp_path / "elsewhere", "a.txt", "1"),)).name in names
    assert hash_hints({"a": "1", "b": "2"}) == hash_hints({"b": "2", "a": "1"}) != hash_hints({}) == ""
