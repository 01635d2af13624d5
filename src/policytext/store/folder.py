"""OUT on disk: written beside in a hidden folder, then moved into place, the manifest last.

A folder without ``manifest.json`` is not a dataset: whoever reads OUT sees a whole run or none.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from policytext.errors import DataError, UsageError

MANIFEST, RUN, FAILURES_CSV, TABLES_FOLDER = "manifest.json", "run.json", "failures.csv", "tables"
DOCUMENTS = "documents.parquet"
COMPARISON = "comparison.json"

# All that policytext ever puts into OUT. A new run replaces these and touches nothing else.
WORKBOOK = "scores.xlsx"
OWNED = (TABLES_FOLDER, COMPARISON, FAILURES_CSV, DOCUMENTS, RUN, WORKBOOK, "csv", "dta", "jsonl", MANIFEST)

# What a run that found nothing new writes again; tables, comparisons and exports stay as they are.
ACCOUNTS = (DOCUMENTS, RUN, MANIFEST)

# The manifest is written last; a workbook this much younger was saved by a person.
_EDITED_SECONDS = 2.0

_STAGING = ".writing-"

# Where a run keeps what it has done so far. It stays when the run is interrupted, and goes when OUT is whole.
UNFINISHED = ".unfinished"

# Kept beside the old files during a swap: which names it is about, and, once all old files are out of the way, that
# what lies in OUT is new from then on. A swap that a kill cut off goes on from them.
_NAMES, _CLEARED = ".names", ".cleared"


@contextmanager
def staged(out: Path, names: Iterable[str] = OWNED) -> Iterator[Path]:
    """A hidden folder in OUT; what it holds takes OUT's place when the block ends without an error.

    Args:
        out: the folder OUT.
        names: the files and folders of OUT that are replaced; others stay.

    Raises:
        UsageError: OUT cannot be written, or holds files that are not policytext's.
    """
    existed = out.exists()
    staging = None
    try:
        staging = _begin(out)
        yield staging
        _commit(staging, out, tuple(names))
    finally:
        # An interruption may come between the making of a folder and the knowing of its name.
        for folder in out.glob(_STAGING + "*") if not existed else [staging] if staging else []:
            shutil.rmtree(folder, ignore_errors=True)
        if not existed:
            with suppress(OSError):
                out.rmdir()


def is_dataset(folder: Path) -> bool:
    """Whether the folder is an OUT, finished or not."""
    finished = (folder / TABLES_FOLDER).is_dir() and (folder / RUN).is_file()
    return finished or (folder / UNFINISHED).is_dir() or any(folder.glob(_STAGING + "*"))


def recover(out: Path) -> None:
    """Finish a swap of old files for new ones that a kill cut off: the new ones were whole before it began.

    Raises:
        UsageError: OUT cannot be written.
    """
    for staging in out.glob(_STAGING + "*"):
        begun = staging / ".old" / _NAMES
        if begun.is_file() and (staging / MANIFEST).is_file():
            _swap(staging, out, begun.read_text(encoding="utf-8").split())
        shutil.rmtree(staging, ignore_errors=True)


def check_out(out: Path) -> None:
    """See that OUT can be written before the work, not after it.

    Raises:
        UsageError: OUT holds files that are not policytext's, or one that is open in another program.
    """
    try:
        if out.is_dir() and not is_dataset(out) and any(out.iterdir()):
            raise UsageError(f"{out} holds other files; give -o a new or empty folder, or one that policytext wrote")
        for name in OWNED:
            _check_closed(out / name)
    except OSError as error:
        raise UsageError(_cannot_write(out, error)) from error


def write_json(path: Path, value: Any) -> None:
    """Write JSON for people and programs: UTF-8, indented, in the order given."""
    path.write_text(json.dumps(value, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


def read_json(path: Path) -> dict[str, Any]:
    """Read a JSON object.

    Raises:
        DataError: the file is missing or holds no JSON object.
    """
    try:
        value = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise DataError(f"{path} cannot be read ({error}); did `policytext score -o` write this folder?") from error
    if not isinstance(value, dict):
        raise DataError(f"{path} holds no JSON object; write the folder again with `policytext score`")
    return value


@contextmanager
def replacing(target: Path) -> Iterator[Path]:
    """A path beside ``target`` to write a file or folder to; it takes the target's place when the block ends well.

    Raises:
        UsageError: the target is open in another program or cannot be written.
    """
    try:
        staging = Path(mkdtemp(prefix=_STAGING, dir=target.parent))
    except OSError as error:
        raise UsageError(_cannot_write(target.parent, error)) from error
    try:
        yield staging / target.name
        _swap(staging, target.parent, [target.name])
    finally:
        shutil.rmtree(staging, ignore_errors=True)


def _begin(out: Path) -> Path:
    """Make OUT and the hidden folder in it, after looking at what OUT holds already."""
    check_out(out)
    try:
        out.mkdir(parents=True, exist_ok=True)
        return Path(mkdtemp(prefix=_STAGING, dir=out))
    except OSError as error:
        raise UsageError(_cannot_write(out, error)) from error


def _check_closed(path: Path) -> None:
    """Windows refuses to move a file that Excel holds open: find out before the work, not after it."""
    if path.exists():
        path.rename(path)


def _commit(staging: Path, out: Path, names: tuple[str, ...]) -> None:
    _keep_edited(out / WORKBOOK, out / MANIFEST)
    _swap(staging, out, names)
    for leftover in out.glob(_STAGING + "*"):
        if leftover != staging:
            shutil.rmtree(leftover, ignore_errors=True)


def _keep_edited(workbook: Path, manifest: Path) -> None:
    """Put a workbook in which a person has written out of the new one's way: ``scores-20170306-101500.xlsx``."""
    if not (workbook.exists() and manifest.exists()):
        return
    saved = workbook.stat().st_mtime
    if saved > manifest.stat().st_mtime + _EDITED_SECONDS:
        kept = workbook.with_stem(f"{workbook.stem}-{datetime.fromtimestamp(saved):%Y%m%d-%H%M%S}")
        workbook.replace(kept)


