"""All packaged data files, and coded corpora, through the checks."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from policytext.lint.coded import check_coded
from policytext.lint.issues import Issue, issue, read_table
from policytext.lint.measures import check_measures, check_stoplist
from policytext.lint.places import check_place_aliases, check_places
from policytext.lint.rubric import check_rubric
from policytext.lint.words import check_toml, check_words
from policytext.score import load_rubric


def check_data(root: Path | None = None) -> list[Issue]:
    """Check every packaged data file, and the coded corpora under a folder.

    Args:
        root: a folder that holds, at any depth, ``gold/*.jsonl`` with ``reports/`` beside; ``None`` for none.

    Returns:
        The findings in the order of file, line and code; empty where all is well.
    """
    findings = list(_check_packaged())
    if root is not None:
        findings += _check_corpora(root)
    return sorted(findings, key=lambda finding: (finding.file, finding.line, finding.code))


def _check_packaged() -> Iterator[Issue]:
    data = files("policytext") / "data"
    texts = dict(_texts(data, ""))
    for name, text in texts.items():
        if text is None:
            yield issue("E400", name, 1)
        else:
            yield from _check_file(name, text, {key: value or "" for key, value in texts.items()})


def _texts(folder: Traversable, prefix: str) -> Iterator[tuple[str, str | None]]:
    """The text files of the data folder by name; ``None`` where one is no UTF-8."""
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if entry.is_dir():
            yield from _texts(entry, f"{prefix}{entry.name}/")
        elif entry.name.endswith((".csv", ".toml", ".txt")):
            try:
                yield prefix + entry.name, entry.read_text(encoding="utf-8")
            except UnicodeDecodeError:
                yield prefix + entry.name, None


def _check_file(name: str, text: str, texts: dict[str, str]) -> Iterator[Issue]:
    if name == "measures.csv":
        yield from check_measures(text, name, stop_list(texts["stoplist.csv"]))
    elif name == "stoplist.csv":
        yield from check_stoplist(text, name)
    elif name == "places.csv":
        yield from check_places(text, name)
    elif name == "place_aliases.csv":
        yield from check_place_aliases(text, name, texts["places.csv"])
    elif name == "rubric.toml":
        yield from check_rubric(text, name)
    elif name.endswith(".toml"):
        yield from check_toml(text, name)
    elif name.endswith(".txt"):
        yield from check_words(text, name)


def stop_list(text: str) -> dict[str, str]:
    """Names of a stop list and their reasons."""
    return {row.get("name", ""): row.get("reason", "") for _, row in read_table(text)[1]}


def _check_corpora(root: Path) -> list[Issue]:
    rubric = load_rubric()
    gold = sorted(path for path in root.rglob("*.jsonl") if path.parent.name == "gold")
    return [
        finding
        for path in gold
        for finding in check_coded(
            path.read_text(encoding="utf-8-sig"),
            path.relative_to(root).as_posix(),
            rubric,
            path.parent.parent / "reports",
        )
    ]
