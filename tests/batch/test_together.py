"""A small quarter from end to end: one function of three units, one project in two parts, two drafts."""

from datetime import date
from pathlib import Path

import pytest
from docx import Document

from proposal_check.batch import run_batch
from proposal_check.batch.options import Options
from proposal_check.batch.summary import Summary

PROJECTS = {
    "卫健": ("会议室预约系统", "××市卫生健康局", ("会议室预约", "医废称重登记"), 48),
    "教育": ("校务办公系统", "××市教育局", ("会议室预订", "教师职称申报"), 56),
    "教育新稿": ("校务办公系统", "××市教育局", ("会议室预订", "教师职称申报", "食堂陪餐登记"), 58),
    "交通": ("交通办公系统", "××市交通运输局", ("会议室预约管理", "桥梁健康监测"), 62),
    "水利甲": ("水库安全监测系统（大坝部分）", "××市水利局", ("大坝渗流监测", "大坝位移监测"), 45),
    "水利乙": ("水库安全监测系统（水雨情部分）", "××市水利局", ("雨量自动测报", "水位远程测报"), 40),
}


def write(folder: Path, project: str, unit: str, modules: tuple[str, ...], total: int) -> None:
    document = Document()
    for line in (f"{project}建设方案", f"建设单位：{unit}", "2026年8月"):
        document.add_paragraph(line)
    document.add_heading("一、项目的基本概述", 1)
    document.add_heading("（一）项目名称", 2)
    document.add_paragraph(project)
    document.add_heading("（二）项目建设单位", 2)
    document.add_paragraph(f"项目建设单位为{unit}。")
    document.add_heading("（三）项目总投资", 2)
    document.add_paragraph(f"项目总投资{total}万元。")
    document.add_heading("二、建设内容", 1)
    for number, module in zip("一二三", modules, strict=False):
        document.add_heading(f"（{number}）{module}", 2)
        document.add_paragraph(f"{module}按照{unit}的办公习惯设计，{module[:2]}的每一步都有记录可查。" * 2)
    folder.mkdir()
    document.save(str(folder / "建设方案.docx"))


@pytest.fixture(scope="module")
def summary(tmp_path_factory: pytest.TempPathFactory) -> Summary:
    folder = tmp_path_factory.mktemp("季度")
    (folder / "收件").mkdir()
    for name, project in PROJECTS.items():
        write(folder / "收件" / name, *project)
    return run_batch(folder / "收件", folder / "出", Options("qingpu", date(2026, 8, 1)))


def test_a_function_of_three_units_is_worth_a_word_on_building_it_once(summary: Summary) -> None:
    shared = next(c for c in summary.functions if c.together)
    assert shared.members == ("交通", "卫健", "教育", "教育新稿")
    assert len(shared.units) == 3


def test_parts_that_stay_below_an_amount_alone_are_asked_about_with_the_clause(summary: Summary) -> None:
    (asked,) = [f for f in summary.portfolio if f.rule == "批次比对"]
    assert set(asked.members) == {"水利甲", "水利乙"}
    assert "合计85万元（投资不超过50万元的可按备案评审）" in asked.message
    assert asked.outcome.value == "needs_review"
    assert any("第十七条" in basis for basis in asked.basis)


def test_drafts_of_one_unit_are_one_group_of_wording(summary: Summary) -> None:
    assert summary.shared.clusters == (("教育", "教育新稿"),)
    assert [{pair.one, pair.other} for pair in summary.shared.pairs] == [{"教育", "教育新稿"}]
