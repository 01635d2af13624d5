"""OFD files (GB/T 33190): a zip of XML that says where each character of a page stands.

The reader is our own. Of the libraries with a permissive licence easyofd needs PyMuPDF (AGPL), the wheel of ofdreader
0.1 holds no code, and ofdkit 0.2 gives runs of text without the places of their characters and without the rules drawn
around them, so that the prescribed tables would be lost. Signatures, annotations and attachments are not read.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from typing import TYPE_CHECKING

from policytext.read.archive import Archive
from policytext.read.draft import Draft, refuse
from policytext.read.limits import MAX_PAGE_CHARS, MAX_PAGES, MAX_RULED_PAGES
from policytext.read.ofd_page import POINTS_PER_MM, Drawing, numbers, tag
from policytext.read.pages import blocks_of_pages, check_text
from policytext.read.printed import Page, lines_of
from policytext.read.ruled import place_tables
from policytext.read.rules import may_be_table, tables_of_rules

if TYPE_CHECKING:
    from lxml.etree import _Element

_ROOT = "OFD.xml"
# GM/T 0099: an encrypted file says in this part what is encrypted and for whom.
_ENCRYPTIONS = "Encryptions.xml"
_A4 = (0.0, 0.0, 210.0, 297.0)


def read_ofd(data: bytes, name: str) -> Draft:
    """Read an OFD file: one block per printed line, with its page; ruled tables are one block each."""
    package = _Package(data, name)
    pages = list(package.read_pages())
    if not pages:
        raise refuse("damaged", name, "holds no pages", "open it in an OFD reader and save it again")
    warnings = package.warnings + check_text(pages, name)
    return Draft(blocks_of_pages(pages), title=package.title or None, warnings=tuple(warnings))


class _Package:
    """An OFD file opened for reading. ``title`` and ``warnings`` are known once the pages were read."""

    def __init__(self, data: bytes, name: str) -> None:
        self._archive = Archive(data, name, ".pdf", "an OFD reader")
        if _ENCRYPTIONS in self._archive:
            raise refuse("encrypted", name, "is encrypted", "open it in an OFD reader and print it to a PDF")
        self.title = ""
        self.warnings: list[str] = []
        self._ruled = 0

    def read_pages(self) -> Iterator[Page]:
        """Every page of every document in the file (there is one, as a rule), numbered through."""
        number = 0
        for body in _children(self._part(_ROOT), "DocBody"):
            self.title = self.title or _text(_child(_child(body, "DocInfo"), "Title"))
            path = self._find(_ROOT, _text(_child(body, "DocRoot")))
            document = self._part(path)
            common = _child(document, "CommonData")
            templates = {
                node.get("ID"): self._find(path, node.get("BaseLoc")) for node in _children(common, "TemplatePage")
            }
            entries = list(_children(_child(document, "Pages"), "Page"))
            kept = entries[: MAX_PAGES - number]
            for entry in kept:
                number += 1
                root = self._part(self._find(path, entry.get("BaseLoc")))
                box = _box(_child(root, "Area")) or _box(_child(common, "PageArea")) or _A4
                yield self._read_page(root, templates, box, number)
            if len(kept) < len(entries):
                self.warnings.append(f"only the first {MAX_PAGES} pages were read; split the file")
                return

    def _read_page(self, root: _Element, templates: dict[str | None, str], box: tuple[float, ...], number: int) -> Page:
        drawing = Drawing()
        for use in _children(root, "Template"):
            if path := templates.get(use.get("TemplateID")):
                drawing.add(_child(self._part(path), "Content"))
        drawing.add(_child(root, "Content"))
        width, height = box[2] * POINTS_PER_MM, box[3] * POINTS_PER_MM
        page = Page(number, width, height, list(lines_of(drawing.glyphs)), drawing.glyphs, drawing.unmapped)
        if len(drawing.glyphs) <= MAX_PAGE_CHARS and may_be_table(drawing.rules):
            self._place_tables(page, drawing)
        return page

    def _place_tables(self, page: Page, drawing: Drawing) -> None:
        self._ruled += 1
        if self._ruled <= MAX_RULED_PAGES:
            place_tables(page, tables_of_rules(drawing.rules))
        elif self._ruled == MAX_RULED_PAGES + 1:
            self.warnings.append(f"tables were not looked for from page {page.number} on: too many pages have rules")

    def _part(self, path: str) -> _Element:
        if path not in self._archive:
            raise self._archive.damaged(path)
        return self._archive.parse(self._archive.read(path), path, loose_names=True)

    def _find(self, base: str, place: str | None) -> str:
        """The path of a part named in another: from the root, from the other's folder, or (wrongly) from the root."""
        place = (place or "").strip().replace("\\", "/")
        near = posixpath.normpath(posixpath.join(posixpath.dirname(base), place)).lstrip("/")
        return near if near in self._archive else posixpath.normpath(place).lstrip("/")


def _children(node: _Element | None, name: str) -> Iterator[_Element]:
    return (child for child in (node if node is not None else ()) if tag(child) == name)


def _child(node: _Element | None, name: str) -> _Element | None:
    return next(_children(node, name), None)


def _text(node: _Element | None) -> str:
    return (node.text or "").strip() if node is not None else ""


def _box(area: _Element | None) -> tuple[float, ...] | None:
    """The size of the paper: left, top, width, height."""
    box = numbers(_text(_child(area, "PhysicalBox")))
    return box if len(box) == 4 and box[2] > 0 and box[3] > 0 else None
