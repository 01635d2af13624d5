"""A trained classifier: a linear model over characters and place (``features``), shipped as plain arrays.

A model is a folder with ``weights.npz`` (arrays, no pickle) and ``card.json`` (what it was trained on, how well it
does, and the hash of the arrays). Loading refuses arrays that are not the card's, and a card of another version.
"""

from __future__ import annotations

import io
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from hashlib import sha256
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from policytext import resources
from policytext.classify.context import YEAR, Context, contexts
from policytext.classify.cues import load_cues
from policytext.classify.features import BUCKETS, FEATURES_VERSION, FRAME, Grams, bare_text, grams_of, place_facts
from policytext.classify.rules import judge
from policytext.corpus import LABELS
from policytext.errors import DataError
from policytext.records import Label, Statement

WEIGHTS, CARD = "weights.npz", "card.json"
RETRAIN = "train it again with policytext train, or score with --classifier rules"
#: Where the model's probability is below this, the rules have a say, with this weight on the scale of the logits.
#: On sets by hands that neither was made on, macro-F1 rose by .011, and by no more when all statements were asked.
#: Training writes both on the card, and a model is used with those of its card.
DOUBT, RULES_WEIGHT = 0.8, 1.5
#: Where these words stand and the model sees no problem, the rules may say that it is one, with more weight: what the
#: place makes likely hides problems inside the account of the year. On held-out hands F1 of problem rose by .007, and
#: by .002 more when all words of shortcoming that the rules know count in that account.
SHORTCOMING = re.compile(
    r"^(?:但|不过|然而|可是)|(?=[尚仍还有滞短差不难缺老陈薄])"
    r"(?:尚未|[仍还]存在|有待|仍需|滞后|短板|差距|不足|不够|难以|缺乏|[老陈]旧|薄弱)"
)
SHORTCOMING_WEIGHT = 5.0
#: Probabilities are given to so many digits: what different machines compute alike.
DIGITS = 3
MOST_FACTS = 1 << 12
"""Combinations of facts whose sums are kept."""
IMPROVEMENT, PROBLEM = LABELS.index("improvement"), LABELS.index("problem")

Matrix = NDArray[np.floating[Any]]


@dataclass(frozen=True, slots=True)
class Model:
    """The arrays of a model, ready for use.

    ``grams`` has one row of weights per bucket and ``facts`` one per known fact, one column per label of ``LABELS``;
    ``fact_rows`` gives the row of a fact. ``scale`` weighs characters against facts. Logits are divided by
    ``temperature`` before they become probabilities. Below ``doubt`` the rules are asked, with ``rules_weight``; below
    ``unsure`` a label should be read by a person.
    """

    name: str
    grams: Matrix
    facts: Matrix
    fact_rows: dict[str, int]
    bias: Matrix
    scale: float
    temperature: float
    unsure: float
    doubt: float
    rules_weight: float
    card: dict[str, Any]
    seen_facts: dict[tuple[str, ...], Matrix] = field(default_factory=dict)

    def predict(self, seen: Sequence[Context]) -> tuple[Matrix, list[str]]:
        """The probabilities and the evidence for each statement of one document, in order.

        Returns:
            The probability of each label (columns), and the characters that spoke most for the likeliest.
        """
        grams = grams_of([bare_text(context) for context in seen])
        weights = self.grams.take(grams.ids, axis=0)
        logits = np.array([self._fact_logits(facts) for facts in place_facts(seen)])
        logits += self._gram_logits(grams, weights, len(seen))
        logits = ask_rules(seen, logits, self.doubt, self.rules_weight)
        return softmax(logits / self.temperature), _evidence(grams, weights, logits.argmax(axis=1))

    def _gram_logits(self, grams: Grams, weights: Matrix, texts: int) -> Matrix:
        """Sums over the n-grams of each text; those of one length lie together."""
        logits = np.zeros((texts, len(LABELS)))
        for start, end in pairwise((*grams.starts, len(grams.ids))):
            owners = grams.owners[start:end]
            first = _runs(owners)
            logits[owners[first]] += np.add.reduceat(weights[start:end], first)
        counts = np.bincount(grams.owners, minlength=texts)
        logits *= (self.scale / np.sqrt(counts))[:, None]
        return logits

    def _fact_logits(self, facts: tuple[str, ...]) -> Matrix:
        """What a combination of facts adds, the bias included; few combinations occur, so each is summed once."""
        if facts not in self.seen_facts:
            if len(self.seen_facts) >= MOST_FACTS:  # rare combinations would add up over many documents
                self.seen_facts.clear()
            known = [self.fact_rows[fact] for fact in facts if fact in self.fact_rows]
            self.seen_facts[facts] = self.facts[known].sum(axis=0) + self.bias
        return self.seen_facts[facts]


def _runs(owners: NDArray[np.int64]) -> NDArray[np.int64]:
    """Where the n-grams of each text begin; nowhere where there are none, as in a document whose texts are bare marks.

    >>> _runs(np.array([0, 0, 2])).tolist(), _runs(np.array([], dtype=np.int64)).tolist()
    ([0, 2], [])
    """
    return np.flatnonzero(np.diff(owners, prepend=-1))


def _evidence(grams: Grams, weights: Matrix, best: NDArray[np.int64]) -> list[str]:
    """For each text the longest n-gram that speaks most for its label ("" where none does)."""
    start = grams.starts[-1]
    owners = grams.owners[start:]
    gains = weights[start:][np.arange(len(owners)), best[owners]]
    first = _runs(owners)
    top = np.zeros(len(best))
    top[owners[first]] = np.maximum.reduceat(gains, first)
    words = [""] * len(best)
    for index in np.flatnonzero(gains == top[owners])[::-1].tolist():
        place = grams.places[start + index]
        if gains[index] > 0:
            words[owners[index]] = grams.text[place : place + len(grams.starts)].strip(FRAME)
    return words


