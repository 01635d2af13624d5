"""Every code of the data linter: what it means, and what to do about it."""

from __future__ import annotations

CODES: dict[str, tuple[str, str]] = {
    # gazetteer and stop list
    "E100": ("the file lacks a column, or a row has too many", "give every column of the header, and quote commas"),
    "E101": ("two measures have one id", "give the second an id of its own, or merge the two rows"),
    "E102": ("unknown category", "use one of the categories in docs/data.md"),
    "E103": ("two measures share a name or alias", "leave the name with the measure that people mean by it"),
    "E104": ("an alias is the name of another measure", "take the alias out, or merge the two measures"),
    "E105": ("succeeded_by is no other measure's id", "give the id of the measure that came after"),
    "E106": ("until lies before since", "correct one of the years"),
    "E107": ("a name is too short to be told from common words", "use a longer form, three characters or more"),
    "E108": ("a name is on the stop list", "decide: take it from one of the two lists"),
    "E109": ("a name holds a space, a quote or half-width punctuation", "write it without; matching ignores quotes"),
    "E110": ("a stop list entry has no reason, or an unknown one", "use one of the reasons in docs/data.md"),
    "E111": ("a stop list entry stands twice", "keep one"),
    "E112": ("an id is not lower-case letters, digits and hyphens", "write it like first-inquiry-responsibility"),
    "E113": ("since or until is not a year from 1949 on", "write four digits, or leave it blank where it is not known"),
    "E114": ("a measure has no source", "name the regulation or public document, or write practice"),
    "E115": ("a not_in context holds no name of the measure", "give the longer string that holds the name"),
    "E116": ("an alias is a general variation of another name of the measure", "take it out; the program makes it"),
    "E117": ("general variations of two measures coincide", "rename or take out one of the two aliases"),
    "E118": ("id or name is missing", "give both"),
    # rubric
    "E200": ("the rubric is no TOML or lacks a table or key", "compare it with the packaged data/rubric.toml"),
    "E201": ("unknown or missing kind of particular", "give each kind of codebook section 4 its Chinese name"),
    "E202": ("level_value does not rise from 0 to 3 in four steps", "give four rising values, first 0 and last 3"),
    "E203": (
        "the prior is not four positive shares, a strength above 0 and an interval below 1",
        "see data/rubric.toml",
    ),
    "E204": ("a level rule is not for level 2 or 3, or is for one that has a rule", "give one rule each for 2 and 3"),
    "E205": ("a level rule names a kind that is not in [kinds]", "use the kinds' names as in [kinds]"),
    "E206": ("a level rule asks for fewer than one kind or more than there are", "ask for 1 up to the number of kinds"),
    "E207": ("checkable is no level, or few is below 1", "checkable is 1 to 3, few is 1 or more"),
    # places
    "E300": ("the file lacks a column", "give every column of docs/data.md"),
    "E301": ("an adcode is not six digits", "write the code of GB/T 2260 as six digits"),
    "E302": (
        "one adcode stands for two divisions in one year",
        "set valid_from and valid_to so that they do not overlap",
    ),
    "E303": ("the level is not province, city or county", "use one of the three"),
    "E304": ("the province has no row, or its code begins otherwise", "add the province, or correct the code"),
    "E305": ("the city has no row in the province", "add the city, or leave it blank for a division without one"),
    "E306": (
        "a year of validity is no year, or valid_to lies before valid_from",
        "write four digits, the earlier first",
    ),
    "E307": ("a successor has no row", "add the successor, or correct its code"),
    "E308": ("the short name is not part of the name", "give the name without 县, 区, 市 and the like"),
    "E309": ("an alias stands twice, or for an adcode without a row", "keep one, and give an adcode of places.csv"),
    # word lists
    "E400": ("the file is no UTF-8 text or no TOML", "save it as UTF-8, and correct the line that the message names"),
    "E401": ("a list holds an entry twice", "keep one"),
    "E402": ("a list is empty", "fill it, or take it out with the code that reads it"),
    "E403": ("an entry has a space at its end or a tab in it", "take it out"),
    "E404": ("a regular expression does not compile", "correct the pattern"),
    # coded corpora
    "E500": ("a line is no JSON object with the fields of a coded unit", "see docs/data.md for the fields"),
    "E501": ("unknown role or label", "use the roles and labels of the codebook"),
    "E502": ("a coded span does not stand in the unit's text", "copy the characters from the text"),
    "E503": ("a statement without a label, or a label on something else", "label statements, and only them"),
    "E504": (
        "a level where none belongs, or none where one does",
        "improvements and rectified statements have a level",
    ),
    "E505": ("the level does not follow from action, object and particulars", "correct the level or the particulars"),
    "E506": ("the report of this name is missing", "put it into reports/ beside gold/"),
    "E507": ("units are not numbered in rising order", "number them from 1 in the order of the text"),
    "E508": ("unknown kind of particular", "use the kinds of codebook section 4"),
    "E509": ("the unit's text does not stand in the report", "copy it from the report, or correct the report"),
}
"""Code -> (what it means, what to do)."""
