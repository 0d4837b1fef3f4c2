"""A pack that extends another: what it takes, what it may change, and how mistakes are told."""

from collections.abc import Callable
from pathlib import Path

import pytest

from proposal_check.errors import PackError
from proposal_check.model.finding import Severity
from proposal_check.packs.load import load_pack
from proposal_check.review import bind

PARENT = {
    "pack.toml": """\
id = "above"
version = "1"
title = "t"
authority = "a"
document_kind = "建设方案"
regulation = "r"
letter_title = "关于{project}的函"
notices = ["只属于上级"]
[conclusions]
ready = "通过"
revise = "修改"
rewrite = "重编"
needs_person = "核查"
""",
    "outline.yaml": "title: 大纲\nbasis: D/1\nchapters:\n  - {id: '1', title: 概述}\n",
    "outlines/feasibility.yaml": (
        "title: 可研提纲\ndocument_kind: 可行性研究报告\nbasis: D/1\nchapters:\n  - {id: '1', title: 总论}\n"
    ),
    "norms.yaml": """\
clauses:
  D/1: {source: 通知, clause: 一, edition: 1号, effective: "2021"}
figures:
  rate: {low: 1, unit: 元, region: 区, year: 2021, confidence: high, clause: D/1}
""",
    "rules/AA-1.yaml": """\
id: AA-1
check: any
title: 缺陷
group: 概算
severity: must
basis: [D/1]
params: {rate_figure: rate, most: 3}
message: m
suggestion: s
since: "1"
""",
}
CHILD = {
    "pack.toml": 'id = "city"\nversion = "1"\ntitle = "城市"\nauthority = "市局"\nextends = "above"\n',
    "rules/AA-1.yaml": "overrides: AA-1\nreason: 本市为“原则上”\nseverity: should\nparams: {most: 5}\n",
}


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., Path]:
    def _write(child: dict[str, str | None], parent: dict[str, str | None] | None = None) -> Path:
        for name, files in (("above", {**PARENT, **(parent or {})}), ("city", {**CHILD, **child})):
            for file, text in files.items():
                if text is not None:
                    (tmp_path / name / file).parent.mkdir(parents=True, exist_ok=True)
                    (tmp_path / name / file).write_text(text, "utf-8")
        return tmp_path / "city"

    return _write


def problems(root: Path) -> list[str]:
    with pytest.raises(PackError) as caught:
        load_pack(root)
    return [problem.removeprefix(f"{root}/") for problem in caught.value.problems]


def test_a_child_takes_what_it_does_not_state(write: Callable[..., Path]) -> None:
    pack = load_pack(write({}))
    assert (pack.manifest.authority, pack.manifest.letter_title) == ("市局", "关于{project}的函")
    assert pack.manifest.notices == []
    assert pack.outline.title == "大纲"
    assert pack.outline_of("可行性研究报告").title == "可研提纲"
    assert pack.outline_of("初步设计").title == "大纲"
    assert list(pack.norms.clauses) == ["D/1"]


def test_an_override_changes_severity_status_and_single_params(write: Callable[..., Path]) -> None:
    pack = load_pack(write({}))
    (rule,) = pack.rules
    assert rule.severity is Severity.SHOULD
    assert rule.params == {"rate_figure": "rate", "most": 5}
    assert rule.title == "缺陷"
    assert pack.written == {"AA-1": "above"}
    assert pack.changed["AA-1"].reason == "本市为“原则上”"


def test_a_childs_own_clauses_and_outlines_join_the_parents(write: Callable[..., Path]) -> None:
    norms = 'clauses:\n  C/1: {source: 办法, clause: 二, edition: 2号, effective: "2024"}\n'
    outline = "title: 本市大纲\nbasis: C/1\nchapters:\n  - {id: '9', title: 总则}\n"
    pack = load_pack(write({"norms.yaml": norms, "outline.yaml": outline}))
    assert sorted(pack.norms.clauses) == ["C/1", "D/1"]
    assert pack.outline.title == "本市大纲"
    assert pack.outline_of("可行性研究报告").title == "可研提纲"


