"""Statements with known labels -> a model. scikit-learn fits it; nothing random enters."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from policytext.classify.context import Context
from policytext.classify.features import BUCKETS, FEATURES_VERSION, bare_text, grams_of, place_facts
from policytext.classify.model import CARD, DOUBT, RULES_WEIGHT, WEIGHTS, Matrix, ask_rules, softmax
from policytext.corpus import LABELS

#: Below this probability a label is marked as unsure; the card says how many are, and how many of them are right.
UNSURE = 0.7
FOLDS = 5
TEMPERATURES = np.round(np.arange(0.4, 2.01, 0.05), 2)
RELIABILITY_EDGES = (0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.99, 1.0)


@dataclass(frozen=True, slots=True)
class Example:
    """A document to learn from: its statements in context, and the label of each ("" where none was coded).

    ``group`` keeps what belongs together (a place) on one side of every split.
    """

    group: str
    contexts: tuple[Context, ...]
    labels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Strength:
    """How much characters and facts weigh, and how little the weights are held down; docs/method.md has the trials."""

    grams: float = 5.0
    facts: float = 0.6
    freedom: float = 1.0


SHIPPED = Strength()


@dataclass(frozen=True, slots=True)
class Fit:
    """Weights of grams and facts (rows) by label (columns), before they are scaled, and the bias."""

    strength: Strength
    grams: Matrix
    facts: Matrix
    names: tuple[str, ...]
    bias: Matrix


def train_model(examples: Sequence[Example], folder: Path, name: str, origin: dict[str, Any]) -> dict[str, Any]:
    """Fit a model, measure it on documents held out in turn, and write it.

    Args:
        examples: the documents to learn from; at least ``FOLDS`` groups.
        folder: where ``weights.npz`` and ``card.json`` go; made if needed.
        name: what the model is called in output.
        origin: what the examples are, for the card.

    Returns:
        The card.
    """
    logits, truth = held_out(examples)
    temperature = fit_temperature(logits, truth)
    packed = _pack(fit(examples))
    card = {
        "name": name,
        "features_version": FEATURES_VERSION,
        "labels": list(LABELS),
        "weights_sha256": sha256(packed).hexdigest(),
        "scale": SHIPPED.grams,
        "temperature": temperature,
        "unsure": UNSURE,
        "doubt": DOUBT,
        "rules_weight": RULES_WEIGHT,
        "trained_on": origin,
        "held_out": figures(softmax(logits / temperature), truth),
    }
    folder.mkdir(parents=True, exist_ok=True)
    (folder / WEIGHTS).write_bytes(packed)
    (folder / CARD).write_text(json.dumps(card, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return card


def fit(examples: Sequence[Example], strength: Strength = SHIPPED) -> Fit:
    """Multinomial logistic regression over grams and facts."""
    from sklearn.linear_model import LogisticRegression

    names = tuple(sorted({fact for example in examples for facts in place_facts(example.contexts) for fact in facts}))
    truth = _truth(examples)
    known = np.flatnonzero(truth >= 0)
    matrix = _matrix(examples, names, strength)[known]
    model = LogisticRegression(C=strength.freedom, class_weight="balanced", max_iter=1000, tol=1e-4)
    model.fit(matrix, truth[known])
    weights = np.zeros((len(LABELS), matrix.shape[1]))
    weights[model.classes_] = model.coef_
    bias = np.full(len(LABELS), -50.0)
    bias[model.classes_] = model.intercept_
    return Fit(strength, weights[:, :BUCKETS].T, weights[:, BUCKETS:].T, names, bias)


def held_out(examples: Sequence[Example], folds: int = FOLDS) -> tuple[Matrix, NDArray[np.int64]]:
    """Logits and true labels of every coded statement, by models that saw nothing of its group."""
    groups = sorted({example.group for example in examples})
    fold = {group: index % folds for index, group in enumerate(groups)}
    logits, truth = [], []
    for k in range(min(folds, len(groups))):
        fitted = fit([example for example in examples if fold[example.group] != k])
        left = [example for example in examples if fold[example.group] == k]
        for example in left:
            known = _truth([example]) >= 0
            logits.append(ask_rules(example.contexts, apply(fitted, [example]))[known])
            truth.append(_truth([example])[known])
    return np.concatenate(logits), np.concatenate(truth)


def apply(fitted: Fit, examples: Sequence[Example]) -> Matrix:
    """The logits of every statement of the examples."""
    weights = np.concatenate([fitted.grams, fitted.facts])
    result: Matrix = _matrix(examples, fitted.names, fitted.strength) @ weights + fitted.bias
    return result


def fit_temperature(logits: Matrix, truth: NDArray[np.int64]) -> float:
    """The divisor of the logits under which the true labels are likeliest (Guo et al. 2017).

    References:
        Guo, C., Pleiss, G., Sun, Y., Weinberger, K. (2017). On calibration of modern neural networks. ICML.
    """

    def surprise(temperature: float) -> float:
        shares = softmax(logits / temperature)[np.arange(len(truth)), truth]
        return float(-np.log(np.maximum(shares, 1e-12)).mean())

    return float(min(TEMPERATURES.tolist(), key=surprise))


def figures(shares: Matrix, truth: NDArray[np.int64]) -> dict[str, Any]:
    """Quality of probabilities (rows: statements) against true labels: macro-F1, Brier score, reliability, unsure."""
    from sklearn.metrics import f1_score

    best = shares.argmax(axis=1)
    top, right = shares.max(axis=1), best == truth
    each = f1_score(truth, best, labels=range(len(LABELS)), average=None, zero_division=0)
    unsure = top < UNSURE
    return {
        "n": len(truth),
        "macro_f1": round(float(each.mean()), 4),
        "f1": {label: round(float(value), 4) for label, value in zip(LABELS, each, strict=True)},
        "brier": round(float(((shares - np.eye(len(LABELS))[truth]) ** 2).sum(axis=1).mean()), 4),
        "reliability": list(reliability(top, right)),
        "unsure": {"n": int(unsure.sum()), "right": round(float(right[unsure].mean()), 3) if unsure.any() else None},
    }


def reliability(top: Matrix, right: NDArray[np.bool_]) -> Iterator[dict[str, float]]:
    """How often labels were right, by how sure they were: bins of the probability with n, mean and share right."""
    for low, high in pairwise(RELIABILITY_EDGES):
        inside = (top >= low) & (top < high if high < 1 else top <= high)
        if inside.any():
            yield {
                "from": low,
                "to": high,
                "n": int(inside.sum()),
                "probability": round(float(top[inside].mean()), 3),
                "right": round(float(right[inside].mean()), 3),
            }


def _truth(examples: Sequence[Example]) -> NDArray[np.int64]:
    index = {label: k for k, label in enumerate(LABELS)}
    return np.array([index.get(label, -1) for example in examples for label in example.labels], dtype=np.int64)


def _matrix(examples: Sequence[Example], names: Sequence[str], strength: Strength) -> Any:
    """One sparse row per statement: grams, each text of one length, and then facts."""
    from scipy.sparse import csr_matrix

    rows = {name: BUCKETS + k for k, name in enumerate(names)}
    grams = grams_of([bare_text(context) for example in examples for context in example.contexts])
    total = sum(len(example.contexts) for example in examples)
    lengths = np.maximum(np.bincount(grams.owners, minlength=total), 1)
    facts = [facts for example in examples for facts in place_facts(example.contexts)]
    known = [(owner, rows[fact]) for owner, own in enumerate(facts) for fact in own if fact in rows]
    pairs = np.array(known, dtype=np.int64).reshape(-1, 2)
    owners = np.concatenate([grams.owners, pairs[:, 0]])
    columns = np.concatenate([grams.ids, pairs[:, 1]])
    values = np.concatenate([strength.grams / np.sqrt(lengths)[grams.owners], np.full(len(pairs), strength.facts)])
    return csr_matrix((values, (owners, columns)), shape=(total, BUCKETS + len(names)))


def _pack(fitted: Fit) -> bytes:
    used = np.flatnonzero(np.abs(fitted.grams).max(axis=1) > 0)
    packed = io.BytesIO()
    np.savez_compressed(
        packed,
        buckets=used.astype(np.int32),
        gram_weights=fitted.grams[used].astype(np.float16),
        facts=np.array(fitted.names),
        fact_weights=(fitted.facts * fitted.strength.facts).astype(np.float32),
        bias=fitted.bias.astype(np.float32),
    )
    return packed.getvalue()
