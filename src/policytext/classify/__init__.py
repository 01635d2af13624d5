"""Statements in context -> labels: by the trained model that ships, by another one, or by rules."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Protocol

from policytext.classify.context import contexts
from policytext.classify.model import CARD, ModelClassifier, packaged_model, read_model
from policytext.classify.rules import RulesClassifier
from policytext.corpus import LABELS
from policytext.records import Label, Statement

__all__ = [
    "CARD",
    "CLASSIFIERS",
    "LABELS",
    "Classifier",
    "ModelClassifier",
    "RulesClassifier",
    "contexts",
    "label_statements",
    "load_classifier",
]


class Classifier(Protocol):
    """What rules and models have in common.

    ``label`` takes the units of one document in order (headings and run-in headings among them, for they are context)
    and gives one label for each that has the role ``statement``, in order.
    """

    name: str

    def label(self, statements: Sequence[Statement]) -> list[Label]:
        """One label per unit with the role ``statement``, in order."""
        ...


#: The classifiers that ship with the package, by the name that ``--classifier`` takes; the first is the default.
CLASSIFIERS: dict[str, Callable[[], Classifier]] = {
    "model": lambda: ModelClassifier(packaged_model()),
    "rules": RulesClassifier,
}


def load_classifier(name: str | None = None) -> Classifier:
    """A classifier by its name in ``CLASSIFIERS``, or the model in the folder of that name.

    Args:
        name: ``None`` for the default.

    Raises:
        DataError: there is neither.

    >>> load_classifier("rules").name
    'rules'
    """
    if name is None or name in CLASSIFIERS:
        return CLASSIFIERS[name or next(iter(CLASSIFIERS))]()
    return ModelClassifier(read_model(Path(name)))


def label_statements(statements: Sequence[Statement], classifier: Classifier) -> dict[int, Label]:
    """The labels of a document by statement id."""
    wanted = [statement.id for statement in statements if statement.role == "statement"]
    return dict(zip(wanted, classifier.label(statements), strict=True))
