"""displaCy views of a Doc: the text with statements, particulars, measures or sections marked and named in Chinese."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from html import escape
from importlib import import_module
from typing import Any

from spacy.tokens import Doc
from spacy.tokens import Span as DocSpan

from policytext.bridges.spacy.carrying import Row, report_of, row_of
from policytext.errors import UsageError
from policytext.store import headline, level_name, name_of, remark, words

# Tints of the charts' colours (Okabe and Ito's without red and green), pale enough for black letters.
ORANGE, YELLOW, BLUE, SKY, PURPLE, GREY, PALE = (
    "#FBD38A",
    "#FFF3B8",
    "#9CC9E8",
    "#D3EAF8",
    "#D6CCE9",
    "#DADFE5",
    "#EEF1F4",
)

#: Backgrounds. Every mark says its name as well, so nobody depends on them. Statements without one stay unmarked:
#: headings, asides and other.
STATEMENTS = {"problem": ORANGE, "improvement": BLUE, "achievement": SKY, "statistic": GREY}
STANCES = {"adopted": BLUE, "preparing": SKY, "planned": SKY, "lacking": ORANGE, "weak": YELLOW, "named": GREY}
PARTICULARS = {
    "instrument": BLUE,
    "target": ORANGE,
    "deadline": YELLOW,
    "actor": PURPLE,
    "scope": SKY,
    "check": GREY,
}

_FONTS = "'Noto Sans SC','Source Han Sans SC','PingFang SC','Microsoft YaHei',sans-serif"
_MARK = (
    '<mark class="entity" style="background: {bg}; color: #222; padding: .2em .35em; margin: 0 .1em; '
    "border-radius: .25em; white-space: pre-line; box-decoration-break: clone; "
    '-webkit-box-decoration-break: clone">{text}&#8288;'
    '<span style="font-size: .72em; padding-left: .4em; white-space: nowrap">{label}</span></mark>'
)
_FIGURE = (
    '<figure lang="zh-CN" style="margin: 0; max-width: 46em; color: #222; background: #fff; font-family: {fonts}">'
    '<figcaption style="margin-bottom: .6em"><strong>{title}</strong>'
    '<div style="font-size: .8em; color: #5F6670">{note}</div></figcaption>{text}</figure>'
)


def show_report(doc: Doc | DocSpan, group: str = "statements", *, jupyter: bool | None = None) -> str | None:
    """Show a Doc, or a part of it, with one of its groups marked.

    Where marks overlap, strong kinds of particular are shown over weak ones, then the longer over the shorter.

    Args:
        doc: what the component or ``report_to_doc`` made, or a span of it, such as one statement.
        group: ``statements`` (with the level of those that have one), ``particulars``, ``measures`` (with their
            stance) or ``sections`` (their headings).
        jupyter: show it in the notebook; ``None`` to find out whether there is one, as displaCy does.

    Returns:
        HTML that needs no other file; ``None`` where a notebook shows it.

    Raises:
        UsageError: there is no such group, or policytext did not make the Doc.
    """
    from spacy import displacy
    from spacy.util import is_in_jupyter

    whole = doc if isinstance(doc, Doc) else doc.doc
    row = _report_row(whole, group)
    start, end = (0, len(whole.text)) if isinstance(doc, Doc) else _reach(doc)
    shown = {"text": whole.text[start:end], "ents": list(_marks(whole, group, start, end))}
    text = displacy.render(shown, style="ent", manual=True, jupyter=False, options={"template": _MARK})
    html = _FIGURE.format(fonts=_FONTS, title=escape(_title(row)), note=escape(_note(row)), text=text.strip())
    if not (is_in_jupyter() if jupyter is None else jupyter):
        return html
    _display(f'<span class="tex2jax_ignore">{html}</span>')  # a notebook would take $ for mathematics
    return None


def _display(html: str) -> None:
    notebook: Any = import_module("IPython.display")
    notebook.display(notebook.HTML(html))


def _report_row(doc: Doc, group: str) -> Row:
    row = report_of(doc)
    if row is None:
        raise UsageError(
            'this Doc carries no report; make it with nlp.add_pipe("policytext") or report_to_doc, and save it in a '
            "DocBin with store_user_data=True"
        )
    if group not in _NAMED:
        raise UsageError(f"there is no group {group!r}; use one of {', '.join(_NAMED)}")
    return row


def _reach(span: DocSpan) -> tuple[int, int]:
    row = row_of(span) or {"start": span.start_char, "end": span.end_char}
    return row["start"], row["end"]


def _marks(doc: Doc, group: str, start: int, end: int) -> Iterator[dict[str, Any]]:
    """What displaCy is to mark of doc.text[start:end]: in order, none overlapping."""
    rows = [row for span in doc.spans[group] if (row := row_of(span))]
    if group == "sections":
        rows = [_heading(row, doc.text) for row in rows]
    inside = (row for row in rows if start <= row["start"] < row["end"] <= end and _NAMED[group](row)[1])
    for row in _apart(inside):
        label, colour = _NAMED[group](row)
        where = {"start": row["start"] - start, "end": row["end"] - start}
        yield {**where, "label": escape(label), "params": {"bg": colour}}


def _heading(section: Row, text: str) -> Row:
    """The first line of a section, which is its heading where it has one."""
    first = text[section["start"] : section["end"]].split("\n", 1)[0]
    return {**section, "end": section["start"] + (len(first) if section["title"] else 0)}


def _apart(rows: Iterable[Row]) -> list[Row]:
    """Rows that do not overlap, in order: strong kinds before weak ones, then the longer before the shorter."""
    chosen: list[Row] = []
    for row in sorted(rows, key=lambda row: (row.get("kind") in words()["weak"], row["start"] - row["end"])):
        if all(row["end"] <= other["start"] or other["end"] <= row["start"] for other in chosen):
            chosen.append(row)
    return sorted(chosen, key=lambda row: int(row["start"]))


def _title(row: Row) -> str:
    who = (row["place"] or row["organ"] or row["title"], row["year"])
    return " ".join(str(part) for part in (*who, headline(row)) if part)


def _note(row: Row) -> str:
    return "。".join(part for part in (words()["note"], remark(row)) if part)


def _joined(parts: Iterable[str]) -> str:
    return " · ".join(part for part in parts if part)


def _named_statement(row: Row) -> tuple[str, str]:
    level = level_name(row["level"], row["plus"]) if row["label"] == "improvement" else ""
    return _joined((name_of("labels", row["label"]), level)), STATEMENTS.get(row["label"] or "", "")


def _named_measure(row: Row) -> tuple[str, str]:
    name = "" if row["name"] == row["surface"] else row["name"]
    return _joined((name, name_of("stances", row["stance"]))), STANCES.get(row["stance"], GREY)


def _named_particular(row: Row) -> tuple[str, str]:
    strong = row["kind"] in words()["kinds"]
    return name_of("kinds" if strong else "weak", row["kind"]), PARTICULARS.get(row["kind"], PALE)


def _named_section(row: Row) -> tuple[str, str]:
    return name_of("sections", row["kind"]), BLUE


# What a row is called, and its background; "" leaves it unmarked.
_NAMED: dict[str, Callable[[Row], tuple[str, str]]] = {
    "sections": _named_section,
    "statements": _named_statement,
    "measures": _named_measure,
    "particulars": _named_particular,
}
