"""The report in a real Chromium: sorting, filtering, jumping, no error, no request leaves the page."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from talentdocs.report.html import render
from talentdocs.report.write import write_pages

from .making import bundle, many
from .test_html import hostile

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
DRIVER = shutil.which("chromedriver")

selenium = pytest.importorskip("selenium")
pytestmark = pytest.mark.skipif(not (CHROMIUM and DRIVER), reason="no chromium with its driver")

Browser = Any


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    from selenium import webdriver

    options = webdriver.ChromeOptions()
    options.binary_location = CHROMIUM or ""
    for argument in (
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-dev-shm-usage",
        "--force-prefers-reduced-motion",
    ):
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    driver = webdriver.Chrome(options=options, service=webdriver.ChromeService(DRIVER))
    driver.set_window_size(1280, 900)
    yield driver
    driver.quit()


def visit(browser: Browser, folder: Path, given: Any, *, anchor: str = "", paged: bool = False) -> str:
    """Write the report, open it, and return its address."""
    (page, *_) = write_pages(folder, render(given, paged=paged))
    browser.get_log("browser")
    browser.get_log("performance")
    browser.get("about:blank")
    address = page.as_uri()
    browser.get(address + anchor)
    return address


def visible(browser: Browser) -> list[str]:
    """The first cells of the visible rows of the table of targets."""
    return list(
        browser.execute_script(
            "return [...document.querySelectorAll('#all tbody tr')].filter(r => r.offsetParent !== null)"
            ".map(r => r.cells[2].textContent.trim())"
        )
    )


def choose(browser: Browser, name: str, value: str) -> None:
    browser.execute_script(
        "const f = document.querySelector('.filters').elements[arguments[0]]; f.value = arguments[1];"
        "f.dispatchEvent(new Event('input', {bubbles: true}))",
        name,
        value,
    )


def head(browser: Browser, column: int) -> Any:
    return browser.find_elements("css selector", "#all thead th")[column]


def requests_of(browser: Browser) -> list[str]:
    """Addresses that the browser asked for."""
    entries = [json.loads(entry["message"])["message"] for entry in browser.get_log("performance")]
    return [
        str(entry["params"]["request"]["url"])
        for entry in entries
        if entry["method"] == "Network.requestWillBeSent"
    ]


def test_a_click_on_a_head_sorts_by_number_and_a_second_one_turns_round(
    browser: Browser, tmp_path: Path
) -> None:
    visit(browser, tmp_path, many(30))
    button = head(browser, 2).find_element("tag name", "button")
    button.click()
    assert head(browser, 2).get_attribute("aria-sort") == "ascending"
    assert visible(browser) == [f"{n}个" for n in range(1, 31)]
    button.click()
    assert head(browser, 2).get_attribute("aria-sort") == "descending"
    assert visible(browser) == [f"{n}个" for n in range(30, 0, -1)]


def test_filters_add_up_and_say_how_many_are_left(browser: Browser, tmp_path: Path) -> None:
    visit(browser, tmp_path, many(30))
    choose(browser, "verdict", "missed")
    assert len(visible(browser)) == 10
    choose(browser, "due", "2023")
    assert visible(browser) == ["4个", "19个"]
    assert "2" in browser.find_element("css selector", ".count").text
    choose(browser, "words", "19个")
    assert visible(browser) == ["19个"]
    browser.find_element("css selector", ".filters button[type=reset]").click()
    assert len(browser.find_elements("css selector", "#all tbody tr")) == 30
    browser.execute_async_script("setTimeout(arguments[0], 50)")
    assert len(visible(browser)) == 30


def test_a_verdict_at_the_top_presets_the_filter(browser: Browser, tmp_path: Path) -> None:
    visit(browser, tmp_path, many(30))
    browser.find_element("css selector", ".verdicts a[data-value=met]").click()
    browser.execute_async_script("setTimeout(arguments[0], 50)")
    assert len(visible(browser)) == 10


def test_a_long_table_shows_its_first_rows_and_more_on_demand(browser: Browser, tmp_path: Path) -> None:
    visit(browser, tmp_path, many(450))
    assert len(visible(browser)) == 200
    browser.find_element("css selector", ".rest button").click()
    assert len(visible(browser)) == 450
    choose(browser, "words", "451个")
    assert visible(browser) == []


def test_a_row_jumps_to_its_words_in_the_folded_document(browser: Browser, tmp_path: Path) -> None:
    visit(browser, tmp_path, bundle())
    assert not browser.find_element("id", "d1").get_property("open")
    browser.find_element("css selector", "#all tbody tr .jump").click()
    browser.execute_async_script("setTimeout(arguments[0], 700)")
    assert browser.find_element("id", "d1").get_property("open")
    mark = browser.switch_to.active_element
    assert mark.text == "4500人"
    box = browser.execute_script(
        "const b = arguments[0].getBoundingClientRect(); return [b.top, b.bottom]", mark
    )
    assert 0 <= box[0] < box[1] <= browser.execute_script("return innerHeight")


def test_an_address_with_a_place_opens_there(browser: Browser, tmp_path: Path) -> None:
    visit(browser, tmp_path, bundle(), anchor="#d2-9")
    assert browser.find_element("id", "d2").get_property("open")
    assert browser.find_element("id", "d2-9").text == "4127人"


def test_pages_of_a_folder_lead_to_each_other(browser: Browser, tmp_path: Path) -> None:
    visit(browser, tmp_path, bundle(), paged=True)
    browser.find_element("css selector", "#all tbody tr .jump").click()
    assert browser.current_url.endswith("report_files/d1.html#d1-12")
    browser.find_element("css selector", "nav a").click()
    browser.find_element("css selector", "#all tbody th a").click()
    assert browser.current_url.endswith("report_files/p1.html#p1")


@pytest.mark.parametrize("given", [bundle(), many(40), hostile()], ids=["plain", "many", "hostile"])
def test_no_script_error_and_no_request_leaves_the_page(browser: Browser, tmp_path: Path, given: Any) -> None:
    address = visit(browser, tmp_path, given)
    browser.execute_async_script("setTimeout(arguments[0], 100)")
    assert browser.get_log("browser") == []
    outside = [url for url in requests_of(browser) if not url.startswith(("data:", "about:", address))]
    assert outside == []
    assert browser.execute_script("return document.querySelectorAll('script').length") == 1


def test_everything_can_be_read_without_script(browser: Browser, tmp_path: Path) -> None:
    browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    try:
        visit(browser, tmp_path, many(450))
        assert not browser.find_element("css selector", ".filters").is_displayed()
        rows = browser.find_elements("css selector", "#all tbody tr")
        assert len(rows) == 450
        assert rows[-1].is_displayed()
    finally:
        browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})


COLOURS = """
const lum = c => { const v = c.match(/[\\d.]+/g).slice(0, 3).map(x => { x /= 255;
  return x <= 0.03928 ? x / 12.92 : Math.pow((x + 0.055) / 1.055, 2.4); });
  return 0.2126 * v[0] + 0.7152 * v[1] + 0.0722 * v[2]; };
