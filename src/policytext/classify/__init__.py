"""Statements in context -> labels. ``RulesClassifier`` is the baseline that a trained model has to beat."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from policytext.classify.rules import RulesClassifier
from policytext.corpus import LABELS
from policytext.records import Label, Statement

__all__ = ["LABELS", "Classifier", "RulesClassifier", "label_statements"]


class Classifier(Protocol):
    """What rules and models have in common.

    ``label`` takes the units of one document in order (headings and run-in headings among them, for they are context)
    and gives one label for each that has the role ``statement``, in order.
    """

    name: str

    def label(self, statements: Sequence[Statement]) -> list[Label]:
        """One label per unit with the role ``statement``, in order."""
        ...


def label_statements(statements: Sequence[Statement], classifier: Classifier) -> dict[int, Label]:
    """The labels of a document by statement id."""
    wanted = [statement.id for statement in statements if statement.role == "statement"]
    return dict(zip(wanted, classifier.label(statements), strict=True))
