"""The data has its own linter: coded errors with the place and what to do.

``check_data`` looks at every packaged data file, and at coded corpora where a folder is given. ``CODES`` says what each
code means; docs/data.md lists them, and tests/lint/fixtures holds one broken file for each.
"""

from __future__ import annotations

from policytext.lint.check import check_data
from policytext.lint.coded import check_coded
from policytext.lint.codes import CODES
from policytext.lint.issues import Issue
from policytext.lint.measures import check_measures, check_stoplist
from policytext.lint.places import check_place_aliases, check_places
from policytext.lint.rubric import check_rubric
from policytext.lint.words import check_toml, check_words

__all__ = [
    "CODES",
    "Issue",
    "check_coded",
    "check_data",
    "check_measures",
    "check_place_aliases",
    "check_places",
    "check_rubric",
    "check_stoplist",
    "check_toml",
    "check_words",
]