const ground = e => { for (let at = e; at; at = at.parentElement) {
  const c = getComputedStyle(at).backgroundColor;
  if (!/, 0\\)$/.test(c)) return c; } return 'rgb(255,255,255)'; };
const found = document.querySelectorAll('.verdict, .status, mark, small, a, dt, .source, thead th');
return [...found].map(e => {
  const a = lum(getComputedStyle(e).color), b = lum(ground(e));
  return [(Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05), e.className + ' ' + e.tagName]; });
"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_word_stands_out_from_its_ground(browser: Browser, tmp_path: Path, scheme: str) -> None:
    browser.execute_cdp_cmd(
        "Emulation.setEmulatedMedia", {"features": [{"name": "prefers-color-scheme", "value": scheme}]}
    )
    visit(browser, tmp_path, bundle())
    found = browser.execute_script(COLOURS)
    assert len(found) > 20
    assert [item for item in found if item[0] < 4.5] == []


def test_print_keeps_the_marks_as_brackets(browser: Browser, tmp_path: Path) -> None:
    visit(browser, tmp_path, bundle())
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    try:
        before = "return getComputedStyle(document.querySelector('.card mark'), '::before').content"
        assert "【" in browser.execute_script(before)
        assert not browser.find_element("css selector", ".filters").is_displayed()
        assert not browser.find_element("css selector", "nav").is_displayed()
        heads = browser.find_elements("css selector", "#all thead th")
        assert not any(button.is_displayed() for button in browser.find_elements("css selector", "th button"))
        assert [head.text for head in heads[:3]] == [
            "结论",
            "指标",
            "承诺",
        ]  # a button is not repeated on paper
    finally:
        browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})


def test_a_narrow_window_does_not_scroll_sideways(browser: Browser, tmp_path: Path) -> None:
    browser.set_window_size(500, 800)
    try:
        visit(browser, tmp_path, bundle())
        wide, window = browser.execute_script("return [document.documentElement.scrollWidth, innerWidth]")
        assert wide <= window
    finally:
        browser.set_window_size(1280, 900)
