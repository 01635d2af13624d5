"""What a run depends on: versions, settings, and hashes of inputs, rubric, data and model. It goes to manifest.json."""

from __future__ import annotations

import platform
from collections.abc import Iterable, Sequence
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from policytext import __version__
from policytext.run.settings import Settings
from policytext.run.worklist import Item, hash_file
from policytext.store import CODEBOOK_VERSION, SCHEMA_VERSION

# Libraries that decide what text is read and how it is cut; other versions of them may give other scores.
_LIBRARIES = ("jieba", "lxml", "numpy", "opencc", "pdfplumber", "pypdfium2", "rjieba", "selectolax", "trafilatura")


def describe_run(settings: Settings, items: Sequence[Item]) -> dict[str, Any]:
    """All of the manifest but the results: the same for the same inputs, settings and versions.

    Args:
        settings: how the run was called.
        items: the files, in the order of their hashes.
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
            "rubric": settings.rubric.name if settings.rubric else None,
            "gazetteer": [path.name for path in settings.gazetteer],
            "classifier": Path(settings.classifier).resolve().name if settings.classifier else None,
            "manifest": settings.manifest.name if settings.manifest else None,
        },
        "hashes": {
            "inputs": _hash_lines(item.sha256 for item in items),
            "data": hash_data(),
            "rubric": hash_file(settings.rubric) if settings.rubric else None,
            "gazetteer": [hash_file(path) for path in settings.gazetteer],
            "classifier": hash_classifier(settings.classifier),
            "manifest": hash_file(settings.manifest) if settings.manifest else None,
        },
        "seed": None,
    }


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
    return sha256("".join(f"{line}\n" for line in lines).encode()).hexdigest()


def _version(name: str) -> str | None:
    try:
        return version(name)
    except PackageNotFoundError:
        return None
