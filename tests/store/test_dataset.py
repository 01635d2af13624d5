"""Writing OUT and reading it back."""

import datetime as dt
import sys
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from policytext.errors import DataError, UsageError
from policytext.store import (
    TABLES,
    TableWriter,
    digest_of,
    open_database,
    read_tables,
    report_rows,
    staged,
    tables_of,
    writing,
)


def names_in(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def begin_and_raise(out: Path, error: BaseException) -> None:
    with staged(out) as folder:
        TableWriter(folder / "tables")
        (folder / "manifest.json").write_text("{}")
        raise error


def test_rows_come_back_as_they_were_written(dataset, make_report) -> None:
    tables = read_tables(dataset)
    expected = [report_rows(make_report(name, year)) for name, year in (("甲.txt", 2016), ("乙.txt", 2017))]
    expected.sort(key=lambda item: item["reports"][0]["report_id"])
    for name in expected[0]:
        assert tables[name].to_pylist() == [row for item in expected for row in item[name]]


def test_tables_are_a_mapping_by_name(dataset) -> None:
    tables = read_tables(dataset)
    assert list(tables) == list(TABLES)
    assert len(tables) == len(TABLES)
    with pytest.raises(KeyError, match="no table 'report'; there are reports"):
        tables["report"]


def test_pandas_keeps_whole_numbers_dates_and_flags(dataset) -> None:
    frame = read_tables(dataset).pandas("reports")
    assert str(frame["year"].dtype) == "Int32"
    assert str(frame["few"].dtype) == "boolean"
    assert frame["signed"].dt.date.tolist() == [dt.date(2017, 2, 17)] * 2
    assert frame["adcode"].tolist() == ["990101"] * 2


def test_a_folder_of_parts_reads_like_one_file(dataset) -> None:
    whole = read_tables(dataset)["reports"]
    file = dataset / "tables" / "reports.parquet"
    file.rename(dataset / "tables" / "part-0.parquet")
    file.mkdir()
    (dataset / "tables" / "part-0.parquet").rename(file / "part-0.parquet")
    assert read_tables(dataset)["reports"].equals(whole)


def test_what_writers_of_parts_leave_beside_them_is_not_read(dataset) -> None:
    whole = read_tables(dataset)["reports"]
    folder = dataset / "tables" / "reports.parquet"
    folder.unlink()
    (folder / "_temporary").mkdir(parents=True)
    pq.write_table(whole.slice(0, 1), folder / "a")
    pq.write_table(whole.slice(1).drop_columns(["warnings"]), folder / "b")  # by an older version
    for hidden in ("_SUCCESS", ".a.crc", "_temporary/a"):
        (folder / hidden).write_bytes(b"")
    read = read_tables(dataset)
    assert read["reports"].drop_columns(["warnings"]).equals(whole.drop_columns(["warnings"]))
    assert [batch.num_rows for batch in read_tables(dataset).batches("reports", ["report_id"])] == [1, 1]


def test_a_missing_table_says_what_to_do(dataset) -> None:
    (dataset / "tables" / "answers.parquet").unlink()
    with pytest.raises(DataError, match=r"holds no table answers.*score the files again"):
        read_tables(dataset)["answers"]


def test_a_folder_without_manifest_is_no_dataset(tmp_path) -> None:
    with pytest.raises(DataError, match="did not finish"):
        read_tables(tmp_path)


def test_a_damaged_manifest_is_named(dataset) -> None:
    (dataset / "manifest.json").write_text("{", encoding="utf-8")
    with pytest.raises(DataError, match=r"manifest.json cannot be read"):
        read_tables(dataset)
    (dataset / "manifest.json").write_text("[]", encoding="utf-8")
    with pytest.raises(DataError, match="holds no JSON object"):
        read_tables(dataset)


def test_blocks_do_not_change_what_is_written(tmp_path, make_report, write, monkeypatch) -> None:
    reports = [make_report(f"{number}.txt") for number in range(5)]
    one = write(tmp_path / "one", reports)
    monkeypatch.setattr(writing, "BLOCK_REPORTS", 2)
    two = write(tmp_path / "two", reports)
    assert read_tables(one)["statements"].equals(read_tables(two)["statements"])
    assert read_tables(one).manifest == read_tables(two).manifest


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(order=st.permutations(range(4)))
def test_digest_does_not_depend_on_the_order_of_rows(make_report, order) -> None:
    reports = [report_rows(make_report(f"{number}.txt", 2010 + number)) for number in range(4)]
    shuffled = {name: [row for index in order for row in reports[index][name]] for name in reports[0]}
    plain = {name: [row for report in reports for row in report[name]] for name in reports[0]}
    assert digest_of(shuffled) == digest_of(plain)


def test_digest_of_memory_and_of_disk_agree_and_see_every_value(tmp_path, make_report, write) -> None:
    rows = report_rows(make_report())
    out = write(tmp_path / "out", [make_report()])
    assert read_tables(out).manifest["digest"] == digest_of(rows)
    rows["particulars"][0]["value"] = "2018-06-30"
    assert read_tables(out).manifest["digest"] != digest_of(rows)


def test_tables_in_memory_have_the_schema(make_report) -> None:
    tables = tables_of(report_rows(make_report()))
    assert tables["reports"].schema.equals(TABLES["reports"].arrow())
    assert tables["failures"].num_rows == 0
    assert repr(tables).startswith("Tables(reports, sections")


def test_an_error_leaves_nothing_behind(tmp_path) -> None:
    out = tmp_path / "中 文" / "out"
    with pytest.raises(KeyboardInterrupt):
        begin_and_raise(out, KeyboardInterrupt())
    assert not out.exists()


def test_an_error_leaves_the_last_run_whole(dataset) -> None:
    before = {path: path.read_bytes() for path in dataset.rglob("*") if path.is_file()}
    with pytest.raises(RuntimeError):
        begin_and_raise(dataset, RuntimeError())
    assert {path: path.read_bytes() for path in dataset.rglob("*") if path.is_file()} == before


def test_a_new_run_replaces_its_own_files_and_no_others(dataset, make_report, write) -> None:
    (dataset / "notes.txt").write_text("mine")
    (dataset / "scores.xlsx").write_text("of the last run")
    (dataset / ".writing-old").mkdir()  # left by a run that was killed
    write(dataset, [make_report("戊.txt")])
    assert names_in(dataset) == {"tables", "manifest.json", "run.json", "notes.txt"}
    assert read_tables(dataset)["reports"]["source"].to_pylist() == ["戊.txt"]


def test_a_folder_with_other_files_is_refused(tmp_path) -> None:
    (tmp_path / "thesis.docx").write_text("years of work")
    with pytest.raises(UsageError, match="holds other files"), staged(tmp_path):
        pass
    assert names_in(tmp_path) == {"thesis.docx"}


def test_out_that_cannot_be_made_is_refused(tmp_path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(UsageError, match="cannot write to"), staged(tmp_path / "file" / "out"):
        pass


def test_a_file_that_cannot_be_moved_keeps_the_old_run(dataset, monkeypatch) -> None:
    import os

    real = os.replace

    def refuse(source, target):
        if Path(source) == dataset / "tables":
            raise PermissionError(13, "Permission denied")
        real(source, target)

    monkeypatch.setattr(os, "replace", refuse)
    with pytest.raises(UsageError, match="close files of it that are open"), staged(dataset) as folder:
        (folder / "manifest.json").write_text("{}")
    assert read_tables(dataset)["reports"].num_rows == 2


@pytest.mark.skipif(sys.platform == "win32", reason="permissions of folders are another thing there")
def test_a_read_only_folder_is_refused(tmp_path, monkeypatch) -> None:
    out = tmp_path / "out"
    out.mkdir()

    def refuse(**_):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("policytext.store.folder.mkdtemp", refuse)  # root may write anywhere
    with pytest.raises(UsageError, match="Permission denied"), staged(out):
        pass


def test_a_table_can_be_read_in_pieces(dataset) -> None:
    tables = read_tables(dataset)
    batches = list(tables.batches("statements"))
    assert [row for batch in batches for row in batch.to_pylist()] == tables["statements"].to_pylist()
    labels = tables.dataset("statements").to_table(columns=["label"])
    assert labels.column_names == ["label"]
    memory = tables.joined({"statements": tables["statements"].slice(0, 1)})
    assert memory.dataset("statements").count_rows() == 1
    assert [batch.num_rows for batch in memory.batches("statements")] == [1]


def test_duckdb_sees_every_table_as_a_view(dataset) -> None:
    pytest.importorskip("duckdb")
    database = open_database(dataset)
    found = database.sql("SELECT year, count(*) FROM reports JOIN statements USING (report_id) GROUP BY 1 ORDER BY 1")
    assert found.fetchall() == [(2016, 5), (2017, 5)]
    views = {name for (name,) in database.sql("SELECT view_name FROM duckdb_views() WHERE NOT internal").fetchall()}
    assert set(TABLES) <= views


def test_duckdb_that_is_missing_says_how_to_install_it(dataset, monkeypatch) -> None:
    monkeypatch.setitem(sys.modules, "duckdb", None)
    with pytest.raises(UsageError, match=r"policytext\[duckdb\]"):
        open_database(dataset)
