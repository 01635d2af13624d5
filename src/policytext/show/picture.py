"""A figure -> files, and SVG for use inside a page."""

from __future__ import annotations

import re
from html import escape
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING

from matplotlib import rc_context
from matplotlib.figure import Figure

from policytext.errors import UsageError
from policytext.show.style import style

if TYPE_CHECKING:
    from policytext.show.page import Drawing
    from policytext.show.style import Picture

FORMATS = ("png", "svg", "pdf")

_ID = re.compile(r'(\bid="|xlink:href="#|url\(#)')
_LONG = re.compile(r"(?P<scale>scale\([^)]*\))|(?P<short>\d\.\d{2})\d+")
_INDENT = re.compile(r"\s*\n\s*")
_PATH_STEP = re.compile(r"\n([MLCQz])\s?|\n(?=\")")
_FAMILY = re.compile(r"'policytext Sans'[^;\"]*")
_READER_FONTS = "'Noto Sans SC', 'Microsoft YaHei', 'PingFang SC', sans-serif"
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


def svg_of(figure: Picture, prefix: str = "", alt: str = "", outlines: bool = True) -> str:
    """The figure as an ``<svg>`` element to put inside a page.

    Args:
        figure: of a ``Drawing``.
        prefix: goes before every id, so that several figures in one page do not clash.
        alt: the figure in words, for those who cannot see it.
        outlines: draw characters as outlines, each once, so that they look the same everywhere; otherwise as text in
            the reader's own Chinese font, which is less than half as large and can be searched.

    Returns:
        The element without XML header; the same bytes for the same figure.
    """
    buffer = StringIO()
    with rc_context(style() | {"svg.fonttype": "path" if outlines else "none"}):
        Figure.savefig(figure, buffer, format="svg", metadata={"Date": None})
    text = buffer.getvalue()
    text = _STYLE.sub("", _COMMENT.sub("", text[text.index("<svg") :]))
    text = _ID.sub(lambda found: found.group() + prefix, text)
    text = _LONG.sub(lambda found: found["scale"] or found["short"], text)
    text = _FAMILY.sub(_READER_FONTS, _PATH_STEP.sub(r"\1", _INDENT.sub("\n", text))).strip()
    role = f'role="img" aria-label="{escape(alt)}"' if alt else 'aria-hidden="true"'
    return text.replace("<svg ", f'<svg {role} style="stroke-linejoin:round;stroke-linecap:butt" ', 1)
