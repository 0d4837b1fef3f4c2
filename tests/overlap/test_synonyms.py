from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from proposal_check.overlap.synonyms import acts, lexicon, lines, pieces
from proposal_check.overlap.words import core

LINES = [line.split() for line in lines() if not line.startswith("#")]
names = st.lists(st.sampled_from([*sorted(lexicon()), "一", "之"]), min_size=1, max_size=4).map("".join)

# Two stages, two directions or two things of one kind.
APART = """
申请/审批 受理/审批 受理/办结 登记/注销 申请/注销 开办/注销 企业开办/企业注销 参保/停保 入库/出库 收费/退费
追缴/发放 上报/下发 派单/接单 收文/发文 出生/死亡 结婚/离婚 入院/出院 招生/毕业 迁入/迁出 落户/户口迁出
供水/排水 取水/排水 供水/供热 供热/燃气 征收/退税 预算/决算 立项/验收 开工/竣工 借阅/归档 采购/拍卖 录取/毕业
车辆/公务用车 项目/重大项目 企业/园区企业 老人/养老机构 医院/定点医院 车辆/渣土车 干部/党员 低保/特困
巡查/派单 监测/派单 监测/处置 巡查/整改 预警/处置 预约/取号 投诉/回访 举报/派单 考试/培训 培训/考核
公租房/人才公寓 公积金/维修资金 养老保险/医保 工伤/失业 食品/药品 公交/出租车 森林防火/消防 结婚/收养
身份证/居住证 驾驶证/行驶证 河道/水库 人大/政协 团委/妇联 农药/种子 生猪/渔业 台风/地震 危化品/烟花爆竹
污水/饮用水 垃圾/渣土 户外广告/违建 幼儿园/养老机构 法律援助/公证 行政复议/行政诉讼 社区矫正/安置帮教
"""
PAIRS = [tuple(pair.split("/")) for pair in APART.split()]


def _concepts(word: str) -> frozenset[int]:
    return frozenset(c for _, _, found in pieces(word) for c in found)


def test_a_line_is_two_words_or_more_each_once_and_as_names_are_compared() -> None:
    assert [line for line in LINES if len(line) < 2] == []
    assert [line for line in LINES if max(Counter(line).values()) > 1] == []
    assert [word for line in LINES for word in line if core(word) != word or len(word) < 2] == []


def test_no_line_says_only_what_another_says() -> None:
    known = lexicon()
    assert [line for line in LINES if len(frozenset.intersection(*(known[word] for word in line))) > 1] == []


@pytest.mark.parametrize(("one", "other"), PAIRS)
def test_unlike_things_share_no_line(one: str, other: str) -> None:
    known = lexicon()
    assert not known.get(one, frozenset()) & known.get(other, frozenset())


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("落户申请受理", "户口迁移办理"),
        ("餐饮后厨视频直播", "明厨亮灶"),
        ("在线挂号", "预约诊疗"),
        ("市长热线", "12345工单"),
        ("老年助餐", "长者食堂"),
        ("窨井盖监测", "井盖感知终端"),
    ],
)
def test_one_thing_in_other_words_shares_a_concept(one: str, other: str) -> None:
    assert _concepts(one) & _concepts(other)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("户口迁移办理", ["户口迁移", "户口", "迁移", "办理"]),
        ("一二三", []),
        ("", []),
        ("巡", []),
    ],
)
def test_words_and_the_words_in_them(text: str, found: list[str]) -> None:
    assert [text[a:b] for a, b, _ in pieces(text)] == found


@given(names)
def test_every_word_lies_in_one_of_the_longest_and_those_do_not_meet(text: str) -> None:
    spans = [(start, end) for start, end, _ in pieces(text)]
    assert all(text[a:b] in lexicon() for a, b in spans)
    longest = [(a, b) for a, b in spans if not any((c, d) != (a, b) and c <= a < b <= d for c, d in spans)]
    cover = [(a, b) for a, b in spans if all(d <= a for c, d in spans if (c, -d) < (a, -b))]
    assert longest == cover


def test_acts_are_the_lines_above_the_things() -> None:
    assert lexicon()["监测"] & acts()
    assert not lexicon()["公租房"] & acts()
