"""A figure -> files, and SVG for use inside a page."""

from __future__ import annotations

import re
from html import escape
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING

from policytext.errors import UsageError

if TYPE_CHECKING:
    from policytext.show.page import Drawing
    from policytext.show.style import Picture

FORMATS = ("png", "svg", "pdf")

_ID = re.compile(r'(\bid="|xlink:href="#|url\(#)')
_LONG = re.compile(r"(\d\.\d{2})\d+")
_STYLE = re.compile(r"<defs>\s*<style.*?</style>\s*</defs>", re.S)
_COMMENT = re.compile(r"<!--.*?-->|<metadata>.*?</metadata>", re.S)


def save_drawing(drawing: Drawing, path: Path) -> tuple[Path, Path]:
    """Write the figure, and beside it the table of what is drawn.

    Args:
        drawing: what ``draw_chart`` gave.
        path: the file, ending in .png, .svg or .pdf.

    Returns:
        The file and the CSV (UTF-8 with a byte order mark, as Excel opens it).

    Raises:
        UsageError: the ending is no format.
    """
    if path.suffix.lower().lstrip(".") not in FORMATS:
        raise UsageError(f"{path.name}: a chart is written as {', '.join('.' + name for name in FORMATS)}")
    drawing.figure.savefig(path)
    table = path.with_suffix(".csv")
    drawing.data.to_csv(table, index=False, encoding="utf-8-sig", lineterminator="\n")
    return path, table


def svg_of(figure: Picture, prefix: str = "", alt: str = "") -> str:
    """The figure as an ``<svg>`` element to put inside a page.

    Text is drawn as outlines, each character once, so that it looks the same everywhere.

    Args:
        figure: of a ``Drawing``.
        prefix: goes before every id, so that several figures in one page do not clash.
        alt: the figure in words, for those who cannot see it.

    Returns:
        The element without XML header; the same bytes for the same figure.
    """
    buffer = StringIO()
    figure.savefig(buffer, format="svg")
    text = buffer.getvalue()
    text = _STYLE.sub("", _COMMENT.sub("", text[text.index("<svg") :]))
    text = _LONG.sub(r"\1", _ID.sub(lambda found: found.group() + prefix, text))
    text = re.sub(r"\s*\n\s*", "\n", text).strip()
    role = f'role="img" aria-label="{escape(alt)}"' if alt else 'aria-hidden="true"'
    return text.replace("<svg ", f'<svg {role} style="stroke-linejoin:round;stroke-linecap:butt" ', 1)
