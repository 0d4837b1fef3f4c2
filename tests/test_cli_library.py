"""The verbs of `library`, as a person uses them."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from proposal_check.cli.app import app
from proposal_check.errors import ProposalCheckError

CLEAN = Path(__file__).parents[1] / "corpora" / "examples" / "clean"
(PROPOSAL,) = CLEAN.glob("*.docx")
REGISTER = Path(__file__).parents[1] / "corpora" / "registers" / "existing_systems.csv"


def run(*args: object) -> str:
    result = CliRunner().invoke(app, ["library", *map(str, args)])
    if isinstance(result.exception, ProposalCheckError):
        raise result.exception
    assert result.exit_code == 0, result.output
    return result.output


def test_a_library_grows_answers_and_shrinks(tmp_path: Path) -> None:
    root = tmp_path / "库"
    assert "已加入 1 份" in run(
        "add", root, PROPOSAL, "--unit", "××局", "--year", "2023", "--outcome", "已立项"
    )
    assert "原已在库 1 份" in run(
        "add", root, PROPOSAL, "--unit", "××局", "--year", "2023", "--outcome", "已立项"
    )
    assert "导入" in run("import", root, REGISTER)
    listed = run("list", root)
    assert "××局  2023  已立项" in listed
    assert "existing_systems.csv" in listed
    assert "停车" in run("search", root, "智慧停车")
    assert "全部文件完好" in run("stats", root, "--check")
    identity = next(line.split()[0] for line in listed.splitlines() if line.startswith("d"))
    assert "已删除方案 1 份" in run("remove", root, identity)
    assert "历次方案 0" in run("stats", root)


def test_a_sentence_leads_to_its_source(tmp_path: Path) -> None:
    from proposal_check.parse.read import read

    run("add", tmp_path / "库", PROPOSAL, "--unit", "××局")
    text = max((b.text for b in read(PROPOSAL).blocks), key=len)[:200]
    found = run("search", tmp_path / "库", text)
    assert "文字相同，相近度1.00" in found
    assert "××局" in found


def test_own_column_names(tmp_path: Path) -> None:
    register = tmp_path / "清单.csv"
    register.write_text("叫什么,谁在用,能做什么\n停车平台,××处,计费、诱导\n,××处,无\n", "utf-8")
    with pytest.raises(ProposalCheckError, match="没有可识别的表头"):
        run("import", tmp_path / "库", register)
    columns = ["--column", "name=叫什么", "--column", "owner=谁在用", "--column", "modules=能做什么"]
    assert "导入 1 条，另有 1 行未能使用" in run("import", tmp_path / "库", register, *columns)
    assert "停车平台（××处）：计费、诱导" in run("search", tmp_path / "库", "停车")
    with pytest.raises(ProposalCheckError, match="列名对照写法有误"):
        run("import", tmp_path / "库", register, "--column", "名称=叫什么")


@pytest.mark.parametrize("rows", ["", ",××局,无名\n" * 100_000])
def test_a_register_of_no_use_does_not_replace_the_old_one(tmp_path: Path, rows: str) -> None:
    root, register = tmp_path / "库", tmp_path / "清单.csv"
    head = "系统名称,建设单位,功能模块\n"
    register.write_text(head + "停车平台,××局,计费\n", "utf-8")
    run("import", root, register)
    register.write_text(head + rows, "utf-8")
    with pytest.raises(ProposalCheckError, match="没有可用的系统") as raised:
        run("import", root, register)
    assert raised.value.exit_code == 2
    assert len(str(raised.value)) < 600
    assert "停车平台" in run("search", root, "停车平台")


@pytest.mark.parametrize(
    ("verb", "rest"), [("list", []), ("stats", []), ("search", ["x"]), ("remove", ["d1"])]
)
def test_what_is_no_library_is_said(tmp_path: Path, verb: str, rest: list[str]) -> None:
    with pytest.raises(ProposalCheckError, match="不是比对库"):
        run(verb, tmp_path, *rest)


def test_a_review_names_the_state_it_used(tmp_path: Path) -> None:
    root = tmp_path / "库"
    run("import", root, REGISTER)
    run("add", root, PROPOSAL, "--unit", "××局")
    state = run("stats", root).splitlines()[0].removeprefix("状态号 ")
    (faulty,) = (CLEAN.parent / "faulty").glob("*.docx")
    args = ["review", str(faulty), "--pack", "linan", "--library", str(root), "--out", str(tmp_path / "出")]
    result = CliRunner().invoke(app, args)
    assert result.exit_code in (0, 1), result.output
    (written,) = (tmp_path / "出").rglob("review.json")
    assert json.loads(written.read_text("utf-8"))["library"] == state


def test_an_index_says_of_each_file_whose_it_is(tmp_path: Path) -> None:
    index = tmp_path / "索引.csv"
    index.write_text(f"文件,单位,年份,结果\n{PROPOSAL.name},××委,2022,未通过\n没有的.docx,××,,\n", "utf-8")
    result = CliRunner().invoke(
        app, ["library", "add", str(tmp_path / "库"), str(PROPOSAL), "--index", str(index)]
    )
    assert (result.exit_code, "索引表中的文件没有找到：没有的.docx" in result.output) == (3, True)
    assert "××委  2022  未通过" in run("list", tmp_path / "库")
