"""The parts of a .docx file and how they refer to one another."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING

from policytext.read.archive import Archive

if TYPE_CHECKING:
    from lxml.etree import _Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"

_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"

# The strict variant of the format (ISO 29500) has other names for the same things.
_STRICT = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", W[1:-1].encode()),
    (b"http://purl.oclc.org/ooxml/officeDocument/relationships", R[1:-1].encode()),
)


class Package:
    """A .docx file opened for reading; parts are parsed when asked for."""

    def __init__(self, data: bytes, name: str) -> None:
        self._archive = Archive(data, name, ".docx", "Word or WPS")
        self.main = self.related("", "officeDocument") or "word/document.xml"

    def part(self, path: str) -> _Element | None:
        """The root element of a part, or None where the file has no such part.

        Raises:
            DocumentError: too_large, or damaged where the part cannot be unpacked or is not sound XML.
        """
        if path not in self._archive:
            return None
        data = self._archive.read(path)
        for strict, usual in _STRICT:
            data = data.replace(strict, usual)
        return self._archive.parse(data, path)

    def related(self, part: str, kind: str) -> str | None:
        """The path of the part that ``part`` ("" for the package) names as its ``kind``: styles, numbering, ..."""
        folder, file = posixpath.split(part)
        relations = self.part(posixpath.join(folder, "_rels", f"{file}.rels"))
        for relation in relations.iter(_RELATION) if relations is not None else ():
            if str(relation.get("Type", "")).endswith(f"/{kind}"):
                target = str(relation.get("Target", ""))
                return posixpath.normpath(target[1:] if target.startswith("/") else posixpath.join(folder, target))
        return None
