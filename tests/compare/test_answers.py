"""Which periods answer which."""

from __future__ import annotations

from dataclasses import replace

import pytest

from talentdocs.compare.answers import admissible, years_asked
from talentdocs.compare.items import items_of
from talentdocs.compare.times import span_of

from .made import document, figure, item, namer

# promise: start, end, frequency, measure; result: start, end, measure; years of the documents; answers?
CASES = [
    ("a year by its result", ("2022", "2022", None, "flow"), ("2022", "2022", "flow"), (2022, 2023), True),
    ("a year by the next", ("2022", "2022", None, "flow"), ("2023", "2023", "flow"), (2022, 2024), False),
    (
        "a year by half of it",
        ("2022", "2022", None, "flow"),
        ("2022-01", "2022-06", "flow"),
        (2022, 2023),
        False,
    ),
    (
        "a year by a quarter",
        ("2022", "2022", None, "change"),
        ("2022-01", "2022-03", "change"),
        (2022, 2023),
        False,
    ),
    ("a year by five years", ("2022", "2022", None, "flow"), ("2018", "2022", "flow"), (2022, 2023), False),
    ("a year by its end", ("2022", "2022", None, "stock"), (None, "2022-12", "stock"), (2022, 2023), True),
    (
        "a year by its middle",
        ("2022", "2022", None, "stock"),
        (None, "2022-06", "stock"),
        (2022, 2023),
        False,
    ),
    ("2025 by the state in 2025", (None, "2025", None, "stock"), (None, "2025", "stock"), (2021, 2026), True),
    ("2025 on the way", (None, "2025", None, "stock"), (None, "2023", "stock"), (2021, 2024), True),
    ("2025 by what was before", (None, "2025", None, "stock"), (None, "2020", "stock"), (2021, 2021), False),
    (
        "each year by one year",
        ("2021", "2025", "yearly", "flow"),
        ("2022", "2022", "flow"),
        (2021, 2023),
        True,
    ),
    (
        "each year by the sum",
        ("2021", "2025", "yearly", "flow"),
        ("2021", "2025", "flow"),
        (2021, 2026),
        False,
    ),
    ("a span by its sum", ("2021", "2025", None, "flow"), ("2021", "2025", "flow"), (2021, 2026), True),
    ("a span by a sum so far", ("2021", "2025", None, "flow"), ("2021", "2023", "flow"), (2021, 2024), True),
    ("a span by one year", ("2021", "2025", None, "flow"), ("2022", "2022", "flow"), (2021, 2023), False),
    (
        "a running sum by one year",
        ("2021", "2025", None, "cumulative"),
        ("2022", "2022", "flow"),
        (2021, 2023),
        False,
    ),
    (
        "a running sum so far",
        ("2021", "2025", None, "cumulative"),
        ("2021", "2023", "cumulative"),
        (2021, 2024),
        True,
    ),
    (
        "a quarter by itself",
        ("2022-01", "2022-03", None, "flow"),
        ("2022-01", "2022-03", "flow"),
        (2022, 2023),
        True,
    ),
    (
        "a quarter by the year",
        ("2022-01", "2022-03", None, "flow"),
        ("2022", "2022", "flow"),
        (2022, 2023),
        False,
    ),
    ("a flow within its year", ("2022", "2022", None, "flow"), ("2022", "2022", "flow"), (2022, 2022), False),
    ("a result told before", ("2022", "2022", None, "flow"), ("2022", "2022", "flow"), (2023, 2022), False),
]


