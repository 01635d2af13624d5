"""Document -> sections and statements, by surface cues alone: numbering, headings, punctuation, turning words."""

from __future__ import annotations

from policytext.records import Document, Section, Statement
from policytext.segment.assemble import assemble
from policytext.segment.pieces import cut_document
from policytext.segment.words import Words

__all__ = ["Words", "segment_document"]


def segment_document(document: Document) -> tuple[tuple[Section, ...], tuple[Statement, ...]]:
    r"""Cut a document into sections and statements.

    Sections cover the text one after the other, each from its heading to the next one. Statements are in order and do
    not overlap; every character but space lies in one. What is not prose has the role ``aside`` and says why.

    Args:
        document: the cleaned text with its parts.

    Returns:
        The sections and the statements, numbered from 1.

    >>> from policytext.records import Part, Span
    >>> text = "一、存在的问题\n更新不够及时。\n二、改进措施\n按月更新目录。"
    >>> sections, statements = segment_document(
    ...     Document("x.txt", "0" * 64, "txt", text, (Part("prose", Span(0, len(text))),)))
    >>> [section.kind for section in sections]
    ['problems', 'improvements']
    >>> [(s.role, s.text) for s in statements][1]
    ('statement', '更新不够及时。')
    """
    return assemble(document, cut_document(document))
