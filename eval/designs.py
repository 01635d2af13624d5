"""What each design of the classifier gives, and how it grows with the corpus: ``python eval/designs.py``.

Every figure is of hands that the classifier did not learn from: each folder of the corpus is one writer's, and is held
out in turn. The test split is not used. Prints two tables in Markdown for docs/method.md; takes some minutes.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np

from policytext.classify.model import Matrix, ask_rules, softmax
from policytext.classify.training import Example, Strength, apply, figures, fit
from policytext.coding.learning import make_examples
from policytext.coding.manifest import read_corpus
from policytext.corpus import LABELS
from policytext.pipeline import load_tools

ROOT = Path(__file__).parents[1]
Predict = Callable[[Example], Matrix]
Design = Callable[[Sequence[Example]], Predict]


def linear(strength: Strength, *, rules: bool = False) -> Design:
    """A linear model over n-grams and facts; with ``rules`` they are asked where it is in doubt."""

    def learn(examples: Sequence[Example]) -> Predict:
        fitted = fit(examples, strength)

        def predict(example: Example) -> Matrix:
            logits = apply(fitted, [example])
            return softmax(ask_rules(example.contexts, logits) if rules else logits)

        return predict

    return learn


def rules_alone(_: Sequence[Example]) -> Predict:
    """The baseline, which learns nothing."""

    def predict(example: Example) -> Matrix:
        sure_of_nothing = np.zeros((len(example.contexts), len(LABELS)))
        return softmax(ask_rules(example.contexts, sure_of_nothing))

    return predict


DESIGNS: dict[str, Design] = {
    "rules": rules_alone,
    "characters of the statement alone": linear(Strength(facts=0.0)),
    "facts about its place alone": linear(Strength(grams=0.0)),
    "characters and place": linear(Strength()),
    "characters and place, rules where in doubt": linear(Strength(), rules=True),
}


def held_out_hands(hands: dict[str, list[Example]], design: Design, documents: int = 0) -> dict[str, float]:
    """Macro-F1 for each hand by a design that learned from the others, from so many of their documents (0: all)."""
    scores = {}
    for hand, left in hands.items():
        others = [example for name, examples in hands.items() if name != hand for example in examples]
        if documents:
            others = [others[k] for k in np.random.default_rng(0).permutation(len(others))[:documents]]
        predict = design(others)
        shares = np.concatenate([predict(example) for example in left])
        truth = np.array([LABELS.index(label) if label else -1 for example in left for label in example.labels])
        scores[hand] = figures(shares[truth >= 0], truth[truth >= 0])["macro_f1"]
    return scores


def main() -> None:
    """Print both tables."""
    corpus = read_corpus(ROOT / "corpora")
    tools = load_tools(classifier="rules")
    entries = corpus.of_splits(["train", "dev"])
    hands: dict[str, list[Example]] = {}
    for entry, example in zip(entries, make_examples(corpus, entries, tools), strict=True):
        hands.setdefault(entry.folder.rpartition("/")[2], []).append(example)
    print(f"| design | {' | '.join(hands)} | mean |\n|---|{'---|' * (len(hands) + 1)}")
    for name, design in DESIGNS.items():
        scores = held_out_hands(hands, design)
        print(f"| {name} | {' | '.join(f'{s:.3f}' for s in scores.values())} | {np.mean([*scores.values()]):.3f} |")
        sys.stdout.flush()
    print("\n| documents learned from | mean macro-F1 |\n|---|---|")
    for documents in (10, 20, 40, 80, 160):
        scores = held_out_hands(hands, linear(Strength(), rules=True), documents)
        print(f"| {documents} | {np.mean([*scores.values()]):.3f} |")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
