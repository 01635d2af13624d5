"""The brief -> a file: Word, a self-contained HTML page, or PDF by way of that page."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from policytext.errors import DataError
from policytext.resources import path_of, read_text
from policytext.show.brief import MARGINS, NOTE, NOTE_LINE, PANEL_CM, TITLE, TITLE_LINE, Brief, png_of
from policytext.show.picture import svg_of
from policytext.show.style import FONT_FILE
from policytext.show.word import Run, Word
from policytext.show.word_parts import HEADING
from policytext.show.word_parts import TITLE as TITLE_FONT


def write_word(brief: Brief) -> bytes:
    """The brief as a Word document; the same bytes for the same brief."""
    document = Word(brief.title, MARGINS, brief.text, "zh" if brief.lang.startswith("zh") else "en")
    document.line([Run(brief.title, font=TITLE_FONT)], TITLE, centred=True, after=3, spacing=TITLE_LINE)
    document.line([Run(brief.issued, quiet=True)], 9, centred=True, after=6, spacing=13)
    _part(document, brief.findings, brief.sentences, brief)
    if brief.panels:
        for cell, panel in zip(document.grid(len(brief.panels)), brief.panels, strict=True):
            document.write_cell(cell, [Run(panel.title, font=HEADING)], 8.5, centred=True)
            document.picture(cell, png_of(panel), PANEL_CM, panel.alt)
    _part(document, brief.looks_head, brief.looks, brief)
    for note in brief.notes:
        document.line([Run(note, quiet=True)], NOTE, after=0, spacing=NOTE_LINE)
    return document.data()


def _part(document: Word, head: str, lines: list[str], brief: Brief) -> None:
    """A head and its lines; whatever follows keeps its distance."""
    for at, line in enumerate(lines, 1):
        if at == 1:
            document.line([Run(head, font=HEADING)], 12, after=2, spacing=19)
        document.line(line, brief.text, after=0.5 if at < len(lines) else 6, spacing=brief.line)


def write_html(brief: Brief) -> bytes:
    """The brief as one HTML file without script, which a browser prints on one page."""
    return _render(brief, outlines=False).encode()


def write_pdf(brief: Brief) -> bytes:
    """The brief as PDF, its fonts in it.

    Raises:
        DataError: weasyprint, or the library Pango that it draws with, is not there.
    """
    try:
        from weasyprint import HTML
    except (ImportError, OSError) as error:
        raise DataError(
            f"a PDF needs weasyprint and Pango ({error}): pip install 'policytext[pdf]', "
            "or write .html or .docx and print that"
        ) from error
    font = f'@font-face {{ font-family: "policytext Sans"; src: url("{path_of(FONT_FILE).as_uri()}") }}'
    pdf: bytes = HTML(string=_render(brief, outlines=True, extra=font)).write_pdf()
    return pdf


def _render(brief: Brief, outlines: bool, extra: str = "") -> str:
    from jinja2 import Environment, StrictUndefined

    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    figures = [
        {"svg": svg_of(panel.figure, prefix=f"f{at}-", alt=panel.alt, outlines=outlines), "title": panel.title}
        for at, panel in enumerate(brief.panels)
    ]
    sizes: dict[str, Any] = {"title": TITLE, "title_line": TITLE_LINE, "text": brief.text, "text_line": brief.line}
    sizes |= {"note": NOTE, "note_line": NOTE_LINE, "margins": " ".join(f"{value}cm" for value in MARGINS)}
    template = environment.from_string(read_text("templates/brief.html.j2"))
    return template.render(brief=brief, figures=figures, sizes=sizes, extra=extra)


WRITERS: dict[str, Callable[[Brief], bytes]] = {"docx": write_word, "html": write_html, "pdf": write_pdf}
"""What a brief can be written as, by the ending of the file."""
