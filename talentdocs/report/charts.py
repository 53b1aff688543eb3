"""A chart of promise against result as inline SVG (图), drawn by pygal, coloured by the page."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from talentdocs.report.labels import Language, label
from talentdocs.report.series import Series
from talentdocs.report.spoken import scale_of

WIDTH, HEIGHT = 380, 210
LABELS = 8
"""Years that fit under a chart."""


def draw(series: Series, language: Language) -> str:
    """The chart of one series as an ``<svg>`` element without style, script or fixed colours."""
    import pygal
    from lxml import etree

    scale, word = scale_of(_largest(series), series.unit)
    every = -(-len(series.points) // LABELS)
    chart = pygal.Line(**_settings(), x_labels_major_every=every, show_minor_x_labels=every == 1)
    chart.x_labels = [str(point.year) for point in series.points]
    for name in ("promised", "reported"):
        values = [_scaled(getattr(point, name), scale) for point in series.points]
        chart.add(label(name, language), values, allow_interruptions=True, dots_size=5)
    root = chart.render_tree()
    _strip(root)
    root.set("role", "img")
    root.set("aria-label", f"{series.region} {series.indicator}")
    root.set("data-unit", word + series.unit)
    return str(etree.tostring(root, encoding="unicode"))


def unit_of(series: Series) -> str:
    """The unit of the chart's axis: 万人 for tens of thousands of people."""
    return scale_of(_largest(series), series.unit)[1] + series.unit


def _settings() -> dict[str, Any]:
    from pygal.style import Style

    return {
        "width": WIDTH,
        "height": HEIGHT,
        "style": Style(
            font_family="inherit", label_font_size=12, major_label_font_size=12, legend_font_size=13
        ),
        "js": [],
        "no_prefix": True,
        "explicit_size": False,
        "disable_xml_declaration": True,
        "legend_at_bottom": True,
        "legend_at_bottom_columns": 2,
        "legend_box_size": 12,
        "truncate_legend": -1,
        "truncate_label": -1,
        "print_values": False,
        "y_labels_major_count": 3,
        "margin": 12,
        "include_x_axis": False,
        "max_scale": 6,
    }


def _strip(root: Any) -> None:
    """Take out all but shapes and text: styles, scripts, hover boxes, comments with the date of drawing."""
    for element in list(root.iter()):
        parent = element.getparent()
        if parent is None:
            continue
        name = element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
        if name in ("", "script", "style", "defs", "desc") or "tooltip" in element.get("class", "").split():
            parent.remove(element)
        elif "id" in element.attrib:
            del element.attrib["id"]
    root.attrib.pop("id", None)


def _largest(series: Series) -> Decimal:
    values = [value for point in series.points for value in (point.promised, point.reported)]
    return max((abs(Decimal(str(value))) for value in values if value is not None), default=Decimal(0))


def _scaled(value: float | None, scale: Decimal) -> float | None:
    return None if value is None else float(Decimal(str(value)) / scale)
