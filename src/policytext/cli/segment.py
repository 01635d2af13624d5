"""``policytext segment``: a report as JSON lines of sections, statements and words."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from policytext.cli.options import FILE
from policytext.cli.streams import print_json

if TYPE_CHECKING:
    from policytext.records import Section, Statement


@click.command(short_help="Print sections, statements and words.")
@click.argument("path", type=FILE)
def command(path: Path) -> None:
    """Print sections and statements with their words, one JSON object a line.

    The first line holds the cleaned text; start and end of all others count its code points.
    """
    from policytext.clean import clean_document
    from policytext.read import read_file
    from policytext.segment import Words, segment_document

    document = clean_document(read_file(path))
    sections, statements = segment_document(document)
    words = Words()
    print_json({"type": "document", "report_id": document.report_id, "source": document.source, "text": document.text})
    for section in sections:
        print_json({"type": "section"} | _plain(section))
    for statement in statements:
        print_json({"type": "statement"} | _plain(statement) | {"words": words.cut(statement.text)})


def _plain(record: Section | Statement) -> dict[str, Any]:
    values: dict[str, Any] = asdict(record)
    span = values.pop("span")
    return {**values, **span}
