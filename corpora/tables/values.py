"""Figures of the three prescribed tables that agree with one another, of places of every size.

A value's key is (table, row, column), with the names of ``cell_keys``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from random import Random
from typing import Literal

Era = Literal["trial", "standard"]
Key = tuple[str, str, str]
Values = dict[Key, Decimal | int]
Failure = tuple[str, str]
"""Id of a check and its subject."""

APPLICANTS = ("person", "business", "research", "welfare", "legal", "other")
COLUMNS = (*APPLICANTS, "all")
DENIED = (
    *("denied_secret", "denied_law", "denied_safety", "denied_third_party"),
    *("denied_internal", "denied_process", "denied_enforcement", "denied_query"),
)
UNABLE = ("unable_not_held", "unable_needs_making", "unable_unclear")
REFUSED = ("refused_petition", "refused_repeat", "refused_publication", "refused_mass", "refused_confirm")
OTHERS: dict[Era, tuple[str, ...]] = {
    "trial": ("other",),
    "standard": ("other_no_correction", "other_unpaid", "other_other"),
}
DISPUTES = ("review", "suit_direct", "suit_after_review")
ENDINGS = ("upheld", "corrected", "other", "pending")
DOCUMENTS = ("rules", "normative_documents")
T2: dict[Era, dict[str, tuple[str, ...]]] = {
    "standard": {
        **dict.fromkeys(DOCUMENTS, ("made", "repealed", "in_force")),
        **dict.fromkeys(("licences", "penalties", "coercion"), ("decisions",)),
        "fees": ("amount",),
    },
    "trial": {
        **dict.fromkeys(DOCUMENTS, ("created", "opened", "total")),
        **dict.fromkeys(("licences", "other_services", "penalties", "coercion"), ("previous", "change", "decisions")),
        "fees": ("previous", "change"),
        "procurement": ("projects", "amount"),
    },
}
#: Yearly requests, documents in force, decisions and disputes of a place are drawn up to these, by its size.
SIZES = {"tiny": (3, 4, 30, 0), "county": (120, 90, 40_000, 12), "city": (4200, 400, 900_000, 180)}
#: How often each outcome is met, roughly; rows that are not named have 1.
_WEIGHTS = {
    "granted": 40,
    "partial": 6,
    "unable_not_held": 22,
    "unable_needs_making": 5,
    "denied_law": 3,
    "other_other": 6,
}


def outcome_rows(era: Era) -> tuple[str, ...]:
    """Rows of table 3 that sum to its total."""
    return ("granted", "partial", *DENIED, *UNABLE, *REFUSED, *OTHERS[era])


def request_rows(era: Era) -> tuple[str, ...]:
    """All rows of table 3, in the order of the form."""
    return ("received", "carried_in", *outcome_rows(era), "total", "carried_out")


def cell_keys(era: Era) -> list[Key]:
    """The keys of all cells of a form, in its order.

    >>> len(cell_keys("standard")), len(cell_keys("trial"))
    (200, 198)
    """
    keys = [("t2", row, column) for row, columns in T2[era].items() for column in columns]
    keys += [("t3", row, column) for row in request_rows(era) for column in COLUMNS]
    return keys + [("t4", row, column) for row in DISPUTES for column in (*ENDINGS, "all")]


def true_values(rng: Random, era: Era, size: str | None = None) -> Values:
    """A set of the three tables in which everything adds up.

    Args:
        rng: where chance comes from.
        era: which form.
        size: one of ``SIZES``; drawn when not given.
    """
    size = size or rng.choices(list(SIZES), (4, 5, 3))[0]
    values: Values = {}
    _fill_t2(values, rng, era, size)
    _fill_t3(values, rng, era, SIZES[size][0], [_few(rng, SIZES[size][0] // 30 + 1) for _ in APPLICANTS])
    _fill_t4(values, rng, SIZES[size][3])
    return {key: values[key] for key in cell_keys(era)}


def next_year(values: Mapping[Key, Decimal | int], rng: Random) -> Values:
    """A set for the year after, of the same form: carried in is what was carried out, and documents are carried on."""
    era: Era = "standard" if ("t2", "rules", "made") in values else "trial"
    made: Values = {}
    received = values["t3", "received", "all"]
    size = "tiny" if received < SIZES["tiny"][0] * 5 else "county" if received < SIZES["county"][0] * 3 else "city"
    _fill_t2(made, rng, era, size)
    for row in DOCUMENTS:
        _carry_documents(made, values, row, era)
    for row in ("licences", "other_services", "penalties", "coercion", "fees") if era == "trial" else ():
        last = int(values["t2", row, "previous"] + values["t2", row, "change"])
        made["t2", row, "previous"] = last
        made["t2", row, "change"] = max(int(made["t2", row, "change"]), -last)
    _fill_t3(made, rng, era, SIZES[size][0], [int(values["t3", "carried_out", who]) for who in APPLICANTS])
    _fill_t4(made, rng, SIZES[size][3])
    return {key: made[key] for key in cell_keys(era)}


def _carry_documents(made: Values, last: Mapping[Key, Decimal | int], row: str, era: Era) -> None:
    if era == "trial":
        made["t2", row, "total"] = last["t2", row, "total"] + made["t2", row, "opened"]
        return
    at_hand = int(last["t2", row, "in_force"] + made["t2", row, "made"])
    repealed = made["t2", row, "repealed"] = min(int(made["t2", row, "repealed"]), at_hand)
    made["t2", row, "in_force"] = at_hand - repealed


def _few(rng: Random, top: int) -> int:
    """A count up to ``top``, mostly small."""
    return int(top * rng.random() ** 3)


def _fill_t2(values: Values, rng: Random, era: Era, size: str) -> None:
    _, documents, decisions, _ = SIZES[size]
    for row in DOCUMENTS:
        top = documents if row == "normative_documents" else 30 * (size == "city")
        made = _few(rng, top // 5 + 1)
        if era == "trial":
            opened = rng.randint(0, made)
            counts = {"created": made, "opened": opened, "total": opened + _few(rng, top)}
        else:
            before, repealed = rng.randint(0, top), 0
            repealed = min(_few(rng, top // 5 + 1), before + made)
            counts = {"made": made, "repealed": repealed, "in_force": before + made - repealed}
        values |= {("t2", row, column): count for column, count in counts.items()}
    for row in ("licences", "other_services", "penalties", "coercion"):
        previous = _few(rng, 400 if size != "tiny" else 12)
        change = rng.choice((0, 0, _few(rng, 30), -min(previous, _few(rng, 20))))
        counts = {"previous": previous, "change": change, "decisions": _few(rng, decisions)}
        values |= {("t2", row, column): counts[column] for column in T2[era].get(row, ())}
    previous = _few(rng, 60)
    values |= {("t2", "fees", "previous"): previous, ("t2", "fees", "change"): rng.choice((0, -(previous // 3), 2))}
    values["t2", "fees", "amount"] = _money(rng, decisions)
    values |= {
        ("t2", "procurement", "projects"): _few(rng, decisions // 20),
        ("t2", "procurement", "amount"): _money(rng, decisions),
    }


def _money(rng: Random, top: int) -> Decimal | int:
    """A sum in 10,000 yuan with up to six decimals; often a whole number, for a tiny place often nothing."""
    if rng.random() < 0.2 or (top < 100 and rng.random() < 0.6):
        return 0
    whole = _few(rng, top) + 1
    places = rng.choice((0, 1, 2, 2, 4, 6))
    part = rng.randint(0, 10**places - 1)
    return Decimal(f"{whole}.{part:0{places}d}").normalize() + 0 if places and part else whole


def _fill_t3(values: Values, rng: Random, era: Era, top: int, carried: Iterable[int]) -> None:
    outcomes = outcome_rows(era)
    weights = [_WEIGHTS.get(row, 1) * rng.choice((1 if row == "granted" else 0, 1, 1, 2)) for row in outcomes]
    for who, carried_in in zip(APPLICANTS, carried, strict=True):
        received = rng.randint(top // 4, top) if who == "person" else _few(rng, top // 8 + 1)
        carried_out = min(_few(rng, top // 20 + 2), received + carried_in)
        total = received + carried_in - carried_out
        counts = dict.fromkeys(outcomes, 0)
        for row in rng.choices(outcomes, weights, k=total):
            counts[row] += 1
        counts |= {"received": received, "carried_in": carried_in, "total": total, "carried_out": carried_out}
        values |= {("t3", row, who): count for row, count in counts.items()}
    for row in request_rows(era):
        values["t3", row, "all"] = sum(values["t3", row, who] for who in APPLICANTS)


def _fill_t4(values: Values, rng: Random, top: int) -> None:
    for row in DISPUTES:
        counts = [_few(rng, top + 1) for _ in ENDINGS]
        values |= {("t4", row, ending): count for ending, count in zip(ENDINGS, counts, strict=True)}
        values["t4", row, "all"] = sum(counts)


def failing(values: Mapping[Key, Decimal | int]) -> set[Failure]:
    """The identities of tables 3 and 4 that do not hold, as (id of the check, column or row)."""
    era: Era = "standard" if ("t3", "other_other", "all") in values else "trial"
    failed = set()
    for column in COLUMNS:
        get = {row: values["t3", row, column] for row in request_rows(era)}
        if sum(get[row] for row in outcome_rows(era)) != get["total"]:
            failed.add(("outcomes_total", column))
        if get["received"] + get["carried_in"] != get["total"] + get["carried_out"]:
            failed.add(("intake_balance", column))
    sums: list[tuple[str, str, str, tuple[str, ...]]]
    sums = [("applicants_total", "t3", row, APPLICANTS) for row in request_rows(era)]
    sums += [("disputes_total", "t4", row, ENDINGS) for row in DISPUTES]
    for check, table, row, parts in sums:
        if sum(values[table, row, part] for part in parts) != values[table, row, "all"]:
            failed.add((check, row))
    return failed


def plant_fault(values: Mapping[Key, Decimal | int], rng: Random) -> tuple[Values, Key, set[Failure]]:
    """Change one cell of table 3 or 4.

    Args:
        values: a set in which everything adds up.
        rng: where chance comes from.

    Returns:
        The changed set, the key of the changed cell, and the identities that cannot hold any more: those that the cell
        takes part in.
    """
    key = rng.choice([key for key in values if key[0] == "t3" or (key[0] == "t4" and rng.random() < 0.8)])
    changed = dict(values)
    changed[key] = _misprint(int(values[key]), rng)
    return changed, key, identities_of(key)


def identities_of(key: Key) -> set[Failure]:
    """The identities that a cell of table 3 or 4 takes part in.

    >>> sorted(identities_of(("t3", "granted", "person")))
    [('applicants_total', 'granted'), ('outcomes_total', 'person')]
    >>> sorted(identities_of(("t3", "total", "person")))
    [('applicants_total', 'total'), ('intake_balance', 'person'), ('outcomes_total', 'person')]
    """
    table, row, column = key
    if table == "t4":
        return {("disputes_total", row)}
    found = {("applicants_total", row)}
    if row in ("received", "carried_in", "total", "carried_out"):
        found.add(("intake_balance", column))
    if row not in ("received", "carried_in", "carried_out"):
        found.add(("outcomes_total", column))
    return found


def _misprint(value: int, rng: Random) -> int:
    """Another number as a hand writes it by mistake: off by one, digits turned round, a digit dropped or doubled."""
    text = str(value)
    wrong = [value + 1, value + rng.randint(2, 30), int(text[::-1]), int(text[1:] or 0), int(text + text[-1])]
    if value:
        wrong.append(value - 1)
    return rng.choice([number for number in wrong if number != value])