def test_a_change_above_changes_the_identity_below(write: Callable[..., Path]) -> None:
    before = load_pack(write({})).sha256
    after = load_pack(write({}, {"rules/AA-1.yaml": PARENT["rules/AA-1.yaml"] + "\n"})).sha256
    assert before != after


@pytest.mark.parametrize(
    ("child", "said"),
    [
        ({"rules/AA-1.yaml": PARENT["rules/AA-1.yaml"]}, ["rules/AA-1.yaml:1: 规则“AA-1”已由上级规则包定义"]),
        ({"rules/AA-1.yaml": "overrides: AA-1\nseverity: must\n"}, ["rules/AA-1.yaml:1: 缺少“reason”"]),
        (
            {"rules/AA-1.yaml": "overrides: AA-1\nreason: 没有改动\n"},
            ["rules/AA-1.yaml:1: 没有改动任何内容"],
        ),
        (
            {
                "rules/AA-1.yaml": None,
                "rules/AA-9.yaml": "overrides: AA-9\nreason: 不存在的\nstatus: retired\n",
            },
            ["rules/AA-9.yaml:1: overrides 指定的规则“AA-9”不在上级规则包中"],
        ),
        (
            {"rules/AA-1.yaml": "reason: 数值未登记\noverrides: AA-1\nparams:\n  rate_figure: none\n"},
            ["rules/AA-1.yaml:4: 数值“none”未在 norms.yaml 登记"],
        ),
        (
            {"rules/AA-1.yaml": "overrides: AA-1\nreason: 改了标题\ntitle: 别的\n"},
            ["rules/AA-1.yaml:3: 不认识的键“title”"],
        ),
        (
            {"outlines/design.yaml": "title: 初设\nbasis: D/1\nchapters: [{id: '1', title: 概述}]\n"},
            ["outlines/design.yaml:1: outlines/ 中的大纲应写明 document_kind"],
        ),
    ],
)
def test_mistakes_are_told_with_their_line(
    child: dict[str, str | None], said: list[str], write: Callable[..., Path]
) -> None:
    found = problems(write(child))
    assert len(found) >= len(said)
    for words in said:
        assert any(problem.startswith(words) for problem in found), found


def test_an_unknown_parent_and_a_circle_are_told(write: Callable[..., Path]) -> None:
    gone = CHILD["pack.toml"].replace('"above"', '"gone"')
    (said,) = problems(write({"pack.toml": gone}))
    assert said.startswith("pack.toml:5: extends 指定的规则包“gone”不存在")
    loop = PARENT["pack.toml"].replace('version = "1"', 'version = "1"\nextends = "city"')
    with pytest.raises(PackError, match="city → above → city"):
        load_pack(write({}, {"pack.toml": loop}))


def test_two_outlines_of_one_kind_are_refused(write: Callable[..., Path]) -> None:
    text = "title: 可研\ndocument_kind: 可行性研究报告\nbasis: D/1\nchapters: [{id: '1', title: 概述}]\n"
    found = problems(write({"outlines/a.yaml": text, "outlines/b.yaml": text}))
    assert found == ["outlines/b.yaml:2: 文档类型与 outlines/a.yaml 重复"]


OTHER_OUTLINE = "title: 本市大纲\nbasis: D/1\nchapters:\n  - {id: '9', title: 总则}\n"
NAMES_AN_ITEM = PARENT["rules/AA-1.yaml"].replace("check: any", "check: name_consistency")
NAMES_AN_ITEM = NAMES_AN_ITEM.replace("{rate_figure: rate, most: 3}", "\n  item: '1'")


def test_an_item_that_the_replaced_outline_lacks_is_told_with_its_line(write: Callable[..., Path]) -> None:
    parent: dict[str, str | None] = {"rules/AA-1.yaml": NAMES_AN_ITEM, "outlines/feasibility.yaml": None}
    bind(load_pack(write({"rules/AA-1.yaml": None}, parent)))
    root = write({"rules/AA-1.yaml": None, "outline.yaml": OTHER_OUTLINE}, parent)
    with pytest.raises(PackError) as caught:
        bind(load_pack(root))
    (problem,) = caught.value.problems
    assert problem.endswith("above/rules/AA-1.yaml:8: “item”取值不符合要求（大纲中没有编号“1”）")
