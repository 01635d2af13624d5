"""The page in headless Chromium: no network, no errors, no accessibility violations, usable by keyboard and on paper."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pypdfium2
import pytest

from policytext.show import Options, write_report, write_units

BROWSER = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
FLAGS = ["--no-sandbox", "--disable-dev-shm-usage"]
AXE = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]
OPEN_SOME = "document.querySelectorAll('details:nth-of-type(-n+2)').forEach((d) => { d.open = true; })"
OPEN_ALL = "document.querySelectorAll('details').forEach((d) => { d.open = true; })"


@pytest.fixture(scope="module", autouse=True)
def browser_is_there() -> None:
    if not BROWSER:
        if os.environ.get("CI"):
            pytest.fail("there is no Chromium; .ci/run installs it")
        pytest.skip("no Chromium on this machine: install the package chromium to run these tests")


@pytest.fixture(scope="module")
def path(demo, tmp_path_factory) -> Path:
    target = tmp_path_factory.mktemp("page") / "report.html"
    write_report(demo, target)
    return target


@pytest.fixture(scope="module")
def browser():
    playwright = pytest.importorskip("playwright.sync_api")
    with playwright.sync_playwright() as started:
        launched = started.chromium.launch(executable_path=BROWSER, args=FLAGS)
        yield launched
        launched.close()


@pytest.fixture
def opened(browser, path):
    """A page that is open, with what it asked of the network and what it complained of."""
    page = browser.new_page(viewport={"width": 1100, "height": 900})
    page.asked, page.complaints = [], []
    page.on("request", lambda request: page.asked.append(request.url))
    page.on("console", lambda message: page.complaints.append(message.text))
    page.on("pageerror", lambda error: page.complaints.append(str(error)))
    page.goto(path.as_uri())
    yield page
    page.close()


def violations(page) -> list[str]:
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(page, options={"runOnly": {"type": "tag", "values": AXE}, "resultTypes": ["violations"]})
    return [f"{each['id']}: {each['nodes'][0]['html'][:200]}" for each in found.response["violations"]]


def press_tab_to(page, selector: str) -> None:
    """Walk with the tab key until the element has the focus: nothing on the way may keep it."""
    for _ in range(200):
        page.keyboard.press("Tab")
        if page.evaluate("(selector) => document.activeElement.matches(selector)", selector):
            return
    pytest.fail(f"the tab key does not lead to {selector}")


def test_no_network_and_no_errors(opened, path) -> None:
    assert opened.asked == [path.as_uri()]
    assert opened.complaints == []


@pytest.mark.parametrize("width", [1100, 320])
def test_no_accessibility_violations(opened, width) -> None:
    opened.set_viewport_size({"width": width, "height": 900})
    opened.evaluate(OPEN_SOME)
    assert opened.locator("details.unit[open]").count() == 2, "all units are made alike; checking every one takes long"
    assert violations(opened) == []


def test_no_accessibility_violations_in_english_and_on_the_pages_of_a_folder(
    browser, demo, tmp_path, monkeypatch
) -> None:
    monkeypatch.setattr("policytext.show.report.draw_figures", lambda *_: [])
    write_units(demo, tmp_path, Options(lang="en", ranks=True))
    page = browser.new_page()
    for file in ("index.html", "漪城县.html"):
        page.goto((tmp_path / file).as_uri())
        assert violations(page) == [], file
    page.close()


def test_tables_sort_by_keyboard(opened) -> None:
    def names():
        return opened.locator("#group-1 tbody th").all_inner_texts()

    def values():
        return [float(text) for text in opened.locator("#group-1 tbody tr td:nth-of-type(3)").all_inner_texts()]

    before = names()
    press_tab_to(opened, "#group-1 th:nth-child(4) button")
    opened.keyboard.press("Enter")
    assert values() == sorted(values())
    assert opened.locator("#group-1 th[aria-sort=ascending]").count() == 1
    opened.keyboard.press("Space")
    assert values() == sorted(values(), reverse=True)
    assert opened.locator("#group-1 th[aria-sort=descending]").count() == 1
    opened.keyboard.press("Enter")
    assert names() == before, "the third time gives the order of the page back"
    assert opened.locator("#group-1 th[aria-sort]").count() == 0


def test_words_of_heads_are_outside_the_buttons(opened) -> None:
    """Chromium prints no words of a button where it repeats the head of a table on the next sheet."""
    heads = opened.locator("table[data-sort] thead th")
    assert all(heads.all_text_contents())
    assert set(opened.locator("table[data-sort] thead th button").all_text_contents()) == {""}
    named = opened.locator("#group-1 th:nth-child(4) button").get_attribute("aria-label")
    assert named.startswith("具体性指数"), "for who does not see the head"


def test_counts_sort_by_their_share_and_missing_cells_last(opened) -> None:
    opened.locator("#heat-1 th:nth-child(5) button").click()
    shares = [text.split("/") for text in opened.locator("#heat-1 tbody td:nth-of-type(4)").all_inner_texts()]
    numbers = [int(share[0]) / int(share[1]) for share in shares if len(share) == 2]
    assert numbers == sorted(numbers)
    assert len(shares[-1]) == 1, "岫云县 has no report for 2019"


def test_tables_filter_by_keyboard(opened) -> None:
    press_tab_to(opened, "#groups .filter input")
    opened.keyboard.type("漪城")
    assert opened.locator("#group-1 tbody tr:visible").count() == 1
    assert opened.locator("#groups .filter [role=status]").inner_text() == "1/8"
    for _ in range(2):
        opened.keyboard.press("Backspace")
    assert opened.locator("#group-1 tbody tr:visible").count() == 8


def test_a_number_opens_to_its_evidence_by_keyboard(opened) -> None:
    press_tab_to(opened, "#group-1 tbody td a")
    target = opened.evaluate("document.activeElement.getAttribute('href').slice(1)")
    heading = opened.locator(f"id={target}")
    assert not heading.is_visible()
    opened.keyboard.press("Enter")
    heading.wait_for(state="visible", timeout=5000)
    opened.wait_for_function(
        "(id) => Math.abs(document.getElementById(id).getBoundingClientRect().top) < 200", arg=target
    )
    assert opened.locator("details.unit[open] mark").first.is_visible()


def test_the_same_link_opens_its_evidence_again(opened) -> None:
    link = opened.locator("#group-1 tbody td a").first
    link.click()
    section = opened.locator("details.unit[open]")
    section.locator("summary").first.click()
    assert section.count() == 0
    link.click()
    section.wait_for(state="visible", timeout=5000)


def test_an_address_with_a_unit_opens_it(browser, path) -> None:
    page = browser.new_page()
    page.goto(path.as_uri())
    target = page.locator("details.unit").nth(2).get_attribute("id")
    page.goto("about:blank")
    page.goto(f"{path.as_uri()}#{target}")
    assert page.locator("details.unit[open]").get_attribute("id") == target
    page.close()


def test_without_javascript_everything_can_be_read(browser, path) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(path.as_uri())
    assert page.locator("#group-1 tbody tr").count() == 8
    assert page.locator("input, button").count() == 0, "no control that does nothing"
    # By keyboard: figures take their height as they come into view, and a click while they do so may miss.
    page.locator("details.unit summary").first.press("Enter")
    assert page.locator("details.unit").first.locator(".items li").first.is_visible()
    context.close()


def test_a_narrow_screen_does_not_scroll_sideways(opened) -> None:
    opened.set_viewport_size({"width": 320, "height": 700})
    opened.evaluate(OPEN_ALL)
    assert opened.evaluate("document.documentElement.scrollWidth") <= 320
    assert opened.evaluate(
        "[...document.querySelectorAll('.scroll')].every((r) => r.tabIndex === 0 && r.getAttribute('aria-label'))"
    )


def test_paper_shows_all_and_the_screen_is_as_before(opened) -> None:
    def closed():
        return opened.locator("details:not([open])").count()

    before = closed()
    assert before > 0
    opened.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert closed() == 0
    opened.evaluate("dispatchEvent(new Event('afterprint'))")
    assert closed() == before


def test_paper_shows_all_without_javascript(browser, path) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(path.as_uri())
    document = pypdfium2.PdfDocument(page.pdf(prefer_css_page_size=True))
    assert any("理由" in sheet.get_textpage().get_text_range() for sheet in document)
    context.close()


def test_it_prints_whole_on_a4(path, tmp_path) -> None:
    target = tmp_path / "report.pdf"
    command = [BROWSER, "--headless", *FLAGS, "--no-pdf-header-footer", f"--print-to-pdf={target}", path.as_uri()]
    subprocess.run(command, check=True, capture_output=True, timeout=60)
    document = pypdfium2.PdfDocument(target)
    width, height = document[0].get_size()
    assert (round(width), round(height)) == (595, 842)
    texts = [page.get_textpage().get_text_range() for page in document]
    assert any("理由" in text for text in texts), "the units' sections are open on paper"
    assert not any("筛选" in text for text in texts), "controls stay off the paper"
    assert all(text.strip() for text in texts), "no page is empty"
