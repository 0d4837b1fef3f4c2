"""A batch's summary.html in a browser: no network, axe clean, legible with two hundred submissions."""

from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from e2e.test_report import violations

from proposal_check.batch.portfolio import PortfolioFinding
from proposal_check.batch.row import Problem, Row
from proposal_check.batch.shared import Pair, Shared
from proposal_check.batch.summary import Summary, summarise
from proposal_check.batch.summary_html import write_summary_html
from proposal_check.model.finding import Outcome
from proposal_check.packs.load import load_pack
from proposal_check.review.waivers import WaiverAccount

if TYPE_CHECKING:
    from playwright.sync_api import Page


def made(count: int) -> Summary:
    """Make a summary of `count` submissions, every tenth of them not reviewed."""
    problems = (Problem("LA-F03", "扉页缺少必备内容", "must", 1),)
    rows = [
        Row(f"{i:03d} 申报件", "unreadable", "文件是空的。")
        if i % 10 == 9
        else Row(
            f"{i:03d} 申报件", "reviewed", project=f"第{i}项目建设方案", unit=f"第{i % 7}局",
            total_yuan=f"{i}0000", conclusion="revise", conclusion_words="修改后再报", must=1,
            letter=f"submissions/{i}/letter.docx", problems=problems, modules=("停车缴费", f"业务{i}"),
        )
        for i in range(count)
    ]  # fmt: skip
    names = tuple(r.name for r in rows if r.status == "reviewed")
    shares = tuple(tuple(1.0 if a == b else likeness(a, b) for b in names) for a in names)
    pairs = tuple(Pair(a, b, 0.6, "相同的文字", "相同的文字") for a, b in pairwise(names))
    shared = Shared(names, shares, pairs[:5], (names[:3],) if len(names) > 2 else ())
    over = PortfolioFinding(
        "QP-16", "过多", "should", Outcome.FAIL, "超过2个。", "请合并。", ("办法七",), names[:3]
    )
    account = WaiverAccount(date(2026, 1, 1))
    return summarise(rows, shared, [over] if names else [], account, load_pack("linan"))


def likeness(one: str, other: str) -> float:
    return (int(one[:3]) * int(other[:3]) % 97) / 97


@pytest.mark.parametrize(("count", "width"), [(0, 1440), (12, 1440), (12, 400), (200, 1440)])
def test_axe_finds_nothing(page: "Page", axe: str, count: int, width: int, tmp_path: Path) -> None:
    path = tmp_path / "summary.html"
    write_summary_html(made(count), path)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(path.as_uri())
    assert asked == [path.as_uri()]
    assert violations(page, axe) == []


def test_the_page_is_no_wider_than_the_window(page: "Page", tmp_path: Path) -> None:
    path = tmp_path / "summary.html"
    write_summary_html(made(200), path)
    page.goto(path.as_uri())
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_clusters_are_framed_and_must_fixes_stand_out(page: "Page", tmp_path: Path) -> None:
    path = tmp_path / "summary.html"
    write_summary_html(made(12), path)
    page.goto(path.as_uri())
    assert page.locator("table.heat td.same").count() == 9
    assert page.locator("td.n.must").count() == 11
    assert page.locator("table.heat tbody td").count() == page.locator("table.heat tbody tr").count() ** 2
