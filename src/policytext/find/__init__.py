"""Stage find: statements -> mentions of measures.

``load_gazetteer`` gives the measures and their names, ``find_mentions`` where the statements name them, and
``assign_stances`` what the report says about them. How to add a measure: docs/data.md.
"""

from __future__ import annotations

from policytext.find.gazetteer import CATEGORIES, Gazetteer, Hit, load_gazetteer, read_measures
from policytext.find.mentions import find_mentions, find_names
from policytext.find.stances import assign_stances
from policytext.find.variants import squeeze, variants_of

__all__ = [
    "CATEGORIES",
    "Gazetteer",
    "Hit",
    "assign_stances",
    "find_mentions",
    "find_names",
    "load_gazetteer",
    "read_measures",
    "squeeze",
    "variants_of",
]
