"""Archives and tables of texts stand for the documents in them, read in place."""

import io
import json
import tarfile
import zipfile

import pytest

from policytext.errors import UsageError
from policytext.run import Settings, find_inputs, score_batch, score_many
from policytext.run.members import read_member
from policytext.store import read_tables

TEXTS = {"青禾县/2016.txt": "甲", "青禾县/2017.txt": "乙" * 5000, "b.txt": "丙"}


@pytest.fixture
def plain(tmp_path):
    root = tmp_path / "plain"
    for name, text in TEXTS.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return root


def zipped(path, compression=zipfile.ZIP_DEFLATED):
    with zipfile.ZipFile(path, "w", compression) as archive:
        for name, text in (TEXTS | {"__MACOSX/x.txt": "x", "青禾县/.hidden": "x"}).items():
            archive.writestr(name, text)
    return path


def tarred(path, mode):
    with tarfile.open(path, mode) as archive:
        for name, text in TEXTS.items():
            info = tarfile.TarInfo(name)
            info.size = len(text.encode())
            archive.addfile(info, io.BytesIO(text.encode()))
    return path


def found(*paths, **how):
    """What the paths stand for: the text of each source, and the failures."""
    inputs = find_inputs(paths, Settings(**how), None)
    texts = {
        item.source: (read_member(item.path, item.member) if item.member else item.path.read_bytes()).decode()
        for item in inputs.items
    }
    return texts, {failure.source: failure.reason for failure in inputs.failures}


@pytest.mark.parametrize("compression", [zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED])
def test_a_zip_stands_for_its_files(tmp_path, compression) -> None:
    path = zipped(tmp_path / "年报.zip", compression=compression)
    assert found(path) == ({f"年报.zip/{name}": text for name, text in TEXTS.items()}, {})


def test_names_of_a_zip_may_be_gbk(tmp_path) -> None:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("AAAAAA/1.txt", "甲")
    path = tmp_path / "a.zip"
    path.write_bytes(data.getvalue().replace(b"AAAAAA", "青禾县".encode("gb18030")))
    assert found(path) == ({"a.zip/青禾县/1.txt": "甲"}, {})


@pytest.mark.parametrize(("ending", "mode"), [("tar", "w"), ("tar.gz", "w:gz"), ("tgz", "w:gz"), ("tar.xz", "w:xz")])
def test_a_tar_stands_for_its_files(tmp_path, monkeypatch, ending, mode) -> None:
    monkeypatch.chdir(tmp_path)
    path = tarred(tmp_path / f"a.{ending}", mode)
    assert found(path) == ({f"a.{ending}/{name}": text for name, text in TEXTS.items()}, {})


def test_archives_are_found_in_folders_and_tables_are_not(tmp_path, plain) -> None:
    zipped(plain / "more.zip")
    (plain / "notes.jsonl").write_text("[]")
    texts, failures = found(plain)
    assert {source.removeprefix("more.zip/") for source in texts} == {*TEXTS, "notes.jsonl"}
    assert list(failures.values()) == ["duplicate"] * 3


def test_what_cannot_be_read_is_told(tmp_path) -> None:
    (tmp_path / "bad.zip").write_bytes(b"PK\x03\x04junk")
    (tmp_path / "bad.tar").write_bytes(b"junk")
    zipfile.ZipFile(tmp_path / "empty.zip", "w").close()
    zipped(tmp_path / "odd.zip", compression=zipfile.ZIP_BZIP2)
    data = bytearray(zipped(tmp_path / "locked.zip").read_bytes())
    for at in range(len(data) - 4):
        if data[at : at + 4] == b"PK\x01\x02":
            data[at + 8] |= 1
    (tmp_path / "locked.zip").write_bytes(data)
    _, failures = found(tmp_path)
    assert failures == {
        "bad.zip": "damaged",
        "bad.tar": "damaged",
        "empty.zip": "empty",
        **{f"odd.zip/{name}": "unsupported_format" for name in TEXTS},
        **{f"locked.zip/{name}": "encrypted" for name in TEXTS},
    }


def test_one_damaged_document_does_not_harm_the_others(tmp_path) -> None:
    path = zipped(tmp_path / "b.zip")
    name = "青禾县/2017.txt".encode()
    data = bytearray(path.read_bytes())
    start = data.index(name) + len(name)
    data[start : start + 8] = b"\xff" * 8
    path.write_bytes(data)
    texts, failures = found(path)
    assert failures == {"b.zip/青禾县/2017.txt": "damaged"}
    assert texts == {f"b.zip/{name}": TEXTS[name] for name in ("青禾县/2016.txt", "b.txt")}


def table_rows():
    names = {"地区": "青禾县", "year": 2016}
    return [names | {"content": text, "id": name} for name, text in TEXTS.items()] + [{"content": None, "id": None}]


def write_lines(path):
    lines = [json.dumps(row, ensure_ascii=False) for row in table_rows()]
    path.write_text("\n".join([*lines, "", "no object"]) + "\n", encoding="utf-8")
    return path


def write_parquet(path):
    import pyarrow as pa
    import pyarrow.parquet as pq

    pq.write_table(pa.Table.from_pylist(table_rows()), path, row_group_size=2)
    return path


def test_json_lines_stand_for_their_rows(tmp_path) -> None:
    texts, failures = found(write_lines(tmp_path / "t.jsonl"))
    assert texts == {f"t.jsonl/{n} {name}": text for n, (name, text) in enumerate(TEXTS.items(), 1)} | {"t.jsonl/4": ""}
    assert failures == {"t.jsonl/6": "damaged"}


def test_a_parquet_table_stands_for_its_rows_and_says_what_it_knows(tmp_path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    path = write_parquet(tmp_path / "t.parquet")
    texts, _ = found(path)
    assert texts == {f"t.parquet/{n} {name}": text for n, (name, text) in enumerate(TEXTS.items(), 1)} | {
        "t.parquet/4": ""
    }
    hints = [dict(item.hints) for item in find_inputs([path], Settings()).items]
    assert sorted(hints, key=len) == [{}, *[{"place": "青禾县", "year": "2016"}] * 3]


def test_a_table_without_texts_asks_for_the_column(tmp_path) -> None:
    path = tmp_path / "t.jsonl"
    path.write_text('{"words": "甲", "id": 1}\n', encoding="utf-8")
    with pytest.raises(UsageError, match=r"no column text or .*it has words, id.*--column"):
        found(path)
    assert found(path, column="words") == ({"t.jsonl/1 1": "甲"}, {})


@pytest.mark.parametrize("make", [zipped, write_parquet, lambda path: tarred(path.with_suffix(".tar.gz"), "w:gz")])
def test_documents_of_containers_are_scored_and_taken_over(tmp_path, make) -> None:
    kind = {zipped: "a.zip", write_parquet: "a.parquet"}.get(make, "a.x")
    path, out = make(tmp_path / kind), tmp_path / "out"
    settings = Settings(any_document=True, workers=0)
    first = score_batch(find_inputs([path], settings, out), out, settings)
    assert first.reports == 3
    assert {row["source"].split("/")[0] for row in read_tables(out)["reports"].to_pylist()} == {path.name}
    again = score_batch(find_inputs([path], settings, out), out, settings)
    assert (again.reused, again.digest) == (3, first.digest)
    assert not (out / ".unfinished").exists()
    memory = score_many(path, any_document=True)
    assert memory["reports"].equals(read_tables(out)["reports"])
