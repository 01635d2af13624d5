"""The parts of a unit's document, each a heading and a table."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from policytext.show.word import Run
from policytext.show.word_parts import QUOTE
from policytext.store import headline, level_name, meaning_of

if TYPE_CHECKING:
    from policytext.show.sheet_words import SheetWords
    from policytext.show.word import Cell, Word

Row = dict[str, Any]

OBJECTIONS = 4
"""Empty lines for objections: more go on a page of the unit's own."""

ANSWERS = ("done", "planned", "none")

# A value that is a code, such as ``acceptance``, means nothing to those who read the document.
_CODE = re.compile(r"[A-Za-z]")


def write_received(document: Word, section: Row, words: SheetWords) -> None:
    """The files of the unit, with what a reader should know about them."""
    document.heading(words.tell("received"))
    rows = [
        (
            str(row["year"] or ""),
            str(row["source"]),
            row["organ"] or "—",
            words.code("eras", row["era"]),
            words.tell("other_version") if row["other"] else words.notices(row["warnings"]),
        )
        for row in section["received"]
    ]
    document.table(_heads(words, "year", "file", "organ", "form", "notices"), rows, (0.08, 0.27, 0.2, 0.2, 0.25))
    document.line(words.tell("reported_on", year=section["year"]))


def write_result(document: Word, section: Row, words: SheetWords) -> None:
    """The headline with its interval, in words."""
    document.heading(words.tell("result"))
    document.table((), list(_result_rows(section, words)), (0.2, 0.8))


def _result_rows(section: Row, words: SheetWords) -> Iterator[tuple[str, Cell]]:
    report, n = section["report"], sum(count for _, count in section["levels"])
    yield words.named("rows", "checkable"), [Run(_counted(report, words), bold=True)]
    if n:
        levels = [words.tell("levels", name=words.code("levels", level), n=count) for level, count in section["levels"]]
        yield words.named("rows", "mean"), words.tell("mean", mean=report["level_mean"])
        yield words.named("rows", "levels"), words.say("join").join(levels)
        yield words.named("rows", "interval"), _interval(report, n, words)
        yield words.named("rows", "group"), words.code("groups", section["group"])
    parts = zip(ANSWERS, ("answered_done", "answered_planned", "unanswered"), strict=True)
    counts = [words.say("count", name=_answer(kind, words), n=report[column] or 0) for kind, column in parts]
    yield words.named("rows", "answers"), words.say("join").join(counts)
    confirmed = section["confirmed"]
    yield words.named("rows", "confirmed"), words.tell("confirmed" if confirmed else "confirmed_none", n=confirmed)


def _counted(report: Row, words: SheetWords) -> str:
    """Checkable promises as a count of a count."""
    if report["specificity"] is None:
        return words.tell("unit_no_score")
    if words.lang == "zh":
        return headline(report).removeprefix("可核承诺 ")
    of = sum(report[f"level_{level}"] or 0 for level in range(4))
    return words.say("unit_headline", checkable=report["checkable"], commitments=of)


def _interval(report: Row, n: int, words: SheetWords) -> str:
    """The index and its interval in words; with few promises what that means."""
    few = words.tell("few", n=n, remark=words.say("unit_few")) if report["few"] else words.tell("narrow", n=n)
    ends = {"low": report["specificity_low"], "high": report["specificity_high"]}
    return words.tell("interval", index=report["specificity"], read=few, **ends)


def write_commitments(document: Word, section: Row, words: SheetWords) -> None:
    """Every promise with its quotation, level and reason."""
    found = section["commitments"]
    document.heading(words.tell("commitments", year=section["year"], n=len(found)))
    if not found:
        document.line(words.tell("no_commitments"))
        return
    document.lead(words.tell("level_help"))
    rows = [
        (words.number("commitment", at), _level(row, words), _quoted(row), _why(row, words))
        for at, row in enumerate(found, 1)
    ]
    document.table(_heads(words, "number", "level", "text", "why"), rows, (0.1, 0.12, 0.43, 0.35))


def _level(row: Row, words: SheetWords) -> str:
    if words.lang == "zh":
        return level_name(row["level"], row["plus"])
    plus = "+" if row["level"] == 1 and row["plus"] else ""
    return f"{row['level']}{plus} {words.code('levels', row['level'])}"


def _quoted(row: Row) -> list[Run]:
    """The promise, its particulars underlined, each followed by the name of its kind."""
    runs = []
    for piece, name in row["pieces"]:
        runs.append(Run(piece, font=QUOTE, marked=bool(name)))
        if name:
            runs.append(Run(f"〔{name}〕", quiet=True))
    return runs


