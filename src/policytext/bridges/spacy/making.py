"""A pipeline that is ready, and a Doc from a report that was scored without spaCy."""

from __future__ import annotations

from functools import cache
from itertools import pairwise
from typing import Any

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from policytext.bridges.spacy.carrying import GROUPS, carry_report
from policytext.bridges.spacy.tokenizer import TOKENIZER
from policytext.records import Report
from policytext.store import report_rows


def make_pipeline(words: list[str] | None = None, **config: Any) -> Language:
    """A Chinese pipeline with policytext's tokenizer and component.

    Args:
        words: words that the tokenizer knows beside jieba's; ``None`` for the names of the measures that ship.
        config: of the component: ``gazetteer``, ``rubric``, ``classifier``, ``any_document``.

    >>> [token.text for token in make_pipeline()("推行首问负责制。")]
    ['推行', '首问负责制', '。']
    """
    nlp = _blank(words)
    nlp.add_pipe("policytext", config=config)
    return nlp


def report_to_doc(report: Report, nlp: Language | None = None) -> Doc:
    """A scored report as a Doc over its cleaned text.

    The tokens are those of the pipeline's tokenizer, cut further where a span begins or ends inside one, so that
    every span covers its characters exactly. No component of the pipeline is run.

    Args:
        report: from ``policytext.score_file``.
        nlp: whose vocabulary and tokenizer to use; ``None`` for policytext's own.
    """
    nlp = nlp or _default()
    tokens = nlp.tokenizer(report.document.text)
    ends = {at for token in tokens for at in (token.idx, token.idx + len(token))}
    ends |= {row[end] for table in GROUPS for row in report_rows(report)[table] for end in ("start", "end")}
    pieces = [report.document.text[start:end] for start, end in pairwise(sorted(ends | {len(report.document.text)}))]
    doc = Doc(nlp.vocab, words=pieces, spaces=[False] * len(pieces))
    return carry_report(doc, report, lambda spans: spans)


@cache
def _default() -> Language:
    return _blank(None)


def _blank(words: list[str] | None) -> Language:
    return spacy.blank("zh", config={"nlp": {"tokenizer": {"@tokenizers": TOKENIZER, "words": words}}})
