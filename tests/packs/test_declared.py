"""Facts files: what is taken, and what a person is told."""

from pathlib import Path

import pytest

from proposal_check.errors import ConfigError
from proposal_check.packs.declared import load_declared


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("nature: 新建\ntotal_yuan: 1234500.5", {"nature": "新建", "total_yuan": 1234500.5}),
        ('{"has_hardware": true}', {"has_hardware": True}),
        (
            "attachments:\n  - 批复.pdf\n  - 数据资源目录.xlsx",
            {"attachments": ("批复.pdf", "数据资源目录.xlsx")},
        ),
        ("funding_source: no", {"funding_source": "no"}),
        ("submit_date: 2026-06-30", {"submit_date": "2026-06-30"}),
        ("participants: [××局, ××中心]", {"participants": ("××局", "××中心")}),
    ],
)
def test_takes(text: str, facts: dict[str, object], tmp_path: Path) -> None:
    (tmp_path / "f.yaml").write_text(text, "utf-8")
    assert load_declared(tmp_path / "f.yaml") == facts


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("natur: 新建", "不认识的名称“natur”"),
        ("total_yuan: 三百万", "单位为元"),
        ("total_yuan: true", "单位为元"),
        ("has_hardware: 是", "true 或 false"),
        ("nature: [新建, 改建]", "“nature”应为"),
        ("nature: 翻新", "“翻新”不在可用的值之中"),
        ("submit_date: 六月底", "“submit_date”应为：日期"),
        ("plan_year: 明年", "“plan_year”应为：数"),
        ("attachments: 批复.pdf", "附件名称的列表"),
        ("- 新建", "名称: 值"),
        ("a: b: c", "不是有效的"),
        ("natur: 1\nlevl: 2", "有 2 处错误"),
    ],
)
def test_refuses(text: str, said: str, tmp_path: Path) -> None:
    (tmp_path / "f.yaml").write_text(text, "utf-8")
    with pytest.raises(ConfigError, match=said):
        load_declared(tmp_path / "f.yaml")
