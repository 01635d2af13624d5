"""PATHs become files, each once and each accounted for."""

import os
import sys
from pathlib import Path

import pytest

from policytext.errors import UsageError
from policytext.records import Failure
from policytext.run.batch import find_inputs
from policytext.run.settings import Settings
from policytext.run.walking import expand_path
from policytext.run.worklist import WorkList

posix = pytest.mark.skipif(sys.platform == "win32", reason="links and pipes need rights there")


@pytest.fixture
def tree(tmp_path):
    """A folder with a Chinese name and spaces, files of several kinds, and what must not be read."""
    root = tmp_path / "年报 2016"
    for name in ("b.txt", "甲 县/a.txt", "甲 县/深/c.txt", ".hidden", ".git/x", "~$a.docx", "Thumbs.db", "__MACOSX/y"):
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name, encoding="utf-8")
    return root


def sources(found) -> list[str]:
    return sorted(f.source for f in found)


def reasons(found) -> list[str]:
    return [f.reason for f in found if isinstance(f, Failure)]


def test_a_folder_gives_all_files_but_hidden_ones(tree) -> None:
    assert sources(expand_path(str(tree))) == ["b.txt", "甲 县/a.txt", "甲 县/深/c.txt"]


def test_a_file_goes_by_its_name(tree) -> None:
    assert sources(expand_path(str(tree / "甲 县" / "a.txt"))) == ["a.txt"]
    assert sources(expand_path(str(tree / ".hidden"))) == [".hidden"], "named on purpose"


def test_a_glob_counts_from_its_first_wildcard(tree) -> None:
    assert sources(expand_path(str(tree / "**" / "*.txt"))) == ["b.txt", "甲 县/a.txt", "甲 县/深/c.txt"]
    assert sources(expand_path(str(tree / "甲*"))) == ["甲 县/a.txt", "甲 县/深/c.txt"]
    assert sources(expand_path(str(tree / "*.pdf"))) == []


def test_a_name_that_looks_like_a_glob_is_taken_as_it_is(tmp_path) -> None:
    (tmp_path / "[2016].txt").write_text("x")
    assert sources(expand_path(str(tmp_path / "[2016].txt"))) == ["[2016].txt"]


def test_a_path_that_is_not_there_is_a_mistake_of_usage(tmp_path) -> None:
    with pytest.raises(UsageError, match="there is no file or folder"):
        expand_path(str(tmp_path / "nothing.txt"))


@posix
def test_links_in_circles_are_told(tree) -> None:
    (tree / "甲 县" / "back").symlink_to(tree)
    (tree / "self").symlink_to(tree / "self")
    found = list(expand_path(str(tree)))
    assert sources(found) == ["b.txt", "self", "甲 县/a.txt", "甲 县/back", "甲 县/深/c.txt"]
    assert reasons(found) == ["symlink_loop", "symlink_loop"]


@posix
def test_a_folder_goes_by_its_own_name_and_links_to_it_are_duplicates(tree) -> None:
    (tree / "a link").symlink_to(tree / "甲 县")
    found = list(expand_path(str(tree)))
    assert reasons(found) == ["duplicate"]
    assert "甲 县/a.txt" in sources(found)


@posix
def test_a_link_to_a_folder_elsewhere_is_followed(tree, tmp_path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "d.txt").write_text("d")
    (tree / "more").symlink_to(tmp_path / "elsewhere")
    assert "more/d.txt" in sources(expand_path(str(tree)))


@posix
def test_broken_links_and_pipes_are_told(tmp_path) -> None:
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere")
    os.mkfifo(tmp_path / "pipe.txt")
    assert sorted(reasons(expand_path(str(tmp_path)))) == ["not_a_file", "unreadable"]


@posix
def test_a_name_in_gbk_bytes_can_be_stored(tmp_path) -> None:
    path = os.fsencode(tmp_path) + "/青禾县.txt".encode("gb18030")
    with open(path, "w") as file:  # noqa: PTH123
        file.write("x")
    with open(os.fsencode(tmp_path) + b"/\xff\xff.txt", "w") as file:  # noqa: PTH123
        file.write("y")
    assert sources(expand_path(str(tmp_path))) == ["\\xff\\xff.txt", "青禾县.txt"]


def test_a_folder_that_cannot_be_opened_is_told(tree, monkeypatch) -> None:
    real = os.scandir

    def refuse(path):
        if Path(path).name == "深":
            raise PermissionError(13, "Permission denied")
        return real(path)

    monkeypatch.setattr(os, "scandir", refuse)
    found = list(expand_path(str(tree)))
    assert reasons(found) == ["unreadable"]
    assert sources(found) == ["b.txt", "甲 县/a.txt", "甲 县/深"]


def test_outputs_are_not_read(tree) -> None:
    (tree / "out" / "tables").mkdir(parents=True)
    (tree / "out" / "run.json").write_text("{}")
    (tree / "other").mkdir()
    (tree / "other" / "x.txt").write_text("x")
    assert sources(expand_path(str(tree), out=tree / "other")) == ["b.txt", "甲 县/a.txt", "甲 县/深/c.txt"]


def test_a_file_named_twice_is_read_once(tree) -> None:
    inputs = find_inputs([tree, tree / "b.txt", tree / "甲 县" / "a.txt"], Settings())
    assert sources(inputs.items) == ["a.txt", "b.txt", "甲 县/深/c.txt"]
    assert not list(inputs.failures)


def test_one_content_is_one_report_whatever_the_order_of_paths(tree) -> None:
    (tree / "copy.txt").write_text("b.txt", encoding="utf-8")
    for paths in ([tree], [tree / "copy.txt", tree], [tree / "b.txt", tree / "copy.txt", tree / "甲 县"]):
        inputs = find_inputs(paths, Settings())
        (failure,) = inputs.failures
        assert (failure.source, failure.reason) == ("copy.txt", "duplicate")
        assert "b.txt, which stands for both" in failure.message
        hashes = [item.sha256 for item in inputs.items]
        assert hashes == sorted(hashes)
        assert len(hashes) == 3


def test_a_file_that_vanishes_is_told(tree) -> None:
    worklist = WorkList()
    worklist.add(list(expand_path(str(tree))))
    (tree / "b.txt").unlink()
    worklist.hash()
    assert [(f.source, f.reason) for f in worklist.failures()] == [("b.txt", "unreadable")]
    assert len(worklist) == 2
