"""The quality gate: the program on the test split of the corpus must not fall below the pinned floors.

``python eval/gate.py`` measures and compares; ``make test`` runs it. ``--update`` pins what was measured, where it is
higher; a floor is lowered only with ``--lower REASON``, and the reason is kept in ``floors.toml``. A changed test
split has another hash and is refused until it is pinned anew.
"""

from __future__ import annotations

import argparse
import sys
import tomllib
from collections.abc import Mapping
from pathlib import Path

import numpy as np

from policytext.coding import Validation
from policytext.coding.counts import KINDS
from policytext.coding.manifest import Corpus, read_corpus
from policytext.coding.metrics import class_scores, macro_f1, quadratic_kappa, span_scores
from policytext.coding.validate import validate
from policytext.corpus import LABELS
from policytext.pipeline import load_tools

ROOT = Path(__file__).parents[1]
FLOORS = Path(__file__).with_name("floors.toml")
#: A kind with fewer coded spans in the test split has no floor: one span more or less would decide.
LEAST_SPANS = 15
#: Figures are floors to so many digits, rounded down.
DIGITS = 3

Figures = dict[str, float]


def measure(corpus: Corpus) -> Figures:
    """The figures of the test split by name."""
    folders = {entry.folder for entry in corpus.of_splits(["test"])}
    if len(folders) != 1:
        raise SystemExit(f"the test split must lie in one folder, not in {', '.join(sorted(folders)) or 'none'}")
    folder = corpus.root / folders.pop()
    return figures_of(validate(folder / "gold", folder / "reports", load_tools()))


def figures_of(found: Validation) -> Figures:
    """Macro-F1, F1 of each label, kappa of levels, F1 of particulars and measures."""
    labels = np.sum(found.labels, axis=0)
    figures = {"macro_f1": macro_f1(labels), "level_kappa": quadratic_kappa(np.sum(found.levels, axis=0))}
    figures |= {f"f1_{name}": row[2] for name, row in zip(LABELS, class_scores(labels), strict=True)}
    spans = np.sum(found.particulars, axis=0)
    figures |= {f"f1_{kind}": span_scores(spans[k])[2] for k, kind in enumerate(KINDS) if spans[k][2] >= LEAST_SPANS}
    figures["f1_measures"] = span_scores(np.sum(found.measures_by_span, axis=0))[2]
    return {name: float(np.floor(value * 10**DIGITS) / 10**DIGITS) for name, value in figures.items()}


def compare(floors: Mapping[str, float], found: Mapping[str, float]) -> list[str]:
    """What fell below its floor, as sentences.

    >>> compare({"macro_f1": 0.96}, {"macro_f1": 0.95})
    ['macro_f1 is 0.950, below its floor of 0.960']
    """
    missing = [f"{name} has a floor and was not measured" for name in floors if name not in found]
    below = [
        f"{name} is {found[name]:.3f}, below its floor of {floor:.3f}"
        for name, floor in floors.items()
        if name in found and found[name] < floor
    ]
    return missing + below


def write_floors(split_hash: str, floors: Mapping[str, float], reasons: list[str]) -> None:
    """Pin the floors."""
    lines = ["# Floors of the test split; made by `python eval/gate.py --update`, read by `make test`.", ""]
    lines += [f'test_split_sha256 = "{split_hash}"', f"lowered = {reasons!r}".replace("'", '"'), "", "[floors]"]
    lines += [f"{name} = {value:.3f}" for name, value in floors.items()]
    FLOORS.write_text("\n".join(lines) + "\n", encoding="utf-8")


def main() -> int:
    """0 where every floor holds, 1 otherwise."""
    parser = argparse.ArgumentParser(description="Hold the program to the floors of the test split.")
    parser.add_argument("--update", action="store_true", help="raise the floors to what is measured")
    parser.add_argument("--lower", metavar="REASON", help="pin what is measured even where it is lower, and say why")
    options = parser.parse_args()
    corpus = read_corpus(ROOT / "corpora")
    pinned = tomllib.loads(FLOORS.read_text(encoding="utf-8")) if FLOORS.exists() else {"floors": {}, "lowered": []}
    split_hash = corpus.hash(["test"])
    if not (options.update or options.lower) and pinned.get("test_split_sha256") != split_hash:
        print("the test split is not the one that the floors were pinned on; see eval/gate.py")
        return 1
    found = measure(corpus)
    faults = compare(pinned["floors"], found)
    for name, value in found.items():
        print(f"{name:16} {value:.3f}  floor {pinned['floors'].get(name, float('nan')):.3f}")
    if options.lower:
        write_floors(split_hash, found, [*pinned["lowered"], f"{options.lower}: {'; '.join(faults)}"])
        return 0
    if options.update and not faults:
        raised = {name: max(value, pinned["floors"].get(name, 0.0)) for name, value in found.items()}
        write_floors(split_hash, raised, pinned["lowered"])
        return 0
    print("\n".join(faults) or "every floor holds")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
