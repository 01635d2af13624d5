"""One tree of errors. Every message says what was wrong, where, and what to do next."""

from __future__ import annotations


class PolicytextError(Exception):
    """Base of every error that policytext raises on purpose."""


class DocumentError(PolicytextError):
    """A file cannot be read or scored. ``reason`` is the code in the table ``failures``, ``stage`` where it arose.

    >>> raise DocumentError("empty", "read", "the file holds no text; ask the publisher for it again")
    Traceback (most recent call last):
    policytext.errors.DocumentError: the file holds no text; ask the publisher for it again
    """

    def __init__(self, reason: str, stage: str, message: str) -> None:
        super().__init__(message)
        self.reason, self.stage, self.message = reason, stage, message


class DataError(PolicytextError):
    """A data file (gazetteer, rubric, manifest, gold) does not say what it should."""


class UsageError(PolicytextError):
    """The program was called in a way that cannot work."""


class Interrupted(KeyboardInterrupt):
    """A person interrupted a run; the message says what is kept and how to go on."""
