"""By how much the model beats the rules on the test split, resampled by document: ``python eval/margin.py``."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from policytext.coding.metrics import Counts, macro_f1, resample
from policytext.coding.validate import validate
from policytext.pipeline import load_tools

FOLDER = Path(__file__).parents[1] / "corpora" / "labelled" / "test"


def difference(counts: Counts) -> float:
    """Macro-F1 of the first confusion matrix less that of the second."""
    return macro_f1(counts[0]) - macro_f1(counts[1])


def main() -> None:
    """Print both figures and the margin."""
    found = {
        name: validate(FOLDER / "gold", FOLDER / "reports", load_tools(classifier=name)) for name in ("model", "rules")
    }
    for name, validation in found.items():
        print(f"{name:6} macro-F1 {validation.macro_f1()}")
    pairs = zip(found["model"].labels, found["rules"].labels, strict=True)
    margin = resample(difference, [np.stack(pair) for pair in pairs])
    print(f"margin {margin.value:+.3f} [{margin.low:+.3f}, {margin.high:+.3f}]")


if __name__ == "__main__":
    main()
