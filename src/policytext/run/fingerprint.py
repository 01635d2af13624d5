"""What a run depends on: versions, settings, and hashes of inputs, rubric, data and model. It goes to manifest.json."""

from __future__ import annotations

import json
import platform
from collections.abc import Iterable, Sequence
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from policytext import __version__
from policytext.run.attempts import Work
from policytext.run.hashing import hash_file
from policytext.run.settings import Settings
from policytext.store import CODEBOOK_VERSION, SCHEMA_VERSION

# Libraries that decide what text is read and how it is cut; other versions of them may give other scores.
_LIBRARIES = ("jieba", "lxml", "numpy", "opencc", "pdfplumber", "pypdfium2", "rjieba", "selectolax", "trafilatura")

# Packages and modules whose code decides what becomes of a document.
_LINE = {"read", "clean", "identify", "segment", "find", "classify", "score", "tabulate", "store", "pipeline"}
_LINE |= {"review", "quantities", "records", "resources", "triggers"}


def describe_run(settings: Settings, hashes: Iterable[str]) -> dict[str, Any]:
    """All of the manifest but the results: the same for the same inputs, settings and versions.

    Args:
        settings: how the run was called.
        hashes: those of the documents, in order.
    """
    tools = settings.scorer().tools()
    return {
        "program": "policytext",
        "version": __version__,
        "schema_version": SCHEMA_VERSION,
        "codebook_version": CODEBOOK_VERSION,
        "rubric_version": tools.rubric.version,
        "classifier": tools.classifier.name,
        "versions": {"python": platform.python_version()} | {name: _version(name) for name in _LIBRARIES},
        "settings": {
            "any": settings.any_document,
            "base_year": settings.base_year,
            "rubric": settings.rubric.name if settings.rubric else None,
            "gazetteer": [path.name for path in settings.gazetteer],
            "classifier": Path(settings.classifier).resolve().name if settings.classifier else None,
            "manifest": settings.manifest.name if settings.manifest else None,
        },
        "hashes": {
            "inputs": _hash_lines(hashes),
            "data": hash_data(),
            "rubric": hash_file(settings.rubric) if settings.rubric else None,
            "gazetteer": [hash_file(path) for path in settings.gazetteer],
            "classifier": hash_classifier(settings.classifier),
            "manifest": hash_file(settings.manifest) if settings.manifest else None,
            **({"decisions": decided} if (decided := hash_decisions(settings.decisions)) else {}),
        },
        "seed": None,
    }


def fingerprint_of(work: Work) -> str:
    """One hash over all that decides what becomes of a document: two runs that share it share their results.

    Besides data, method files and versions that is the program's own code, for those who change it.
    """
    rubric, gazetteer = getattr(work, "rubric", None), getattr(work, "gazetteer", ())
    parts = {
        "versions": [__version__, SCHEMA_VERSION, CODEBOOK_VERSION, *platform.python_version_tuple()[:2]],
        "libraries": {name: _version(name) for name in _LIBRARIES},
        "data": hash_data(),
        "code": hash_code(),
        "rubric": hash_file(rubric) if rubric else None,
        "gazetteer": [hash_file(path) for path in gazetteer],
        "classifier": [getattr(work, "classifier", None), hash_classifier(getattr(work, "classifier", None))],
        "any": getattr(work, "any_document", False),
        "base_year": getattr(work, "base_year", None),
        "work": type(work).__name__,
        **({"decisions": decided} if (decided := hash_decisions(getattr(work, "decisions", ()))) else {}),
    }
    return sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()


def hash_decisions(paths: Sequence[Path]) -> str:
    """A hash of what people decided, whichever sheets say it; empty where nothing is decided."""
    from policytext.review import read_decisions

    return read_decisions(paths).digest if paths else ""


def hash_code() -> str:
    """One hash over the code of the line, from the readers to the rows; what only runs or shows it does not count."""
    chosen = [child for child in files("policytext").iterdir() if child.name.removesuffix(".py") in _LINE]
    modules = [(child.name, child) for child in chosen if child.is_file()]
    modules += [found for child in chosen if child.is_dir() for found in _files(child, f"{child.name}/")]
    return _hash_lines(f"{name} {sha256(file.read_bytes()).hexdigest()}" for name, file in sorted(modules))


def hash_classifier(name: str | None) -> str | None:
    """The hash of the card of a model of one's own, which holds that of its weights; the others are part of the data.

    >>> hash_classifier("rules") is None
    True
    """
    from policytext.classify import CARD, CLASSIFIERS

    return None if name is None or name in CLASSIFIERS else hash_file(Path(name) / CARD)


def hash_data() -> str:
    """One hash over all packaged data files, their names included."""
    folder = files("policytext") / "data"
    return _hash_lines(f"{name} {sha256(file.read_bytes()).hexdigest()}" for name, file in sorted(_files(folder)))


def _files(folder: Traversable, prefix: str = "") -> Iterable[tuple[str, Traversable]]:
    for child in folder.iterdir():
        if child.is_dir():
            yield from _files(child, f"{prefix}{child.name}/")
        elif not child.name.endswith((".pyc", ".md")):
            yield prefix + child.name, child


def _hash_lines(lines: Iterable[str]) -> str:
    found = sha256()
    for line in lines:
        found.update(f"{line}\n".encode())
    return found.hexdigest()


def _version(name: str) -> str | None:
    try:
        return version(name)
    except PackageNotFoundError:
        return None