def _swap(staging: Path, out: Path, names: Iterable[str]) -> None:
    """Move the old files of these names out of the way, manifest first, and the new ones in, manifest last.

    Where a move fails, the new files go back and the old ones in again, the manifest last as always.
    """
    old, order = staging / ".old", list(names)
    old.mkdir(exist_ok=True)
    out_of_the_way: list[str] = []
    moved_in: list[str] = []
    try:
        if not (old / _NAMES).exists():
            _write_whole(old / _NAMES, "\n".join(order))
        for name in reversed(order):
            if (out / name).exists() and not (old / _CLEARED).exists():
                os.replace(out / name, old / name)  # noqa: PTH105
                out_of_the_way.append(name)
        (old / _CLEARED).touch()
        for name in order:
            if (staging / name).exists():
                os.replace(staging / name, out / name)  # noqa: PTH105
                moved_in.append(name)
    except OSError as error:
        (old / _CLEARED).unlink(missing_ok=True)
        for name in reversed(moved_in):
            os.replace(out / name, staging / name)  # noqa: PTH105
        for name in reversed(out_of_the_way):
            os.replace(old / name, out / name)  # noqa: PTH105
        raise UsageError(_cannot_write(out, error)) from error


def _write_whole(path: Path, text: str) -> None:
    beside = path.with_name(path.name + "~")
    beside.write_text(text, encoding="utf-8")
    os.replace(beside, path)  # noqa: PTH105


def _cannot_write(path: Path, error: OSError) -> str:
    reason = error.strerror or type(error).__name__
    return f"cannot write to {path} ({reason}); close files of it that are open elsewhere, or choose another folder"


def check_manifest(out: Path) -> dict[str, Any]:
    """The manifest of a finished run.

    Raises:
        DataError: there is none: the run was interrupted, or the folder is not policytext's.
    """
    if not (out / MANIFEST).is_file():
        raise DataError(f"{out} holds no {MANIFEST}: not an output of policytext, or of a run that did not finish")
    return read_json(out / MANIFEST)
