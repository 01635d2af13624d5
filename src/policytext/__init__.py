"""policytext: what Chinese government information-disclosure reports promise, and how specifically.

>>> import policytext as pt
>>> sorted(pt.__all__)[-3:]
['score_file', 'score_many', 'validate']

Importing does no work: each name is loaded from its module when it is first used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

if TYPE_CHECKING:
    from policytext.coding.validate import Validation, validate
    from policytext.compare.comparing import compare
    from policytext.compare.discover import discover
    from policytext.compare.keyness import keyness
    from policytext.compare.kwic import kwic
    from policytext.compare.pooling import followthrough_rates
    from policytext.errors import DataError, DocumentError, PolicytextError, UsageError
    from policytext.pipeline import Tools, load_tools, score_document
    from policytext.records import Failure, Report, Span, Statement
    from policytext.run.api import score_file, score_many
    from policytext.show import kinds as charts
    from policytext.store.database import open_database
    from policytext.store.reading import Tables, read_tables

_HOMES = {
    "coding.validate": ("Validation", "validate"),
    "compare.comparing": ("compare",),
    "compare.discover": ("discover",),
    "compare.keyness": ("keyness",),
    "compare.kwic": ("kwic",),
    "compare.pooling": ("followthrough_rates",),
    "errors": ("DataError", "DocumentError", "PolicytextError", "UsageError"),
    "pipeline": ("Tools", "load_tools", "score_document"),
    "records": ("Failure", "Report", "Span", "Statement"),
    "run.api": ("score_file", "score_many"),
    "store.database": ("open_database",),
    "store.reading": ("Tables", "read_tables"),
}
_MODULES = {"charts": "show.kinds"}
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names}

__all__ = [
    "DataError",
    "DocumentError",
    "Failure",
    "PolicytextError",
    "Report",
    "Span",
    "Statement",
    "Tables",
    "Tools",
    "UsageError",
    "Validation",
    "charts",
    "compare",
    "discover",
    "followthrough_rates",
    "keyness",
    "kwic",
    "load_tools",
    "open_database",
    "read_tables",
    "score_document",
    "score_file",
    "score_many",
    "validate",
]


def __getattr__(name: str) -> Any:
    """Load a public name from its module."""
    if name in _MODULES:
        return import_module(f"{__name__}.{_MODULES[name]}")
    if name not in _HOME_OF:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOME_OF[name]}"), name)


def __dir__() -> list[str]:
    """The public names, for completion in interactive shells."""
    return [*__all__, "__version__"]
