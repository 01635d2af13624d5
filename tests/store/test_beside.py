"""Comparisons on disk: beside the dataset or in a folder of their own, whole, with their settings."""

from __future__ import annotations

import pytest

import policytext as pt
from policytext.errors import DataError, UsageError
from policytext.store import COMPARISONS, digest_of_comparisons, read_tables, write_comparisons
from policytext.store.folder import read_json


@pytest.fixture
def compared(dataset):
    return pt.compare(read_tables(dataset))


def test_comparisons_stand_beside_the_dataset(dataset, compared) -> None:
    digest = write_comparisons(compared, dataset, {"by": "both"})
    back = read_tables(dataset)
    assert set(COMPARISONS) <= set(back)
    assert digest == digest_of_comparisons(back) == read_json(dataset / "comparison.json")["digest"]
    assert read_json(dataset / "comparison.json")["dataset"] == back.manifest["digest"]


def test_comparisons_in_a_folder_of_their_own(dataset, compared, tmp_path) -> None:
    write_comparisons(compared, tmp_path / "cmp", {})
    assert "ranks" not in read_tables(dataset)
    back = read_tables(dataset, tmp_path / "cmp")
    assert back["ranks"].equals(compared["ranks"])
    write_comparisons(compared, tmp_path / "cmp", {})


def test_a_folder_with_other_files_is_refused(compared, tmp_path) -> None:
    (tmp_path / "mine.txt").write_text("?", encoding="utf-8")
    with pytest.raises(UsageError, match="other files"):
        write_comparisons(compared, tmp_path, {})


def test_a_folder_without_comparisons_teaches(dataset, tmp_path) -> None:
    with pytest.raises(DataError, match="policytext compare"):
        read_tables(dataset, tmp_path)


def test_scoring_again_removes_comparisons(dataset, compared, write, make_report) -> None:
    write_comparisons(compared, dataset, {})
    write(dataset, [make_report("甲.txt", 2016)])
    assert "ranks" not in read_tables(dataset)
    assert not (dataset / "comparison.json").exists()


def test_a_table_that_is_missing_says_how_to_make_it(dataset) -> None:
    with pytest.raises(KeyError, match="policytext compare"):
        read_tables(dataset)["ranks"]


def test_comparisons_are_exported_with_the_rest(dataset, compared) -> None:
    from policytext.store import export_tables

    write_comparisons(compared, dataset, {})
    (folder,) = export_tables(dataset, ["csv"])
    assert (folder / "followthrough.csv").exists()
