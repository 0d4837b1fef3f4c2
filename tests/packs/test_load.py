"""Packs that load, and packs that are refused with every problem at its line."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from proposal_check.errors import ConfigError, PackError
from proposal_check.packs.load import load_pack, pack_ids
from proposal_check.packs.locate import VARIABLE, data_dir
from proposal_check.review import load_bound

PACK_TOML = """\
id = "demo"
version = "1"
title = "t"
authority = "a"
document_kind = "建设方案"
regulation = "r"
letter_title = "关于{project}的函"
[conclusions]
ready = "通过"
revise = "修改"
rewrite = "重编"
needs_person = "核查"
"""
OUTLINE = """\
title: 大纲
basis: D/1
chapters:
  - id: "1"
    title: 概述
    basis: D/1
"""
NORMS = """\
clauses:
  D/1: {source: 通知, clause: 一, edition: 1号, effective: "2021"}
figures:
  rate: {low: 1, high: 2, unit: 元, region: 区, year: 2021, confidence: high, clause: D/1}
"""
RULE = """\
id: AA-1
check: any
title: 缺陷
group: 概算
severity: must
basis: [D/1]
when: {nature: [扩建, 改建]}
params: {rate_figure: rate, off: no}
message: m
suggestion: s
since: "1"
"""
FILES = {"pack.toml": PACK_TOML, "outline.yaml": OUTLINE, "norms.yaml": NORMS, "rules/AA-1.yaml": RULE}


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., Path]:
    def _write(changes: dict[str, str | None]) -> Path:
        root = tmp_path / "demo"
        for name, text in {**FILES, **changes}.items():
            if text is not None:
                (root / name).parent.mkdir(parents=True, exist_ok=True)
                (root / name).write_text(text, "utf-8")
        return root

    return _write


def problems(root: Path) -> list[str]:
    with pytest.raises(PackError) as caught:
        load_pack(root)
    return [problem.removeprefix(f"{root}/") for problem in caught.value.problems]


def test_a_sound_pack_loads_and_no_stays_a_word(write: Callable[..., Path]) -> None:
    pack = load_pack(write({}))
    assert [rule.id for rule in pack.rules] == ["AA-1"]
    assert pack.rules[0].params == {"rate_figure": "rate", "off": "no"}


@pytest.mark.parametrize(
    ("file", "old", "new", "expected"),
    [
        ("rules/AA-1.yaml", "check: any", "chek: any", ["1: 缺少“check”", "2: 不认识的键“chek”"]),
        ("rules/AA-1.yaml", "title: 缺陷", "title: 2021", ["3: “title”应为文字"]),
        ("rules/AA-1.yaml", "must", "grave", ["5: “severity”应为 must, should, note 之一"]),
        ("rules/AA-1.yaml", "basis: [D/1]", "basis: []", ["6: “basis”不能为空"]),
        ("rules/AA-1.yaml", "basis: [D/1]", "basis:\n- D/1\n- D/9", ["8: 依据“D/9”未在 norms.yaml 登记"]),
        ("rules/AA-1.yaml", "nature:", "natrue:", ["7: when 使用了未定义的申报信息“natrue”"]),
        ("rules/AA-1.yaml", "[扩建, 改建]", "{equals: 扩建}", ["7: when：条件应为"]),
        ("rules/AA-1.yaml", "nature: [扩建, 改建]", "has_hardware: no", ["7: “has_hardware”的条件应为"]),
        ("rules/AA-1.yaml", "figure: rate,", "figure: fare,", ["8: 数值“fare”未在 norms.yaml 登记"]),
        ("rules/AA-1.yaml", "id: AA-1", "id: AA-2", ["1: 文件名应为 AA-2.yaml"]),
        ("rules/AA-1.yaml", "message: m", "message: m\nmessage: n", ["10: 同一个键写了两次"]),
        ("rules/AA-1.yaml", "message: m", "message: [m", ["10: YAML 格式有误"]),
        ("outline.yaml", "    basis: D/1", "    basis: D/8", ["6: 依据“D/8”未在 norms.yaml 登记"]),
        ("outline.yaml", "  - id", '  - {id: "1", title: t}\n  - id', ["5: 大纲编号“1”重复"]),
        ("norms.yaml", "clause: D/1}", "clause: D/7}", ["4: 数值“rate”的依据“D/7”未登记"]),
        ("norms.yaml", ", clause: D/1}", "}", ["4: 缺少“clause”"]),
        ("norms.yaml", "low: 1, high: 2, ", "", ["4: 数值“rate”没有 low 也没有 high"]),
        ("pack.toml", 'version = "1"', "version = 1", ["2: “version”应为文字"]),
        ("pack.toml", 'version = "1"', "version = ", ["2: TOML 格式有误"]),
        ("pack.toml", 'ready = "通过"', 'redy = "通过"', ["9: “redy”应为 ready"]),
        ("pack.toml", 'ready = "通过"\n', "", ["8: conclusions 缺少“ready”的名称"]),
        ("pack.toml", "{project}", "××", ["7: letter_title 中没有 {project}"]),
    ],
)
def test_a_problem_is_named_at_its_line(
    write: Callable[..., Path], file: str, old: str, new: str, expected: list[str]
) -> None:
    assert old in FILES[file]
    found = problems(write({file: FILES[file].replace(old, new)}))
    for part in expected:
        assert any(problem.startswith(file) and part in problem for problem in found), found
    assert len(found) <= len(expected)


def test_all_problems_come_at_once(write: Callable[..., Path]) -> None:
    changes = {name: text.replace("D/1", "D/2", 1) for name, text in FILES.items()}
    found = problems(write({**changes, "rules/BB-1.yaml": RULE, "extra.yaml": "a: 1"}))
    assert {problem.split(":")[0] for problem in found} == {
        "extra.yaml",
        "norms.yaml",
        "outline.yaml",
        "rules/BB-1.yaml",
    }


def test_a_malformed_rule_tells_what_it_names_too(write: Callable[..., Path]) -> None:
    wrong = RULE.replace("severity: must", "severity: mustt").replace("D/1", "D/9")
    found = problems(write({"rules/AA-1.yaml": wrong.replace("nature:", "natur:")}))
    assert [problem.split(":")[1] for problem in found] == ["5", "6", "7"]


def test_unfit_parameters_and_broken_links_come_at_once(write: Callable[..., Path]) -> None:
    root = write({"rules/AA-1.yaml": RULE.replace("D/1", "D/9")})
    with pytest.raises(PackError) as caught:
        load_bound(root)
    assert any("没有名为“any”的检查" in problem for problem in caught.value.problems)
    assert any("“D/9”未在 norms.yaml 登记" in problem for problem in caught.value.problems)


def test_a_missing_file_is_named(write: Callable[..., Path]) -> None:
    assert problems(write({"norms.yaml": None})) == ["norms.yaml:1: 规则包缺少文件 norms.yaml"]


def test_the_fingerprint_ignores_line_ends_and_notices_content(write: Callable[..., Path]) -> None:
    root = write({})
    first = load_pack(root).sha256
    (root / "outline.yaml").write_bytes(OUTLINE.replace("\n", "\r\n").encode())
    (root / ".swap").write_text("x")
    assert load_pack(root).sha256 == first
    (root / "outline.yaml").write_text(OUTLINE.replace("概述", "概况"), "utf-8")
    assert load_pack(root).sha256 != first


def test_an_unknown_pack_names_those_there_are(tmp_path: Path) -> None:
    with pytest.raises(PackError, match=r"可用的规则包：.*linan"):
        load_pack("atlantis")
    with pytest.raises(PackError, match=r"没有 pack\.toml"):
        load_pack(tmp_path)


def test_data_is_found_where_the_variable_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(data_dir("outlines"), tmp_path / "outlines")
    monkeypatch.setenv(VARIABLE, str(tmp_path))
    assert data_dir("outlines") == tmp_path / "outlines"
    assert "linan" in pack_ids()
    with pytest.raises(ConfigError, match="没有 corpora 文件夹"):
        data_dir("corpora")


def test_the_linan_pack_registers_its_clauses() -> None:
    pack = load_pack("linan")
    assert {"LD2/二(一)3", "LD2/三2", "LD2/附件1·十一(二)2", "LD2/附表", "LD2/附表注"} <= set(
        pack.norms.clauses
    )
    assert (pack.norms.figures["labour_day"].low, pack.norms.figures["labour_day"].high) == (800, 1000)
