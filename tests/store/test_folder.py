"""OUT is a whole run or none, whatever fails while it is put in place."""

import os

import pytest

from policytext.errors import UsageError
from policytext.store import staged, write_json
from policytext.store.folder import OWNED

NAMES = ("failures.csv", "run.json", "manifest.json")


def write_run(out, mark):
    with staged(out) as folder:
        (folder / "tables").mkdir()
        (folder / "tables" / "reports.parquet").write_text(mark)
        (folder / "failures.csv").write_text(mark)
        write_json(folder / "run.json", {"run": mark})
        write_json(folder / "manifest.json", {"run": mark})


def content(out):
    return {str(path.relative_to(out)): path.read_text() for path in sorted(out.rglob("*")) if path.is_file()}


@pytest.mark.parametrize("blocked", ["tables", *NAMES])
def test_a_move_that_fails_leaves_the_run_before(tmp_path, monkeypatch, blocked) -> None:
    out = tmp_path / "out"
    write_run(out, "old")
    before = content(out)
    replace = os.replace

    def refuse(source, target):
        if os.fspath(target) == os.fspath(out / blocked) and ".old" not in os.fspath(source):
            raise PermissionError(13, "open in another program")
        replace(source, target)

    monkeypatch.setattr(os, "replace", refuse)
    with pytest.raises(UsageError, match="open in another program"):
        write_run(out, "new")
    assert content(out) == before
    assert {name for name in OWNED if (out / name).exists()} == {"tables", *NAMES}


def test_a_run_replaces_the_one_before(tmp_path) -> None:
    out = tmp_path / "out"
    write_run(out, "old")
    write_run(out, "new")
    assert "old" not in "".join(content(out).values())
    assert [path.name for path in out.iterdir() if path.name.startswith(".")] == []
