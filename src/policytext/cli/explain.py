"""``policytext explain``: why each promise of a report has its level, with its particulars in colour."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from policytext.cli.options import FILE, method_options
from policytext.cli.streams import open_console, say
from policytext.errors import UsageError
from policytext.records import Commitment, Particular, Report, Statement
from policytext.store import headline, level_name, meaning_of, name_of, remark, words

if TYPE_CHECKING:
    from rich.text import Text

    from policytext.score import Rubric

# Told apart by people who do not see red and green alike, on dark and on light terminals; weak kinds are underlined.
_STYLES = {
    "instrument": "bold cyan",
    "target": "bold magenta",
    "deadline": "bold yellow",
    "actor": "bold blue",
    "scope": "black on cyan",
    "check": "black on yellow",
}
_WEAK_STYLE = "underline"


@click.command(short_help="Show why each promise has its level.")
@click.argument("path", type=FILE)
@click.option(
    "--without", metavar="SPAN", help="Dispute a particular, by its characters or START:END; see what changes."
)
@method_options
def command(
    path: Path,
    without: str | None,
    rubric: Path | None,
    gazetteer: tuple[Path, ...],
    any_document: bool,
    classifier: str | None,
) -> None:
    """Show every commitment with its particulars, its level and why it has it."""
    from policytext.pipeline import score_file
    from policytext.run import load_tools_once

    tools = load_tools_once(rubric, gazetteer, classifier)
    report = score_file(path, tools, any_document=any_document)
    commitments = commitments_of(report)
    console = open_console()
    for line in (*_head(report), *_promises(report, commitments)):
        console.print(line, soft_wrap=True)
    if without is not None:
        disputed = find_disputed(commitments, without)
        changed = [drop_particulars(c, disputed, tools.rubric) for c in commitments]
        for text in _consequences(without, commitments, changed, tools.rubric):
            console.print(text, soft_wrap=True, markup=False)
    for warning in dict.fromkeys(report.warnings):
        say(f"note: {warning}")


def commitments_of(report: Report) -> list[Commitment]:
    """The commitments: measured statements with the label improvement, what the source cut off left out."""
    scored = {s.id for s in report.statements if not s.truncated}
    promised = {number for number, label in report.labels.items() if label.name == "improvement"}
    return [c for c in report.commitments.values() if c.statement_id in scored & promised]


def find_disputed(commitments: Collection[Commitment], span: str) -> frozenset[Particular]:
    """The particulars that ``span`` names: characters as they stand in the text, or START:END in the cleaned text.

    Raises:
        UsageError: there is no such particular; the message lists those that there are.
    """
    everything = [p for c in commitments for p in c.particulars]
    start, colon, end = span.partition(":")
    if colon and start.isdigit() and end.isdigit():
        found = frozenset(p for p in everything if int(start) <= p.span.start and p.span.end <= int(end))
    else:
        found = frozenset(p for p in everything if p.surface == span)
    if not found:
        names = "; ".join(f"{p.surface} ({p.span.start}:{p.span.end})" for p in everything) or "none"
        raise UsageError(f"--without {span}: no particular of a commitment; there are: {names}")
    return found


def drop_particulars(commitment: Commitment, disputed: Collection[Particular], rubric: Rubric) -> Commitment:
    """The commitment as it would be without some of its particulars, its level by the rubric's rule."""
    from policytext.score.levels import level_of

    kept = tuple(p for p in commitment.particulars if p not in disputed)
    pairs = ((p.kind, p.value) for p in kept)
    level = level_of(bool(commitment.action), bool(commitment.object), pairs, rubric)
    return replace(commitment, particulars=kept, level=level)


def _head(report: Report) -> Iterator[Text]:
    from rich.text import Text

    origin, figures = report.origin, report.score.figures
    who = " ".join(str(part) for part in (origin.place or origin.organ or report.document.source, origin.year) if part)
    level = figures.get("level_mean")
    mean = f"，平均等级 {level:.2f}（0-3）" if isinstance(level, float) else ""
    yield Text(f"{who}  {headline(figures)}{mean}", style="bold")
    yield Text("。".join(part for part in (words()["note"], remark(figures)) if part), style="dim")
    legend = Text()
    for kind, style in _STYLES.items():
        legend.append(f" {name_of('kinds', kind)} ", style).append(" ")
    yield legend.append(f" {'、'.join(words()['weak'].values())} ", _WEAK_STYLE)


def _promises(report: Report, commitments: Collection[Commitment]) -> Iterator[Text]:
    from rich.text import Text

    statements = {statement.id: statement for statement in report.statements}
    for commitment in commitments:
        statement = statements[commitment.statement_id]
        section, cue = name_of("sections", statement.section), report.labels[statement.id].cue
        yield Text()
        title = Text(f"#{statement.id}  {level_name(commitment.level, '；'.join(commitment.plus))}", style="bold")
        yield title.append(f"  {section}  {statement.span.start}:{statement.span.end}  {cue}", "not bold dim")
        yield Text("  ").append_text(_marked(statement, commitment.particulars))
        if commitment.particulars:
            yield Text("  ").append_text(_listed(commitment.particulars))
        yield Text(f"  {commitment.why}", style="dim")


def _marked(statement: Statement, particulars: Collection[Particular]) -> Text:
    """The statement with its particulars in colour; strong kinds over weak ones where they overlap."""
    from rich.text import Text

    text, first = Text(statement.text), statement.span.start
    for p in sorted(particulars, key=lambda p: p.kind in _STYLES):
        text.stylize(_style(p), p.span.start - first, p.span.end - first)
    return text


def _listed(particulars: Collection[Particular]) -> Text:
    from rich.text import Text

    parts = [
        Text()
        .append(f"{_kind_name(p.kind)} ", "dim")
        .append(p.surface, _style(p))
        .append(meaning_of(p.surface, p.value), "dim")
        for p in sorted(particulars, key=lambda p: p.span)
    ]
    return Text(" · ").join(parts)


def _consequences(span: str, before: list[Commitment], after: list[Commitment], rubric: Rubric) -> Iterator[str]:
    yield f"\n--without {span}"
    for old, new in zip(before, after, strict=True):
        if old.particulars != new.particulars:
            yield f"  #{old.statement_id}  {level_name(old.level)} -> {level_name(new.level)}"
    yield f"  {_headline(before, rubric)} -> {_headline(after, rubric)}"


def _headline(commitments: list[Commitment], rubric: Rubric) -> str:
    levels = [c.level for c in commitments]
    counts = {f"level_{level}": levels.count(level) for level in levels}
    line = headline({**counts, "checkable": sum(level >= rubric.checkable for level in levels)})
    return f"{line}，平均等级 {sum(levels) / len(levels):.2f}"


def _style(particular: Particular) -> str:
    return _STYLES.get(particular.kind, _WEAK_STYLE)


def _kind_name(kind: str) -> str:
    return name_of("kinds" if kind in words()["kinds"] else "weak", kind)
