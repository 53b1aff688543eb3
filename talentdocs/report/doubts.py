"""Why a row is uncertain (存疑), as codes with weights: what a person should look at first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from statistics import median

from talentdocs.report.bundle import Row
from talentdocs.report.labels import Language
from talentdocs.report.tree import reason_tree
from talentdocs.tables.corrections import OTHER

LONG_NAME = 24
"""Characters from which an indicator is more likely a clause than a name."""
LONG_COMMITMENT = 160
"""Characters from which a commitment is likely to hold more than one."""
JUMP = 20
"""How many times the median of its indicator a value may be, or the median the value."""
FAR = 0.5
"""Share of the promise by which a result may be off before the pair is doubted."""
SURE = 0.9
"""Recognition confidence below which text from pixels is doubted."""

DOUBTS: Mapping[str, tuple[int, str, str]] = {
    "no_indicator": (4, "没有指标", "no indicator"),
    "low_ocr": (3, "文字识别把握不大", "recognised from pixels with doubt"),
    "neutral": (3, "性质无明确依据", "nothing says whether it is done or planned"),
    "jump": (3, "与同一指标的其他数相差悬殊", "far from other values of its indicator"),
    "far_off": (3, "与所对照的数相差过半", "more than half off what it is held against"),
    "weak_pair": (2, "对照的指标名称不尽相同", "held against an indicator of another name"),
    "no_unit": (2, "没有单位", "no unit"),
    "long_name": (2, "指标过长", "a long indicator"),
    "short_name": (2, "指标过短", "a short indicator"),
    "no_due": (2, "目标没有期限", "a target without a due date"),
    "no_period": (1, "没有时期", "no period"),
    "section": (1, "性质只凭所在章节", "only its section says what it is"),
    "bare": (1, "单位来自表头或上下文", "its unit stands elsewhere"),
    "no_year": (1, "文件年份不详", "the year of its document is unknown"),
    "document_year": (4, "年份不详", "no year"),
    "document_region": (4, "地区不详", "no region"),
    "year_from_text": (2, "年份只从正文推知", "its year was told from the text alone"),
    "other_kind": (2, "文种不明", "of no known kind"),
    "no_title": (1, "没有标题", "no title"),
    "long": (1, "语句过长", "a long clause"),
}
"""Weight, Chinese and English of every reason to doubt."""


class Doubts:
    """Doubts about the rows of a run; values are held against those of the same indicator and unit."""

    def __init__(
        self, documents: Sequence[Row], figures: Sequence[Row], comparisons: Sequence[Row] = ()
    ) -> None:
        self._years = {row["doc_id"]: row.get("year") for row in documents}
        values: defaultdict[tuple[str, str], list[float]] = defaultdict(list)
        for row in figures:
            if row.get("indicator") and row["value"]:
                values[row["indicator"], row.get("unit") or ""].append(abs(float(row["value"])))
        self._usual = {key: median(found) for key, found in values.items() if len(found) > 2}
        self._pairs: defaultdict[str, set[str]] = defaultdict(set)
        for row in comparisons:
            for code in _pair(row):
                self._pairs[row["promised_figure_id"]].add(code)
                self._pairs[row["reported_figure_id"]].add(code)

    def of_figure(self, row: Row) -> tuple[str, ...]:
        """Codes for a figure, the heaviest first."""
        return _ordered({*self._figure(row), *self._pairs.get(row["figure_id"], ()), *self._place(row)})

    def of_commitment(self, row: Row) -> tuple[str, ...]:
        """Codes for a commitment, the heaviest first."""
        found = {*self._place(row), *_standing(row, "planned")}
        return _ordered(found | ({"long"} if len(row["text"]) > LONG_COMMITMENT else set()))

    def of_document(self, row: Row) -> tuple[str, ...]:
        """Codes for a document, the heaviest first."""
        found = {
            "document_year": row.get("year") is None,
            "document_region": not row.get("region"),
            "year_from_text": row.get("year_source") == "text",
            "other_kind": row.get("doc_type") == OTHER,
            "no_title": not row.get("title"),
        }
        return _ordered({code for code, holds in found.items() if holds})

    def _place(self, row: Row) -> Iterator[str]:
        if self._years.get(row["doc_id"]) is None:
            yield "no_year"
        if row.get("confidence") is not None and row["confidence"] < SURE:
            yield "low_ocr"

    def _figure(self, row: Row) -> Iterator[str]:
        yield from _standing(row, "status")
        name, unit = row.get("indicator"), row.get("unit")
        if not name:
            yield "no_indicator"
        elif len(name) > LONG_NAME:
            yield "long_name"
        elif len(name) < 2:
            yield "short_name"
        if not unit:
            yield "no_unit"
        elif unit not in row["text"]:
            yield "bare"
        if not row.get("period_end") and row["status"] != "standard":
            yield "no_due" if row["status"] == "target" else "no_period"
        usual = self._usual.get((name or "", unit or ""))
        value = abs(float(row["value"]))
        if usual and value and not usual / JUMP <= value <= usual * JUMP:
            yield "jump"


def weight(codes: Sequence[str]) -> int:
    """How much is doubted, all codes together."""
    return sum(DOUBTS[code][0] for code in codes)


def doubt_words(codes: Sequence[str], language: Language) -> str:
    """The codes in words."""
    side = 1 if language == "zh" else 2
    return ("；" if language == "zh" else "; ").join(str(DOUBTS[code][side]) for code in codes)


def _standing(row: Row, column: str) -> Iterator[str]:
    """Doubts from the cues that decided whether a row is done, planned or a rule."""
    words = [cue.words for node in reason_tree(row) if node.column == column for cue in node.cues]
    if not words or any(word in ("default", "section neutral") for word in words):
        yield "neutral"
    elif all(word.startswith("section ") for word in words):
        yield "section"


def _pair(row: Row) -> Iterator[str]:
    if row.get("reported_figure_id") is None:
        return
    if row.get("gap_ratio") is not None and abs(float(row["gap_ratio"])) > FAR:
        yield "far_off"
    likeness = (row.get("extra") or {}).get("likeness")
    if likeness is not None and float(likeness) < 1:
        yield "weak_pair"


def _ordered(codes: set[str]) -> tuple[str, ...]:
    return tuple(sorted((code for code in DOUBTS if code in codes), key=lambda code: -DOUBTS[code][0]))
