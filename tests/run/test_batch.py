"""Many files to OUT: all accounted for, all or nothing, the same digest whatever the way."""

import csv
import json
from datetime import UTC, datetime
from hashlib import sha256

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from policytext.errors import UsageError
from policytext.run import Settings, find_inputs, score_batch, score_many
from policytext.run.batch import choose_engine
from policytext.store import digest_of, read_tables

STARTED = datetime(2020, 1, 2, 3, 4, 5, tzinfo=UTC)


def run(paths, out, **how):
    chosen = Settings(**({"workers": 0} | how))
    return score_batch(find_inputs(paths, chosen, out), out, chosen, started=STARTED)


@pytest.mark.usefixtures("stand_in")
def test_every_file_is_a_report_or_a_failure(folder, tmp_path) -> None:
    summary = run([folder], tmp_path / "out")
    tables = read_tables(tmp_path / "out")
    assert sorted(tables["reports"]["source"].to_pylist()) == ["a.txt", "b.txt", "c.txt", "d.txt", "e.txt"]
    failures = {row["source"]: row["reason"] for row in tables["failures"].to_pylist()}
    assert failures == {"copy.txt": "duplicate", "bad.txt": "damaged", "break.txt": "internal_error"}
    assert (summary.reports, summary.failures, summary.duplicates) == (5, 2, 1)
    assert summary.reasons == {"damaged": 1, "duplicate": 1, "internal_error": 1}


@pytest.mark.usefixtures("stand_in")
def test_reports_are_stored_in_the_order_of_their_ids(folder, tmp_path) -> None:
    run([folder], tmp_path / "out")
    ids = read_tables(tmp_path / "out")["reports"]["report_id"].to_pylist()
    assert ids == sorted(ids)


@pytest.mark.usefixtures("stand_in")
def test_manifest_and_run_record(folder, tmp_path) -> None:
    out = tmp_path / "out"
    summary = run([folder], out)
    manifest = json.loads((out / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["digest"] == summary.digest
    assert manifest["rows"]["reports"] == 5
    assert manifest["classifier"] == "stand-in"
    assert len(manifest["hashes"]["data"]) == 64
    record = json.loads((out / "run.json").read_text(encoding="utf-8"))
    assert {"started": "2020-01-02T03:04:05+00:00", "parsed": 5, "reused": 0, "failed": 2}.items() <= record.items()
    with (out / "failures.csv").open(encoding="utf-8-sig", newline="") as file:
        assert [row["source"] for row in csv.DictReader(file)] == ["bad.txt", "break.txt", "copy.txt"]


@pytest.mark.usefixtures("stand_in")
def test_the_manifest_tells_settings_and_inputs_apart(folder, tmp_path) -> None:
    (tmp_path / "m.csv").write_text("path,place\na.txt,青禾县\nlost.txt,\n", encoding="utf-8")
    plain, hinted = run([folder], tmp_path / "one"), run([folder], tmp_path / "two", manifest=tmp_path / "m.csv")
    one, two = (read_tables(tmp_path / name).manifest for name in ("one", "two"))
    assert one["hashes"]["inputs"] == two["hashes"]["inputs"]
    assert two["settings"]["manifest"] == "m.csv"
    assert hinted.unmatched == ("lost.txt",)
    assert plain.digest != hinted.digest
    assert "青禾县" in read_tables(tmp_path / "two")["reports"]["place"].to_pylist()


@pytest.mark.usefixtures("stand_in")
def test_a_model_of_ones_own_is_told_by_its_name_and_the_hash_of_its_card(folder, tmp_path) -> None:
    model = tmp_path / "elsewhere" / "mine"
    model.mkdir(parents=True)
    card = model / "card.json"
    card.write_text("{}", encoding="utf-8")
    run([folder], tmp_path / "one", classifier=str(model))
    manifest = read_tables(tmp_path / "one").manifest
    assert manifest["settings"]["classifier"] == "mine"
    assert manifest["hashes"]["classifier"] == sha256(card.read_bytes()).hexdigest()
    assert str(tmp_path) not in json.dumps(manifest)
    run([folder], tmp_path / "two", classifier="rules")
    manifest = read_tables(tmp_path / "two").manifest
    assert (manifest["settings"]["classifier"], manifest["hashes"]["classifier"]) == ("rules", None)


@pytest.mark.usefixtures("stand_in")
@pytest.mark.parametrize("workers", [1, 2])
def test_workers_change_nothing(folder, tmp_path, workers) -> None:
    alone = run([folder], tmp_path / "one")
    many = run([folder], tmp_path / "two", workers=workers)
    assert many.digest == alone.digest
    assert many.reasons == alone.reasons


@pytest.mark.usefixtures("stand_in")
@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_the_order_of_paths_changes_nothing(folder, tmp_path, data) -> None:
    files = sorted(folder.iterdir())
    alone = run(files, tmp_path / "one")
    shuffled = run(data.draw(st.permutations(files)), tmp_path / "two")
    assert shuffled.digest == alone.digest
    assert read_tables(tmp_path / "one").manifest == read_tables(tmp_path / "two").manifest


@pytest.mark.usefixtures("stand_in")
def test_out_may_lie_inside_the_input_folder_and_be_replaced(folder) -> None:
    first = run([folder], folder / "结果")
    second = run([folder], folder / "结果")
    third = run([folder], folder / "again")
    assert first.digest == second.digest == third.digest


@pytest.mark.usefixtures("stand_in")
def test_a_foreign_folder_is_not_written_to(folder) -> None:
    with pytest.raises(UsageError, match="holds other files"):
        run([folder], folder)


@pytest.mark.usefixtures("stand_in")
def test_tables_in_memory_are_those_on_disk(folder, tmp_path) -> None:
    memory, disk = score_many(folder), score_many([folder], tmp_path / "out", workers=0)
    assert memory["statements"].equals(disk["statements"])
    assert memory["failures"].equals(disk["failures"])
    assert memory.pandas("reports").equals(disk.pandas("reports"))


@pytest.mark.usefixtures("stand_in")
def test_progress_counts_to_the_end(folder, tmp_path) -> None:
    seen = []
    chosen = Settings(workers=0)
    inputs = find_inputs([folder], chosen)
    score_batch(inputs, tmp_path / "out", chosen, seen.append)
    assert [(now.done, now.total) for now in seen] == [(n, 7) for n in range(8)]
    assert (seen[-1].failed, seen[-1].reused) == (2, 0), "the copy is no document of its own"


def test_one_file_needs_no_other_process_and_many_take_every_core(monkeypatch) -> None:
    monkeypatch.setattr("os.cpu_count", lambda: 8)
    chosen = [choose_engine(Settings(), number) for number in (1, 2, 100)]
    assert chosen == [("serial", 0), ("local", 2), ("local", 8)]
    assert [choose_engine(Settings(workers=n), 3)[1] for n in (0, 2, 9)] == [0, 2, 3]
    assert choose_engine(Settings(engine="serial", workers=4), 100) == ("serial", 0)
    assert choose_engine(Settings(engine="dask"), 1) == ("dask", 8)


@pytest.mark.usefixtures("stand_in")
def test_the_digest_follows_from_the_tables(folder, tmp_path) -> None:
    summary = run([folder], tmp_path / "out")
    tables = read_tables(tmp_path / "out")
    assert digest_of({name: tables[name].to_pylist() for name in tables}) == summary.digest
