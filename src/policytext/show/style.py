"""How every chart looks: font, colours, sizes. Colours tell apart without red and green, and in grey print too."""

from __future__ import annotations

import warnings
from functools import cache
from typing import Any

from matplotlib import font_manager, rc_context
from matplotlib.figure import Figure
from matplotlib.text import Text

from policytext.resources import path_of

FONT_FILE = "font/policytext-sans.otf"
FAMILY = "policytext Sans"

# Full Chinese fonts that a rare character falls back to, where one of them is installed.
FULL_FONTS = (
    "Noto Sans CJK SC",
    "Noto Sans SC",
    "Source Han Sans SC",
    "Microsoft YaHei",
    "PingFang SC",
    "WenQuanYi Micro Hei",
)

# Okabe and Ito's colours that are neither red nor green, and greys.
BLUE, ORANGE, SKY, PURPLE = "#0072B2", "#E69F00", "#56B4E9", "#7B5EA7"

# Orange for letters: the plain one is too pale to read on white (WCAG asks for a contrast of 4.5).
DARK_ORANGE = "#8A5A00"
INK, QUIET, GRID, PALE = "#222222", "#5F6670", "#D9DDE2", "#F3F5F7"

# One hue from pale to dark: the levels are an order, and so are the grades.
LEVELS = ("#E8EDF2", "#A9CCE3", "#4A90C2", "#0B4A82")
GRADES = ("#0B4A82", "#4A90C2", "#A9CCE3", "#E8EDF2")
LABELS = (ORANGE, BLUE, SKY, "#B9BFC7", "#E8EDF2")

# Points. Seven is the least that a page of A4 shows readably.
TITLE, SUBTITLE, TEXT, SMALL = 14.0, 9.5, 9.0, 7.5

PNG_DPI = 160

# In a notebook, which keeps its pictures: enough to read, a third of the bytes.
INLINE_DPI = 85

# Points at which characters are measured.
_UNIT = 64


def style() -> Any:
    """The settings under which figures are made and saved: a dictionary, whose type matplotlib changes by version."""
    return {
        "font.family": list(families()),
        "font.size": TEXT,
        "text.color": INK,
        "axes.labelcolor": QUIET,
        "axes.edgecolor": GRID,
        "axes.linewidth": 0.8,
        "axes.unicode_minus": False,
        "xtick.color": QUIET,
        "ytick.color": INK,
        "hatch.linewidth": 0.5,
        "hatch.color": "#9AA2AB",
        "svg.fonttype": "path",
        "svg.hashsalt": "policytext",
        "pdf.fonttype": 3,
        "savefig.dpi": PNG_DPI,
    }


@cache
def families() -> tuple[str, ...]:
    """The bundled font, made known to matplotlib, and the full fonts that are installed."""
    font_manager.fontManager.addfont(path_of(FONT_FILE))
    known = set(font_manager.fontManager.get_font_names())
    return (FAMILY, *(name for name in FULL_FONTS if name in known))


class Picture(Figure):
    """A figure that is saved, and shown in notebooks, in the style of policytext whatever the user's settings."""

    def savefig(self, fname: Any, **kwargs: Any) -> None:
        """Save without the date, so that two runs give the same bytes."""
        form = str(kwargs.get("format") or str(fname).rsplit(".", 1)[-1]).lower()
        undated = {"svg": {"Date": None}, "pdf": {"CreationDate": None, "ModDate": None}}
        if form in undated:
            kwargs.setdefault("metadata", undated[form])
        with rc_context(style()):
            super().savefig(fname, **kwargs)

    def _repr_png_(self) -> bytes:
        from io import BytesIO

        buffer = BytesIO()
        self.savefig(buffer, format="png", dpi=INLINE_DPI)
        return buffer.getvalue()


def text_width(text: str, size: float = TEXT) -> float:
    """How wide a line of text is, in inches.

    >>> round(text_width("县" * 8, 9), 2)
    1.0
    """
    return sum(map(_advance, text)) * size / 72


@cache
def _advance(character: str) -> float:
    """The width of a character by its size, in the bundled font; a rare one is as wide as any other Han character."""
    font = font_manager.get_font(str(path_of(FONT_FILE)))
    if not font.get_char_index(ord(character)):
        return 1.0
    font.set_size(_UNIT, 72)
    return float(font.load_char(ord(character)).linearHoriAdvance) / 65536 / _UNIT


def wrapped(text: str, width: float, size: float) -> list[str]:
    """The text in lines of at most ``width`` inches; breaks after Han characters, else between words.

    >>> wrapped("一二三四五", 0.25, 9)
    ['一二', '三四', '五']
    """
    lines, line = list[str](), ""
    for piece in _pieces(text):
        if line and text_width((line + piece).rstrip(), size) > width and piece[0] not in _NO_START:
            lines.append(line.rstrip())
            line = ""
        line += piece if line else piece.lstrip()
    return [*lines, line.rstrip()]


# Marks that never begin a line.
_NO_START = "，。；：、）》」！？)”’…%"


def _pieces(text: str) -> list[str]:
    pieces, word = list[str](), ""
    for character in text:
        if ord(character) > 0x2E7F or character == " ":
            pieces += [word, character] if word else [character]
            word = ""
        else:
            word += character
    return [*pieces, word] if word else pieces


def shortened(text: str, width: float, size: float = TEXT) -> str:
    """The text cut with … so that it fits."""
    if text_width(text, size) <= width:
        return text
    while text and text_width(text + "…", size) > width:
        text = text[:-1]
    return text + "…"


def check_glyphs(figure: Figure) -> None:
    """Warn of characters that no font at hand can draw.

    Warns:
        UserWarning: with the characters and what to install.
    """
    texts = (artist.get_text() for artist in figure.findobj(Text))
    lacking = {character for text in texts for character in text if character.isprintable()} - _drawable()
    if lacking:
        known = "".join(sorted(lacking))
        warnings.warn(f"no glyph for {known}; install a full Chinese font, such as Noto Sans CJK SC", stacklevel=3)


@cache
def _drawable() -> frozenset[str]:
    paths = (font_manager.findfont(name) for name in families())
    return frozenset(chr(code) for path in paths for code in font_manager.get_font(path).get_charmap())
