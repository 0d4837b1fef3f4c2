from pathlib import Path

import pytest

from proposal_check.overlap.earlier import Described
from proposal_check.overlap.passages.paraphrased import find_paraphrased
from proposal_check.overlap.passages.passage import Passage
from proposal_check.overlap.passages.query import make_query
from proposal_check.overlap.store import Store, writing
from proposal_check.overlap.text_stream import Piece, Stream

SOURCE = (
    "粮库每个仓房布设测温电缆和磷化氢探头，粮温每四小时采集一次。"
    "粮温连续三天上升超过两度时，系统通知保管员开启通风机。"
    "出库时车辆过磅数据与监控抓拍自动关联，重量误差超过千分之二的暂停放行。"
)
REWORDED = (
    "各个仓房里装好磷化氢探头、测温电缆，每隔四个小时采一遍粮温。"
    "如果三天里粮温一直往上走、超过两度，保管员会接到系统通知去开通风机。"
    "粮食出库要过磅，监控抓拍与车辆重量自动对应起来，误差过了千分之二就先不放行。"
)
SAME_SUBJECT = (
    "储备粮轮换计划由粮食局年初下达，承储企业按计划组织竞价销售。"
    "竞价结果在交易平台公示三天，买方凭成交通知书提货。"
    "轮换资金实行专户管理，差价补贴按季度结算。"
)
FILLER = "\n".join(
    f"第{n}项工作由{who}牵头，{month}月底前提交{what}并通过验收。"
    for n, (who, month, what) in enumerate(
        (w, m, t)
        for w in ("办公室", "业务科", "信息中心")
        for m in range(3, 12, 2)
        for t in ("调研报告", "测试记录")
    )
)


def search(tmp_path: Path, text: str, *more: str) -> tuple[Passage, ...]:
    with writing(tmp_path / "library") as writer:
        writer.add(f"{FILLER}\n{SOURCE}\n", Described("粮库方案"))
        for other in more:
            writer.add(other, Described("其他方案"))
    query = make_query(Stream(text, (Piece(0, 0, None, text),)), ())
    return find_paraphrased(query, Store(tmp_path / "library"), ())


@pytest.mark.parametrize("before", ["", "本章说明建设内容。\n"])
def test_a_passage_said_in_other_words_is_found_with_both_places(tmp_path: Path, before: str) -> None:
    text = f"{before}{REWORDED}\n经费按规定列支，进度以合同为准。"
    (found,) = search(tmp_path, text)
    assert (found.kind, found.earlier.about.name if found.earlier else "") == ("paraphrased", "粮库方案")
    assert text[slice(*found.mine)].startswith("各个仓房")
    assert "磷化氢" in found.theirs
    assert "千分之二" in found.theirs


def test_an_independent_paragraph_on_the_subject_is_none(tmp_path: Path) -> None:
    assert search(tmp_path, SAME_SUBJECT) == ()


def test_rows_of_figures_are_none(tmp_path: Path) -> None:
    rows = "系统设计 30 20 195 120\n数据设计 45 30 90 50\n集成测试 30 20 95 60\n"
    assert search(tmp_path, rows.replace("30", "31"), rows) == ()


def test_the_same_library_answers_the_same(tmp_path: Path) -> None:
    assert search(tmp_path / "a", REWORDED) == search(tmp_path / "b", REWORDED)