@pytest.mark.parametrize(
    ("promise", "result", "years", "expected"), [case[1:] for case in CASES], ids=[c[0] for c in CASES]
)
def test_periods(
    promise: tuple[str | None, str, str | None, str],
    result: tuple[str | None, str, str],
    years: tuple[int, int],
    expected: bool,
) -> None:
    start, end, frequency, measure = promise
    name = "新增学位" if measure == "flow" else "学位总量"
    made, told = document(years[0]), document(years[1], name=f"{years[1]}-2")
    target = item(
        made,
        name,
        "500个",
        500,
        "个",
        status="target",
        measure=measure,
        period_start=start,
        period_end=end,
        frequency=frequency,
    )
    first, last, kind = result
    found = item(told, name, "520个", 520, "个", measure=kind, period_start=first, period_end=last)
    in_time = found.span.last in years_asked(target)
    assert bool(in_time and admissible(target, found)) is expected


@pytest.mark.parametrize(("due", "answered"), [(2022, True), (2023, False)])
def test_a_document_answers_an_older_promise_that_it_quotes(due: int, answered: bool) -> None:
    """没有完成500个的年度目标 stands beside its result; an aim for this year is not answered in it."""
    told = document(2023)
    target = item(told, "新增学位", "500个", 500, "个", status="target", year=due)
    found = item(told, "新增学位", "463个", 463, "个", year=due)
    assert bool(admissible(target, found)) is answered


def test_a_report_of_the_last_days_of_a_year_tells_of_that_year() -> None:
    made, told = document(2022), document(2022, name="late", date="2022-12-30")
    target = item(made, "新增学位", "500个", 500, "个", status="target", year=2022)
    assert admissible(target, item(told, "新增学位", "520个", 520, "个", year=2022)) == 1


def test_a_reply_without_a_date_may_be_answered_in_its_year_or_the_next() -> None:
    reply = document(2022, doc_type="答复")
    assert years_asked(item(reply, "新增学位", "500个", 500, "个", status="target")) == [2022, 2023]
    report = document(2022)
    assert years_asked(item(report, "新增学位", "500个", 500, "个", status="target")) == [2022]


def test_a_mean_concentration_is_no_mean_over_years() -> None:
    plain = item(
        document(2023), "PM2.5年均浓度", "32微克/立方米", 32, "微克/立方米", measure="share", year=2022
    )
    mean = item(document(2023), "学位年均增长", "8%", 8, "%", measure="change", year=2022)
    assert not plain.span.yearly
    assert mean.span.yearly


def test_a_span_without_words_of_time_is_the_documents_year() -> None:
    span = span_of(figure("新增学位", "500个", 500, "个"), document(2022))
    assert (span.first, span.last, span.partial) == (2022, 2022, False)


# measure, promised and reported value, period_text of the result: does a window answer its last year?
WINDOWS = [
    ("change", 6, 5.2, None, True),  # 五年来，…。…增长5.2%。
    ("change", 6, 5.2, "五年来", True),  # the words stand in the sentence before
    ("change", 6, 45, None, False),  # plainly the growth of five years
    ("share", 5.5, 5.1, None, True),
    ("flow", 500, 2600, None, False),
]


@pytest.mark.parametrize(("measure", "promised", "reported", "words", "expected"), WINDOWS)
def test_a_window_that_an_earlier_sentence_opened(
    measure: str, promised: float, reported: float, words: str | None, expected: bool
) -> None:
    unit = "个" if measure == "flow" else "%"
    target = item(
        document(2022),
        "新增学位",
        f"{promised}{unit}",
        promised,
        unit,
        status="target",
        measure=measure,
        year=2022,
    )
    result = item(
        document(2023),
        "新增学位",
        f"{reported}{unit}",
        reported,
        unit,
        measure=measure,
        period_start="2018",
        period_end="2022",
    )
    told = replace(result.figure, period_text=words)
    (found,) = items_of(document(2023), [told], namer())
    assert bool(admissible(target, found)) is expected


def test_a_window_of_its_own_sentence_stands() -> None:
    told = figure(
        "地区生产总值增速",
        "5.2%",
        5.2,
        "%",
        measure="change",
        period_start="2018",
        period_end="2022",
        sentence="五年来，地区生产总值增长5.2%。",
    )
    span = span_of(replace(told, period_text="五年来"), document(2023))
    assert (span.years, span.narrowed) == (5, False)
