"""The page in headless Chromium: no network, no errors, no accessibility violations, usable by keyboard and on paper."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from policytext.show import write_report

BROWSER = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
FLAGS = ["--no-sandbox", "--disable-dev-shm-usage"]


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


def test_no_network_and_no_errors(opened, path) -> None:
    assert opened.asked == [path.as_uri()]
    assert opened.complaints == []


@pytest.mark.parametrize("width", [1100, 320])
def test_no_accessibility_violations(opened, width) -> None:
    from axe_playwright_python.sync_playwright import Axe

    opened.set_viewport_size({"width": width, "height": 900})
    opened.evaluate("document.querySelectorAll('details').forEach((d) => { d.open = true; })")
    tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]
    found = Axe().run(opened, options={"runOnly": {"type": "tag", "values": tags}})
    assert found.violations_count == 0, found.generate_report()


def test_tables_sort_by_keyboard(opened) -> None:
    def names():
        return opened.locator("#group-1 tbody th").all_inner_texts()

    before = names()
    button = opened.locator("#group-1 thead button").nth(3)
    button.focus()
    opened.keyboard.press("Enter")
    values = [float(text) for text in opened.locator("#group-1 tbody tr td:nth-of-type(3)").all_inner_texts()]
    assert values == sorted(values)
    assert opened.locator("#group-1 th[aria-sort=ascending]").count() == 1
    opened.keyboard.press("Enter")
    assert opened.locator("#group-1 th[aria-sort=descending]").count() == 1
    assert sorted(names()) == sorted(before)


def test_tables_filter_by_keyboard(opened) -> None:
    opened.locator("input[data-filter=group-1]").focus()
    opened.keyboard.type("漪城")
    assert opened.locator("#group-1 tbody tr:visible").count() == 1
    assert opened.locator("#group-1-n").inner_text() == "1/8"


def test_a_number_opens_to_its_evidence_by_keyboard(opened) -> None:
    link = opened.locator("#group-1 tbody tr").first.locator("td a")
    target = link.get_attribute("href")[1:]
    link.focus()
    opened.keyboard.press("Enter")
    section = opened.locator(f"details#{target}[open]")
    section.wait_for(timeout=5000)
    assert section.locator("mark").first.is_visible()


def test_without_javascript_everything_can_be_read(browser, path) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(path.as_uri())
    assert page.locator("#group-1 tbody tr").count() == 8
    assert page.locator("input:visible").count() == 0
    page.locator("details.unit summary").first.click()
    assert page.locator("details.unit").first.locator("ol.items li").first.is_visible()
    context.close()


def test_a_narrow_screen_does_not_scroll_sideways(opened) -> None:
    opened.set_viewport_size({"width": 320, "height": 700})
    opened.evaluate("document.querySelectorAll('details').forEach((d) => { d.open = true; })")
    assert opened.evaluate("document.documentElement.scrollWidth") <= 320


def test_it_prints_whole_on_a4(opened, path, tmp_path) -> None:
    pypdfium2 = pytest.importorskip("pypdfium2")
    target = tmp_path / "report.pdf"
    command = [BROWSER, "--headless", *FLAGS, "--no-pdf-header-footer", f"--print-to-pdf={target}", path.as_uri()]
    subprocess.run(command, check=True, capture_output=True, timeout=60)
    document = pypdfium2.PdfDocument(target)
    width, height = document[0].get_size()
    assert (round(width), round(height)) == (595, 842)
    text = "".join(page.get_textpage().get_text_range() for page in document)
    assert "理由" in text, "the units' sections are open on paper"
