r"""Rich text files (.rtf): paragraphs with their list marks, tables in their places.

The reader is our own. Of the libraries with a permissive licence striprtf is the one that is kept up; on files with
Chinese text it loses what is needed here: merged cells and cells of several lines fall apart, text set in the default
font after ``\plain`` is read as Western, a second byte of GBK that stands unescaped is an exception, hidden and
deleted text is kept, and the time for fields grows with the square of their number.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from policytext.read.draft import Draft, refuse
from policytext.read.limits import MAX_NESTING, MAX_RTF_TOKENS
from policytext.read.rtf_story import RowShape, Story
from policytext.read.rtf_tokens import Fonts, Token, read_tokens
from policytext.records import Block

_START = b"{\\rtf"

# Groups with a text of their own, and what it is.
_STORIES = {
    "footnote": "aside",
    "shptxt": "box",
    "listtext": "mark",
    "pntext": "mark",
    "info": "nothing",
    "title": "title",
}

# Groups that are no part of the text. Those that begin with \* are passed over, too, but for the ones in _OPEN.
_NOT_TEXT = (
    "annotation atnauthor atnid colortbl comment fldinst footer footerf footerl footerr ftncn ftnsep ftnsepc header "
    "headerf headerl headerr nonesttables objdata pict result revtbl rxe shprslt sp stylesheet tc txe xe"
)
_SKIPPED = frozenset(_NOT_TEXT.split())
_OPEN = frozenset({"shpinst", "nesttableprops"})

# Words and signs that stand for characters. A nested cell becomes a part of the line that it stands in.
_CHARACTERS = {
    "tab": "\t",
    "nestcell": "\t",
    "nestrow": "\n",
    "line": "\n",
    "lbr": "\n",
    "emdash": "—",
    "endash": "–",
    "lquote": "‘",
    "rquote": "’",
    "ldblquote": "“",
    "rdblquote": "”",
    "bullet": "•",
    "emspace": "\u2003",
    "enspace": "\u2002",
    "qmspace": "\u2005",
    "~": "\u00a0",
    "_": "-",
    "{": "{",
    "}": "}",
    "\\": "\\",
}


def read_rtf(data: bytes, name: str) -> Draft:
    r"""Read a rich text file. Headers and footers are left out; footnotes follow the text as asides.

    >>> source = r"{\rtf1\ansi\ansicpg936 {\header h}\'d5\'fe\'b8\'ae\par\trowd\cellx9\cellx99\intbl a\cell 1\cell\row}"
    >>> [(block.kind, block.text) for block in read_rtf(source.encode(), "a.rtf").blocks]
    [('paragraph', '政府'), ('table', 'a\t1')]
    """
    reader = _Reader(name)
    reader.read(data[max(data.find(_START), 0) :].decode("latin-1"))
    if reader.open_groups:
        raise refuse("damaged", name, "ends before its text does, so a part is missing", "download it again")
    warnings = ("the file holds tracked deletions; they were left out, insertions were kept",)
    return Draft(
        (*reader.body.finish(), *reader.asides), title=reader.title or None, warnings=warnings * reader.has_deletions
    )


@dataclass(slots=True)
class _State:
    """What a group says of the text in it. ``story`` is None where there is none to be read."""

    story: Story | None
    font: int | None = None
    fallback: int = 1
    hidden: bool = False
    deleted: bool = False
    in_table: bool = False
    shape: RowShape = field(default_factory=RowShape)
    is_fonts: bool = False


class _Reader:
    """Reads tokens one by one; groups open and close states, as the format has it."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.fonts = Fonts()
        self.body = Story("body")
        self.asides: list[Block] = []
        self.title = ""
        self.has_deletions = False
        self.open_groups: list[_State] = []
        self._state = _State(self.body)
        self._raw = bytearray()
        self._left = 0  # how many characters are still a fallback for the one given by its number
        self._starred = False

    def read(self, source: str) -> None:
        """Read all of a file, to the end of its outermost group."""
        for count, token in enumerate(read_tokens(source)):
            if count > MAX_RTF_TOKENS:
                fault = f"holds more than {MAX_RTF_TOKENS:,} instructions"
                raise refuse("too_large", self.name, fault, "save the report's text alone as .docx")
            self._take(token)
            if token.kind == "}" and not self.open_groups:
                return

    def _take(self, token: Token) -> None:
        if token.kind in {"text", "byte"}:
            self._take_bytes(token.text)
            return
        self._flush()
        starred, self._starred = self._starred, False
        if token.kind == "{":
            self._left = 0
            self._open()
        elif token.kind == "}":
            self._left = 0
            self._close()
        elif token.text == "*":
            self._starred = True
        elif self._left and token.kind == "sign":
            self._left -= 1
        else:
            self._left = 0
            self._follow(token, starred)

    def _take_bytes(self, text: str) -> None:
        self._starred = False
        cut = min(self._left, len(text))
        self._left -= cut
        if self._shown() is not None:
            self._raw += text[cut:].encode("latin-1")

    def _flush(self) -> None:
        """Put the bytes since the last instruction into the text, read by the font they stand in."""
        story = self._shown()
        if self._raw and story is not None:
            font = self._state.font if self._state.font is not None else self.fonts.default
            story.pieces.append(self.fonts.decode(bytes(self._raw), font))
        self._raw.clear()

    def _shown(self) -> Story | None:
        """Where text goes that stands here; None where it is not shown."""
        state = self._state
        return None if state.hidden or state.deleted else state.story

    def _open(self) -> None:
        if len(self.open_groups) >= MAX_NESTING:
            raise refuse("damaged", self.name, "nests its groups without end", "open it in Word and save it again")
        self.open_groups.append(self._state)
        self._state = replace(self._state)

    def _close(self) -> None:
        if not self.open_groups:
            return
        inner, self._state = self._state, self.open_groups.pop()
        if inner.story is not None and inner.story is not self._state.story:
            self._end_story(inner.story, self._state.story)

    def _end_story(self, story: Story, around: Story | None) -> None:
        if story.kind == "mark":
            if around is not None:
                around.mark = story.take_text().strip()
        elif story.kind == "title":
            self.title = story.take_text().strip()
        elif story.kind == "aside":
            self.asides += [Block(block.text, "aside") for block in story.finish()]
        elif story.kind == "box" and around is not None:
            around.boxes += story.finish()

    def _follow(self, token: Token, starred: bool) -> None:
        """Do what a word or sign says."""
        word, state = token.text, self._state
        if word in _STORIES and state.story is not None:
            state.story = Story(_STORIES[word])
            state.in_table = False
        elif word == "fonttbl":
            state.story, state.is_fonts = None, True
        elif word in _SKIPPED or (starred and word not in _OPEN):
            state.story = None
        elif word in _CHARACTERS:
            story = self._shown()
            if story is not None:
                story.pieces.append(_CHARACTERS[word])
        elif action := _ACTIONS.get(word):
            action(self, token.number)

    def set_font(self, number: int | None) -> None:
        self._state.font = number

    def set_charset(self, number: int | None) -> None:
        if self._state.is_fonts:
            self.fonts.set_charset(self._state.font, number)

    def set_page(self, number: int | None) -> None:
        self.fonts.set_page(number)

    def set_default_font(self, number: int | None) -> None:
        self.fonts.default = number

    def set_fallback(self, number: int | None) -> None:
        self._state.fallback = min(max(number or 0, 0), 9)

    def set_hidden(self, number: int | None) -> None:
        self._state.hidden = number != 0

    def set_deleted(self, number: int | None) -> None:
        self._state.deleted = number != 0
        self.has_deletions |= number != 0 and self._state.story is not None

    def set_plain(self, _: int | None) -> None:
        self._state.font = None
        self._state.hidden = self._state.deleted = False

    def set_in_table(self, number: int | None) -> None:
        self._state.in_table = number != 0

    def reset_paragraph(self, _: int | None) -> None:
        self._state.in_table = False

    def add_character(self, number: int | None) -> None:
        """A character by the number of its UTF-16 unit; what follows is a fallback for old programs."""
        self._left = self._state.fallback
        story = self._shown()
        if story is not None and number is not None:
            story.pieces.append(chr(number & 0xFFFF))

    def end_paragraph(self, _: int | None) -> None:
        story = self._state.story
        if story is not None and not self._state.deleted:
            story.end_paragraph(in_table=self._state.in_table)

    def end_cell(self, _: int | None) -> None:
        if self._state.story is not None:
            self._state.story.end_cell()

    def end_row(self, _: int | None) -> None:
        if self._state.story is not None:
            self._state.story.end_row(self._state.shape)

    def set_nested(self, _: int | None) -> None:
        """What is said of a row inside a cell says nothing of the row around it."""
        self._state.shape = RowShape()

    def begin_row(self, _: int | None) -> None:
        self._state.shape.begin()

    def set_left(self, number: int | None) -> None:
        self._state.shape.edges[0] = number or 0

    def cover(self, _: int | None) -> None:
        self._state.shape.covers = True

    def add_edge(self, number: int | None) -> None:
        self._state.shape.add(number or 0)


_ACTIONS: dict[str, Callable[[_Reader, int | None], None]] = {
    "f": _Reader.set_font,
    "fcharset": _Reader.set_charset,
    "ansicpg": _Reader.set_page,
    "deff": _Reader.set_default_font,
    "uc": _Reader.set_fallback,
    "u": _Reader.add_character,
    "v": _Reader.set_hidden,
    "deleted": _Reader.set_deleted,
    "plain": _Reader.set_plain,
    "pard": _Reader.reset_paragraph,
    "intbl": _Reader.set_in_table,
    "par": _Reader.end_paragraph,
    "\n": _Reader.end_paragraph,
    "\r": _Reader.end_paragraph,
    "sect": _Reader.end_paragraph,
    "page": _Reader.end_paragraph,
    "cell": _Reader.end_cell,
    "row": _Reader.end_row,
    "nesttableprops": _Reader.set_nested,
    "trowd": _Reader.begin_row,
    "trleft": _Reader.set_left,
    "clvmrg": _Reader.cover,
    "clmrg": _Reader.cover,
    "cellx": _Reader.add_edge,
}