def ask_rules(
    seen: Sequence[Context], logits: Matrix, doubt: float = DOUBT, rules_weight: float = RULES_WEIGHT
) -> Matrix:
    """The logits of one document's statements after the rules were asked.

    They are asked where the model is in doubt, and where words of shortcoming stand in what it takes for other things.

    Args:
        seen: the statements in context.
        logits: one row a statement, one column a label.
        doubt: where the largest probability is below this, the rules are asked.
        rules_weight: what is added to the logit of the label that they give.

    >>> ask_rules([], np.zeros((0, 5))).shape
    (0, 5)
    """
    doubtful = set(np.flatnonzero(softmax(logits).max(axis=1) < doubt).tolist())
    best = logits.argmax(axis=1).tolist()
    lacking = {i for i, c in enumerate(seen) if best[i] != PROBLEM and _may_lack(c)}
    result = logits.copy()
    for index in sorted(doubtful | lacking):
        verdict = LABELS.index(judge(seen[index], _label_before(seen, best, index)).name)
        if index in lacking and verdict == PROBLEM:
            result[index, verdict] += SHORTCOMING_WEIGHT
        elif index in doubtful:
            result[index, verdict] += rules_weight
        best[index] = int(result[index].argmax())
    return result


def _may_lack(context: Context) -> bool:
    """Whether words of shortcoming stand in a statement; in the account of the year all that the rules know."""
    text = context.statement.text
    if SHORTCOMING.search(text):
        return True
    return context.mode == YEAR and load_cues().problem.search(text) is not None


def _label_before(seen: Sequence[Context], best: Sequence[int], index: int) -> str:
    """The last label before a statement in its section that was not other; "" where there is none."""
    section = seen[index].statement.section_id
    for before in range(index - 1, -1, -1):
        if seen[before].statement.section_id != section:
            return ""
        if LABELS[best[before]] != "other":
            return LABELS[best[before]]
    return ""


def softmax(logits: Matrix) -> Matrix:
    """Probabilities from logits, row by row.

    >>> softmax(np.zeros((1, 4))).tolist()
    [[0.25, 0.25, 0.25, 0.25]]
    """
    powers = np.exp(logits - logits.max(axis=1, keepdims=True))
    result: Matrix = powers / powers.sum(axis=1, keepdims=True)
    return result


class ModelClassifier:
    """Labels by a trained model.

    ``Label.cue`` is what the place of the statement announces and the characters that spoke most for the label;
    where the label is unsure, also the runner-up.
    """

    def __init__(self, model: Model) -> None:
        self.model = model
        self.name = model.name

    def label(self, statements: Sequence[Statement]) -> list[Label]:
        """One label per unit with the role ``statement``, in order."""
        seen = list(contexts(statements))
        if not seen:
            return []
        shares, words = self.model.predict(seen)
        order = np.argsort(-shares, axis=1, kind="stable")
        return [
            self._label(context, row, first, second, word)
            for context, row, (first, second), word in zip(
                seen, shares.tolist(), order[:, :2].tolist(), words, strict=True
            )
        ]

    def _label(self, context: Context, shares: list[float], first: int, second: int, word: str) -> Label:
        cue = f"{context.mode}: {word}" if word else context.mode
        probability = round(shares[first], DIGITS)
        unsure = probability < self.model.unsure
        if unsure:
            cue += f" / {LABELS[second]} {shares[second]:.2f}"
        return Label(LABELS[first], probability, self.name, cue, round(shares[IMPROVEMENT], DIGITS), unsure)


def read_model(folder: Path) -> Model:
    """Load a model that ``policytext train`` wrote.

    Raises:
        DataError: a file is missing, the arrays are not the card's, or the versions do not fit.
    """
    try:
        return _build(json.loads((folder / CARD).read_text(encoding="utf-8")), (folder / WEIGHTS).read_bytes())
    except (OSError, ValueError, KeyError) as error:
        raise DataError(f"{folder}: no model can be read there ({error}); {RETRAIN}") from None


@cache
def packaged_model() -> Model:
    """The model that ships with the package."""
    card = json.loads(resources.read_text(f"model/{CARD}"))
    return _build(card, resources.read_bytes(f"model/{WEIGHTS}"))


def _build(card: dict[str, Any], packed: bytes) -> Model:
    if sha256(packed).hexdigest() != card["weights_sha256"]:
        raise DataError(f"model {card['name']}: {WEIGHTS} is not the file that {CARD} describes; {RETRAIN}")
    if card["features_version"] != FEATURES_VERSION or card["labels"] != list(LABELS):
        raise DataError(f"model {card['name']} was trained for another version of policytext; {RETRAIN}")
    with np.load(io.BytesIO(packed), allow_pickle=False) as arrays:
        grams = np.zeros((BUCKETS, len(LABELS)), dtype=np.float32)
        grams[arrays["buckets"]] = arrays["gram_weights"]
        facts = {str(fact): row for row, fact in enumerate(arrays["facts"])}
        weights, bias = arrays["fact_weights"].astype(float), arrays["bias"].astype(float)
    scale, temperature, unsure = (float(card[key]) for key in ("scale", "temperature", "unsure"))
    doubt, rules_weight = (float(card[key]) for key in ("doubt", "rules_weight"))
    return Model(card["name"], grams, weights, facts, bias, scale, temperature, unsure, doubt, rules_weight, card)
