"""What ``import policytext`` offers: one file, many files, a dataset."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from policytext.records import Failure
from policytext.run.batch import Inputs, find_inputs, score_batch, score_items
from policytext.run.scoring import load_tools_once
from policytext.run.settings import Settings
from policytext.store import TABLES, Rows, Tables, failure_row, read_tables, tables_of

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
        path: the file: text, HTML, DOCX, PDF or DOC.
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
) -> Tables:
    """Score many files. A file that cannot be scored is a row of the table ``failures``.

    Args:
        paths: files, folders (read with all folders in them) and globs.
        out: a folder to write the tables to; without it they stay in memory.
        manifest: a CSV file with what is known about the files (path, place, year ...).
        rubric: a file that replaces the packaged rubric.
        gazetteer: files that add measures; later ids win.
        classifier: ``model`` (the default), ``rules``, or the folder of a model.
        any_document: score documents that are no reports on information disclosure too.
        workers: processes to use; 0 works in this one, without a bound on time. A script that uses others
            needs the guard ``if __name__ == "__main__":``.

    Returns:
        The tables by name; ``tables.pandas("reports")`` gives a data frame.

    Raises:
        UsageError: a path does not exist, or ``out`` cannot be written.
        DataError: rubric, gazetteer or manifest do not say what they should.
    """
    files = [paths] if isinstance(paths, str | Path) else list(paths)
    more = tuple(Path(file) for file in gazetteer)
    settings = Settings(_path(rubric), more, _path(manifest), any_document, workers, classifier=classifier)
    inputs = find_inputs(files, settings, _path(out))
    if out is not None:
        score_batch(inputs, Path(out), settings)
        return read_tables(out)
    return _score_in_memory(inputs, settings)


def _score_in_memory(inputs: Inputs, settings: Settings) -> Tables:
    rows: Rows = {name: [] for name in TABLES}
    failures = list(inputs.failures)
    for _, outcome in score_items(inputs.items, settings):
        if isinstance(outcome, Failure):
            failures.append(outcome)
        else:
            for name, items in outcome.items():
                rows[name] += items
    rows["failures"] = [failure_row(failure) for failure in sorted(failures, key=lambda f: (f.source, f.reason))]
    return tables_of(rows)


def _path(value: str | Path | None) -> Path | None:
    return None if value is None else Path(value)
