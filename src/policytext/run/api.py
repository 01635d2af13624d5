"""What ``import policytext`` offers: one file, many files, a dataset."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from policytext.run.batch import find_inputs, score_batch
from policytext.run.scoring import load_tools_once
from policytext.run.settings import Settings
from policytext.store import Tables, read_tables

if TYPE_CHECKING:
    from policytext.records import Report


def score_file(
    path: str | Path,
    *,
    hints: Mapping[str, str] | None = None,
    rubric: str | Path | None = None,
    gazetteer: Sequence[str | Path] = (),
    classifier: str | None = None,
    any_document: bool = False,
) -> Report:
    """Read and score one report.

    Args:
        path: the file: text, HTML, DOCX, DOC, WPS, RTF, OFD or PDF.
        hints: what is known from elsewhere (place, year ...); it overrides what the text says.
        rubric: a file that replaces the packaged rubric.
        gazetteer: files that add measures; later ids win.
        classifier: ``model`` (the default), ``rules``, or the folder of a model.
        any_document: score it even when it is no report on information disclosure.

    Returns:
        The report: ``statements``, ``labels``, ``commitments``, ``mentions``, ``answers``, ``score.figures`` ...

    Raises:
        DocumentError: the file cannot be read or scored; ``reason`` says why.
        DataError: the rubric or a gazetteer does not say what it should.
    """
    from policytext import pipeline

    tools = load_tools_once(_path(rubric), tuple(Path(file) for file in gazetteer), classifier)
    return pipeline.score_file(Path(path), tools, hints, any_document=any_document)


def score_many(
    paths: str | Path | Sequence[str | Path],
    out: str | Path | None = None,
    *,
    manifest: str | Path | None = None,
    rubric: str | Path | None = None,
    gazetteer: Sequence[str | Path] = (),
    classifier: str | None = None,
    any_document: bool = False,
    workers: int = 0,
    engine: str | None = None,
    scheduler: str | None = None,
    fresh: bool = False,
    column: str | None = None,
    base_year: int | None = None,
    decisions: Sequence[str | Path] = (),
) -> Tables:
    """Score many files. A file that cannot be scored is a row of the table ``failures``.

    Args:
        paths: files, folders (read with all folders in them), globs, zip and tar archives, JSON lines and Parquet
            files with a column of texts; none for the files that the manifest names.
        out: a folder to write the tables to; without it they stay in memory. What it holds of an earlier run, finished
            or interrupted, is taken over where the same versions made it.
        manifest: a CSV file with what is known about the files (path, place, year ...).
        rubric: a file that replaces the packaged rubric.
        gazetteer: files that add measures; later ids win.
        classifier: ``model`` (the default), ``rules``, or the folder of a model.
        any_document: score documents that are no reports on information disclosure too.
        workers: processes to use; 0 works in this one, without a bound on time. A script that uses others
            needs the guard ``if __name__ == "__main__":``.
        engine: ``serial``, ``local`` or ``dask``; by default what ``workers`` says.
        scheduler: the address of a Dask scheduler.
        fresh: take nothing over from an earlier run.
        column: the column that holds the texts, where a path is a table.
        base_year: whose code ``adcode_base`` is; ``None`` for the latest of the table of divisions.
        decisions: review sheets that people filled in; with ``out`` those that it keeps of earlier calls count too.

    Returns:
        The tables by name; ``tables.pandas("reports")`` gives a data frame.

    Raises:
        UsageError: a path does not exist, or ``out`` cannot be written.
        DataError: rubric, gazetteer or manifest do not say what they should.
    """
    files = [paths] if isinstance(paths, str | Path) else list(paths)
    more = tuple(Path(file) for file in gazetteer)
    settings = Settings(
        *(_path(rubric), more, _path(manifest), any_document, workers),
        classifier=classifier,
        engine=engine,
        scheduler=scheduler,
        fresh=fresh,
        column=column,
        base_year=base_year,
        decisions=tuple(Path(sheet) for sheet in decisions),
    )
    if out is not None:
        return _score_into(Path(out), files, settings)
    with TemporaryDirectory(prefix="policytext-") as folder:
        return _in_memory(_score_into(Path(folder) / "out", files, settings))


def _score_into(out: Path, files: Sequence[str | Path], settings: Settings) -> Tables:
    score_batch(find_inputs(files, settings, out), out, settings)
    return read_tables(out)


def _in_memory(tables: Tables) -> Tables:
    """The tables, all read; they know nothing of the folder that they came from."""
    read = {name: tables[name] for name in tables}
    return Tables({name: partial(read.__getitem__, name) for name in read})


def _path(value: str | Path | None) -> Path | None:
    return None if value is None else Path(value)