def _why(row: Row, words: SheetWords) -> list[Run]:
    """The reason, which names the particulars, and the dates that the deadlines mean."""
    meanings = [
        words.tell("particular", kind=span["name"], text=span["surface"] + meaning)
        for span in row["listed"]
        if span["kind"] == "deadline" and (meaning := meaning_of(span["surface"], span["value"]))
        if not _CODE.search(meaning)
    ]
    unsure = [Run(f"\n{words.say('unsure')}", bold=True)] if row["unsure"] else []
    meant = [Run("\n" + words.say("clause").join(meanings), quiet=True)] if meanings else []
    return [Run(row["why"] or ""), *meant, *unsure]


def write_problems(document: Word, section: Row, words: SheetWords) -> None:
    """Every problem, and what answers it."""
    found = section["problems"]
    document.heading(words.tell("problems", year=section["year"], n=len(found)))
    if not found:
        document.line(words.tell("nothing"))
        return
    rows = []
    for at, row in enumerate(found, 1):
        kinds = dict.fromkeys(_answer(answer["kind"], words) for answer in row["answers"])
        texts = "\n".join(answer["text"] for answer in row["answers"]) or "—"
        said = words.say("join").join(kinds) or _answer("none", words)
        rows.append((words.number("problem", at), _quote(row["text"]), said, _quote(texts)))
    document.table(_heads(words, "number", "problem", "answer", "answer_text"), rows, (0.1, 0.4, 0.1, 0.4))


def _answer(kind: str, words: SheetWords) -> str:
    return words.say("unanswered") if kind == "none" and words.lang == "en" else words.code("answers", kind)


def write_follow(document: Word, section: Row, words: SheetWords) -> None:
    """Last year's promises, and what this report shows of them."""
    found = section["follow"]
    if not found:
        document.heading(words.tell("follow_none"))
        document.line(words.tell("no_follow"))
        return
    years = {"year": found[0]["year"], "next": found[0]["next_year"]}
    document.heading(words.tell("follow", **years, n=len(found)))
    document.lead(words.say("how_follow"))
    rows = [
        (words.number("follow", at), _quote(row["text"]), _grade(row, words), _evidence(row, words))
        for at, row in enumerate(found, 1)
    ]
    heads = [
        *_heads(words, "number", "promise", "grade"),
        words.named("columns", "evidence").format(year=years["next"]),
    ]
    document.table(heads, rows, (0.1, 0.37, 0.13, 0.4))


def _grade(row: Row, words: SheetWords) -> str:
    grade = words.code("grades", row["grade"].replace(" ", "_"))
    return f"{grade}（{words.say('doubtful')}）" if row["unsure"] else grade


def _evidence(row: Row, words: SheetWords) -> list[Run]:
    runs = _quote(row["evidence"] or "—")
    if row["trace"]:
        runs.append(Run(f"\n{words.say('trace')}{words.say('colon')}{row['trace']}", quiet=True))
    if row["rolled_over"]:
        runs.append(Run(f"\n{words.say('rolled')}{words.say('colon')}{row['repeated_text']}", quiet=True))
    return runs


def write_checks(document: Word, section: Row, words: SheetWords) -> None:
    """Figures that do not agree, or may not."""
    found = section["checks"]
    document.heading(words.tell("checks", n=len(found)))
    if not found:
        document.line(words.tell("no_checks"))
        return
    document.lead(words.say("checks_note"))
    rows = [
        (words.number("check", at), row["name"], words.code("verdicts", row["told"]), _told(row))
        for at, row in enumerate(found, 1)
    ]
    document.table(_heads(words, "number", "check", "verdict", "message"), rows, (0.1, 0.2, 0.12, 0.58))


def _told(row: Row) -> list[Run]:
    return [Run(row["message"] or ""), *([Run("\n" + row["text"], font=QUOTE)] if row["text"] else [])]


def write_appeal(document: Word, words: SheetWords) -> None:
    """Empty lines for objections and signatures."""
    document.heading(words.tell("appeal"))
    document.lead(words.tell("appeal_note"))
    lines = [("", "\n\n", "")] * OBJECTIONS
    document.table(_heads(words, "item", "reason", "reply"), lines, (0.22, 0.43, 0.35), whole=True)
    sign = [words.named("sign", name) for name in ("organ", "person", "reviewer", "date")]
    document.table((), [(sign[0], "\n", sign[2], ""), (sign[1], "\n", sign[3], "")], (0.2, 0.3, 0.2, 0.3))


def _quote(text: str) -> list[Run]:
    return [Run(text, font=QUOTE)]


def _heads(words: SheetWords, *names: str) -> Sequence[str]:
    return [words.named("columns", name) for name in names]
