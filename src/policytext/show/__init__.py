"""Tables -> charts. Computes nothing: every number drawn stands in a table.

``draw_chart`` gives drawings (figure, the table of what is drawn, words), ``svg_of`` a figure for use inside a page,
``save_drawing`` files. Add a kind as a function in ``CHARTS`` of ``charts.py``, its words in ``data/chart_words.toml``.
"""

from __future__ import annotations

from policytext.show.brief import Brief, make_brief, write_brief
from policytext.show.charts import CHARTS, Chart, draw_chart, draw_figure
from policytext.show.options import Options
from policytext.show.page import Drawing
from policytext.show.picture import FORMATS, save_drawing, svg_of
from policytext.show.report import render_report, render_units, write_report, write_units
from policytext.show.unit_sheets import render_unit_sheets, write_unit_sheets

__all__ = [
    "CHARTS",
    "FORMATS",
    "Brief",
    "Chart",
    "Drawing",
    "Options",
    "draw_chart",
    "draw_figure",
    "make_brief",
    "render_report",
    "render_unit_sheets",
    "render_units",
    "save_drawing",
    "svg_of",
    "write_brief",
    "write_report",
    "write_unit_sheets",
    "write_units",
]
