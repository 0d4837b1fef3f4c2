"""What pairs of known truth say of function search: found among very many, and decided rightly."""

import resource
import time
from collections.abc import Iterable, Mapping
from functools import cache

from benchmarks.functions.modules import proposals
from benchmarks.functions.pairs import POSITIVE, Pair, held_out
from proposal_check.model.document import Anchor
from proposal_check.model.overlap import SystemEntry
from proposal_check.overlap.functions import CLOSE, TELLING, Register, match_systems
from proposal_check.overlap.likeness import likeness
from proposal_check.overlap.modules import Module
from proposal_check.overlap.words import core, distinctiveness

_PLACES = [
    "东",
    "西",
    "南",
    "北",
    "中",
    "高新",
    "经开",
    "临港",
    "滨海",
    "山前",
    "河东",
    "湖滨",
    "新城",
    "老城",
    "城郊",
    "江北",
]
_THINGS = [
    "桥梁",
    "隧道",
    "码头",
    "港口",
    "渔船",
    "农机",
    "种子",
    "化肥",
    "茶园",
    "果园",
    "养殖",
    "屠宰",
    "粮库",
    "冷库",
    "疫苗",
    "血液",
    "医废",
    "处方",
    "药店",
    "学籍",
    "教材",
    "考试",
    "图书",
    "文物",
    "剧场",
    "体育",
    "场馆",
    "景区",
    "酒店",
    "民宿",
    "导游",
    "税源",
    "票据",
    "国资",
    "招商",
    "专利",
    "商标",
    "计量",
    "标准",
    "质检",
    "锅炉",
    "燃气",
    "电力",
    "供热",
    "路灯",
    "绿化",
    "公园",
    "公厕",
    "垃圾",
    "渣土",
    "工地",
    "塔吊",
    "消防",
    "危化",
    "矿山",
    "烟花",
    "地震",
    "气象",
    "森林",
    "草原",
    "湿地",
    "海域",
    "岸线",
    "土壤",
    "噪声",
    "辐射",
    "固废",
    "低保",
    "养老",
    "殡葬",
    "地名",
    "社团",
    "志愿",
    "退役",
    "双拥",
    "信访",
    "调解",
    "公证",
    "律师",
    "矫正",
    "戒毒",
    "出入境",
    "户籍",
    "治安",
    "交警",
    "车管",
    "驾校",
    "公交",
    "地铁",
    "出租",
    "物流",
    "邮政",
    "社保",
    "就业",
    "工伤",
    "人才",
    "职称",
    "工资",
    "公积金",
    "住房",
    "物业",
    "征收",
    "土地",
    "测绘",
    "档案",
    "保密",
    "机要",
    "督查",
    "绩效",
    "编制",
]
_ASPECTS = ["日常", "现场", "专项", "远程", "年度", "移动", "重点", "动态"]
_ACTS = [
    "登记",
    "申报",
    "受理",
    "审批",
    "公示",
    "巡查",
    "监测",
    "预警",
    "派单",
    "调度",
    "核验",
    "抽检",
    "评估",
    "考核",
    "统计",
    "分析",
    "结算",
    "发放",
    "追溯",
    "培训",
    "预约",
    "归档",
    "移送",
    "处罚",
    "整改",
    "验收",
    "租赁",
    "采购",
    "配送",
    "识别",
    "会商",
    "推送",
]


@cache
def distractors(count: int) -> tuple[SystemEntry, ...]:
    """Make systems with six modules each; nearly all names differ, as they would not in a real register."""
    made, number = [], 0
    for entry in range(count):
        names = []
        for _ in range(6):
            number += 1
            place, thing = _PLACES[number % 16], _THINGS[number * 7 % len(_THINGS)]
            aspect, act = _ASPECTS[number // 16 % 8], _ACTS[number // 3 % len(_ACTS)]
            names.append(f"{place}{thing}{aspect}{act}{number % 101 if number % 3 == 0 else ''}")
        made.append(SystemEntry(f"D{entry:06d}", f"系统{entry}", modules=tuple(names)))
    return tuple(made)


def recall(pairs: Iterable[Pair], size: int, most: int = 10) -> dict[str, float]:
    """Share of the pairs of each kind whose other side is among the first `most`, in so many systems.

    The other sides of all pairs, negative ones too, are in the register beside the distractors.
    """
    pairs = list(pairs)
    own = (SystemEntry(f"P{i:05d}", "系统", modules=(p.theirs,)) for i, p in enumerate(pairs))
    register = Register((*own, *distractors(size)))
    found: dict[str, list[bool]] = {}
    for pair in pairs:
        if pair.kind in POSITIVE and distinctiveness(pair.theirs) >= TELLING:
            near = sorted(register.near(_module(pair.mine, pair.detail)), key=lambda n: -n[1])[:most]
            found.setdefault(pair.kind, []).append(core(pair.theirs) in {core(n) for n, _ in near})
    return {kind: round(sum(hits) / len(hits), 3) for kind, hits in found.items()}


def classified(least: float = CLOSE) -> dict[str, float]:
    """Share of the held-out pairs of each kind that score `least` or more, and the precision over all."""
    said: dict[str, list[bool]] = {}
    for pair in held_out():
        telling = min(distinctiveness(pair.mine), distinctiveness(pair.theirs)) >= TELLING
        said.setdefault(pair.kind, []).append(telling and likeness(pair.mine, pair.theirs) >= least)
    right = sum(sum(v) for kind, v in said.items() if kind in POSITIVE)
    figures = {kind: round(sum(v) / len(v), 3) for kind, v in said.items()}
    return figures | {"precision": round(right / max(sum(map(sum, said.values())), 1), 3)}


def reported(least: float = CLOSE) -> dict[str, float]:
    """Precision and recall of reported pairs: the held-out modules as one proposal against one register.

    A system holds what is the same, a module that is related and one that is not; 1 000 systems distract.
    """
    pairs = [p for p in held_out() if p.kind != "generic"]
    truth = {(p.mine, core(p.theirs)) for p in pairs if p.same}
    systems = [SystemEntry(f"P{i:04d}", f"系统{i}", modules=(p.theirs,)) for i, p in enumerate(pairs)]
    modules = [_module(name, "", i) for i, name in enumerate(dict.fromkeys(p.mine for p in pairs))]
    matches = match_systems(modules, Register((*systems, *distractors(1000))))
    said = {(p.mine.name, core(p.theirs)) for m in matches for p in m.pairs if p.score >= least}
    # A module stands on both sides of some pairs: the same name is the same function.
    right = {(mine, theirs) for mine, theirs in said if (mine, theirs) in truth or core(mine) == theirs}
    return {
        "pairs": len(said),
        "precision": round(len(right) / max(len(said), 1), 3),
        "recall": round(len(said & truth) / len(truth), 3),
    }


def speed(size: int) -> Mapping[str, float]:
    """Time the search of a register: seconds to prepare it, milliseconds a module, memory in MB."""
    systems = distractors(size)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    start = time.perf_counter()
    register = Register(systems)
    prepared = time.perf_counter() - start
    modules = [_module(m.name, m.detail, i) for known in proposals().values() for i, m in enumerate(known)]
    start = time.perf_counter()
    match_systems(modules, register)
    spent = (time.perf_counter() - start) / len(modules)
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    return {"prepare s": round(prepared, 2), "ms a module": round(spent * 1e3, 2), "MB": round(grown / 1024)}


def _module(name: str, detail: str, block: int = 0) -> Module:
    return Module(name, detail, Anchor(block, 0, len(name), name))
