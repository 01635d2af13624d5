r"""spaCy carries and shows what policytext finds; the finding itself works on characters and knows nothing of spaCy.

>>> import spacy
>>> nlp = spacy.blank("zh")
>>> line = nlp.add_pipe("policytext")
>>> doc = nlp("三、存在的问题\n信息更新不够及时。\n四、改进措施\n6月底前由县司法局编制《政策解读工作规程》。")
>>> [(span.label_, span._.level) for span in doc.spans["statements"]]
[('heading', None), ('problem', 1), ('heading', None), ('improvement', 3)]
>>> [(span.label_, span._.exact) for span in doc.spans["particulars"]]
[('deadline', '6月底前'), ('instrument', '《政策解读工作规程》')]

A Doc that has been through the component, or comes from ``report_to_doc``, holds four span groups. Each span is a row
of the table of that name (docs/tables.md), in the table's order:

=================  ==========================================================
``doc.spans``      label
=================  ==========================================================
``sections``       kind of the section: overview, problems ...
``statements``     label of the statement; heading, runin or aside for the rest
``measures``       category of the measure; ``span.kb_id_`` is its id
``particulars``    kind of the particular
=================  ==========================================================

Extensions; all are ``None`` for a Doc or a span that policytext did not make:

- ``doc._.report``: the row of the table ``reports``, dates as ISO text
- ``doc._.specificity``: the specificity index, 0-100, ``None`` without commitments; not a mark
- ``doc._.checkable``: how many commitments are at level 2 or 3
- ``span._.row``: the row of the group's table; its ``start`` and ``end`` count in ``doc.text``
- ``span._.level``, ``span._.probability``: of a statement
- ``span._.measure_id``, ``span._.stance``: of a measure
- ``span._.value``: of a particular, parsed
- ``span._.exact``, ``span._.exact_start``, ``span._.exact_end``: the characters found and where in ``doc.text`` they
  stand. A span reaches to the ends of its tokens; this is what was found inside them.

They stand in ``doc.user_data`` as plain values and survive ``to_disk``, ``to_bytes`` and ``DocBin``, the latter with
``store_user_data=True``. Who reads such a Doc imports this module first, which makes the extensions known to spaCy.
"""

from __future__ import annotations

from policytext.bridges.spacy.carrying import GROUPS, register_extensions
from policytext.bridges.spacy.component import Line, make_component
from policytext.bridges.spacy.making import make_pipeline, report_to_doc
from policytext.bridges.spacy.tokenizer import WordTokenizer, make_tokenizer
from policytext.bridges.spacy.views import show_report

__all__ = [
    "GROUPS",
    "Line",
    "WordTokenizer",
    "make_component",
    "make_pipeline",
    "make_tokenizer",
    "report_to_doc",
    "show_report",
]

register_extensions()
