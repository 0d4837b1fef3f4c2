"""The report in a browser: both ways between opinions and text, filters, keyboard, axe, length."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from report import samples

from proposal_check.model.document import Anchor, Cell, Paragraph, Place, Section, Table
from proposal_check.model.finding import Review
from proposal_check.model.submission import Submission
from proposal_check.overlap.library import load_library
from proposal_check.packs.load import load_pack
from proposal_check.report.audience import for_applicant
from proposal_check.report.to_html import write_html
from proposal_check.review.paths import review_paths

if TYPE_CHECKING:
    from playwright.sync_api import Page

ROOT = Path(__file__).parents[2]
VISIBLE = "#list article:not([hidden])"


@pytest.fixture(scope="session")
def faulty() -> Review:
    folder = ROOT / "corpora" / "examples" / "faulty"
    library = load_library(ROOT / "corpora" / "registers")
    return review_paths([folder], load_pack("linan"), library).review


@pytest.fixture(scope="session")
def report(faulty: Review, tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("report") / "report.html"
    write_html(faulty, load_pack("linan"), path)
    return path.as_uri()


def long_review(chapters: int = 60) -> Review:
    """Make a review of some 300 pages: 4200 paragraphs, 60 tables of 30 rows, 200 opinions."""
    blocks: list[Paragraph | Table] = []
    sections = []
    for chapter in range(chapters):
        start = len(blocks)
        blocks.append(Paragraph(Place(start, start // 15 + 1), f"第{chapter}章", kind="heading", level=1))
        for number in range(70):
            at = len(blocks)
            blocks.append(
                Paragraph(Place(at, at // 15 + 1), f"第{number}段，" + "系统建设内容说明" * 12 + "。")
            )
        at = len(blocks)
        place = Place(at, at // 15 + 1)
        cells = tuple(Cell(r, c, 1, 1, f"{r}-{c}", place) for r in range(1, 31) for c in range(1, 8))
        blocks.append(Table(place, cells, 30, 7, caption=f"表{chapter}"))
        sections.append(Section(None, f"第{chapter}章", 1, start, len(blocks)))
    base = samples.review(200)
    main = replace(base.submission.main, blocks=tuple(blocks), sections=tuple(sections))
    spread = [
        replace(f, anchors=(Anchor(i * 21 + 2, 0, 4, blocks[i * 21 + 2].text[:4]),))
        for i, f in enumerate(base.findings)
    ]
    return replace(base, submission=Submission((main,)), findings=tuple(spread))


def violations(page: "Page", axe: str) -> list[Any]:
    page.evaluate(axe)
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    return [(v["id"], v["impact"], [n["html"][:160] for n in v["nodes"][:3]]) for v in found["violations"]]


def test_nothing_is_asked_of_the_network(page: "Page", report: str) -> None:
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(report)
    assert asked == [report]
    assert said == []


def test_an_opinion_leads_to_the_text_and_back(page: "Page", report: str) -> None:
    page.goto(report)
    link = page.locator("#list a.place").first
    target = link.get_attribute("href") or ""
    link.click()
    place = page.locator(target)
    assert place.evaluate("e => e === document.activeElement")
    assert place.evaluate(IN_VIEW)
    place.locator("a.pin").first.click()
    back = page.evaluate("document.activeElement.id")
    assert back.startswith("f-")
    assert page.locator(f"[id='{back}']").evaluate(IN_VIEW)


def test_a_highlight_leads_to_its_opinion(page: "Page", report: str) -> None:
    page.goto(report)
    mark = page.locator("#document mark").last
    target = mark.get_attribute("data-to")
    mark.click()
    assert page.evaluate("document.activeElement.id") == target


def test_every_link_leads_somewhere(page: "Page", report: str) -> None:
    page.goto(report)
    dead = page.evaluate(
        "[...document.querySelectorAll('a[href^=\"#\"]')].map(a => a.hash.slice(1))"
        ".filter(id => !document.getElementById(id))"
    )
    assert dead == []


def test_filters_and_search(page: "Page", report: str) -> None:
    page.goto(report)
    everything = page.locator(VISIBLE).count()
    page.locator("input[name=look][value=must]").uncheck()
    assert page.locator(f"{VISIBLE}.must").count() == 0
    assert 0 < page.locator(VISIBLE).count() < everything
    page.locator("input[name=look][value=must]").check()
    page.locator("#search").fill("LA-T08")
    assert page.locator(VISIBLE).count() == 1
    page.locator("#search").fill("查无此条")
    assert page.locator("#none").is_visible()
    page.locator("#search").fill("")
    assert page.locator(VISIBLE).count() == everything


def test_keyboard(page: "Page", report: str) -> None:
    page.goto(report)
    press = page.keyboard.press
    active = "document.activeElement.id"
    press("j")
    first = page.evaluate(active)
    press("j")
    second = page.evaluate(active)
    press("k")
    assert page.evaluate(active) == first != second
    press("Enter")
    assert str(page.evaluate(active)).startswith("d0b")
    press("Escape")
    assert page.evaluate(active) == first
    press("/")
    assert page.evaluate(active) == "search"
    page.keyboard.type("jk/")
    assert page.locator("#search").input_value() == "jk/"
    press("Escape")
    assert page.evaluate(active) != "search"
    page.locator("summary", has_text="键盘").click()
    page.locator("#keys").uncheck()
    page.locator("#list").focus()
    press("j")
    assert page.evaluate(active) == "list"


def test_everything_is_readable_without_scripts(browser: Any, report: str) -> None:
    page = browser.new_context(java_script_enabled=False, offline=True).new_page()
    page.goto(report)
    assert page.locator(VISIBLE).count() > 10
    assert not page.locator("#filters").is_visible()


def test_print_shows_every_opinion(page: "Page", report: str) -> None:
    page.goto(report)
    page.locator("#search").fill("查无此条")
    page.emulate_media(media="print")
    assert page.locator("#list article").first.is_visible()
    assert not page.locator("#document").is_visible()


def test_axe_would_find_something(page: "Page", axe: str) -> None:
    page.set_content('<html lang="zh"><title>x</title><main><h1>x</h1><input></main>')
    assert [name for name, *_ in violations(page, axe)] == ["label"]


@pytest.mark.parametrize("width", [1440, 400])
def test_axe_finds_nothing(page: "Page", report: str, axe: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(report)
    assert violations(page, axe) == []


@pytest.mark.parametrize("count", [0, 12])
def test_axe_finds_nothing_in_other_reports(page: "Page", axe: str, count: int, tmp_path: Path) -> None:
    path = tmp_path / "report.html"
    write_html(samples.review(count), samples.pack(tmp_path), path)
    page.goto(path.as_uri())
    assert violations(page, axe) == []


def test_the_applicants_edition_shows_no_other_text(page: "Page", faulty: Review, tmp_path: Path) -> None:
    path = tmp_path / "report.html"
    write_html(for_applicant(faulty), load_pack("linan"), path)
    page.goto(path.as_uri())
    assert page.locator(VISIBLE).count() > 10
    assert "不对外提供" in page.locator("main").inner_text()


def test_three_hundred_pages_are_shown_whole(page: "Page", tmp_path: Path) -> None:
    path = tmp_path / "report.html"
    write_html(long_review(), samples.pack(tmp_path), path)
    page.goto(path.as_uri())
    assert page.locator(VISIBLE).count() > 10
    for _ in range(20):
        page.keyboard.press("j")
    assert page.locator(".current").count() == 1


IN_VIEW = """(e) => {
  const box = e.getBoundingClientRect();
  return box.bottom > 0 && box.top < innerHeight;
}"""
