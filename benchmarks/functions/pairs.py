"""Pairs of modules with known truth, the same at every run: what the likeness is trained on.

Positive: the same name, the name renamed, the name said in other words (paraphrases.tsv, by hand). Negative:
two functions of one proposal, one thing with two acts, generic modules, functions of two proposals, and
what a search brings up in a register of other subjects.
"""

import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import combinations
from pathlib import Path

from benchmarks.functions.distractors import distractors
from benchmarks.functions.modules import Known, proposals
from proposal_check.overlap.search import Search
from proposal_check.overlap.words import core

FOLDER = Path(__file__).parent
POSITIVE = frozenset({"exact", "renamed", "paraphrased"})
_THINGS = (
    *("应急物资", "行政案件", "公租房", "养老机构", "建筑工地", "学籍"),
    *("旅游投诉", "消防设施", "企业信用", "渣土车", "窨井盖", "古树名木"),
)
# Acts that are different functions wherever they meet.
_ACTS = ("登记", "监测", "派单", "收费", "培训", "评级", "发放", "巡查", "预约", "统计", "追溯", "招标")
_GENERIC = (
    *("用户管理", "角色权限", "日志管理", "消息通知", "数据字典"),
    *("统计分析", "系统设置", "组织机构", "工作台", "报表导出"),
)


@dataclass(frozen=True, slots=True)
class Pair:
    """A module of a proposal and one of a register; `kind` says what they are to each other."""

    kind: str
    mine: str
    theirs: str
    detail: str = ""

    @property
    def same(self) -> bool:
        return self.kind in POSITIVE


def training_pairs() -> list[Pair]:
    """Generate every pair to train on."""
    return [
        *_exact(),
        *_renamed(),
        *_paraphrased(),
        *_related(),
        *_other_acts(),
        *_generic(),
        *_unrelated(),
        *_searched(),
    ]


def held_out() -> list[Pair]:
    """Read the pairs written by hand for evaluation only."""
    return [Pair(*line.split("\t")) for line in _lines("held_out.tsv")]


def blind() -> list[Pair]:
    """Read the pairs written before the model was last changed, looked at once after it."""
    return [Pair(*line.split("\t")) for line in _lines("blind.tsv")]


def blind_second() -> list[Pair]:
    """Read the pairs written and kept aside before a second signal was tried, looked at once."""
    return [Pair(*line.split("\t")) for line in _lines("blind_second.tsv")]


def blind_third() -> list[Pair]:
    """Read the pairs written by another hand and kept aside until the search was finished."""
    return [Pair(*line.split("\t")) for line in _lines("blind_third.tsv")]


def described(pairs: Iterable[Pair]) -> list[Pair]:
    """Put beside the modules what function tables say of them (details.tsv); a third has nothing."""
    details = dict(line.split("\t") for line in _lines("details.tsv"))
    return [replace(pair, detail=details.get(pair.mine, pair.detail)) for pair in pairs]


def renamings(name: str) -> list[str]:
    """Rename a module as registers do: what it is called, where it is, one word more or less."""
    half = len(name) // 2
    every = [
        f"{name}管理",
        f"{name}子系统",
        f"区级{name}平台",
        f"智慧{name}",
        f"{name}信息管理系统",
        f"{name[:half]}信息{name[half:]}",
        f"{name[:half]}业务{name[half:]}模块",
        f"{name[:half]}在线{name[half:]}",
        f"{name}及统计",
        name.removesuffix("管理").removesuffix("办理"),
    ]
    return [new for new in every if new != name]


def _modules() -> list[Known]:
    return [module for modules in proposals().values() for module in modules]


def _exact() -> Iterator[Pair]:
    for m in _modules():
        yield Pair("exact", m.name, m.name, m.detail)


def _renamed() -> Iterator[Pair]:
    for m in (*_modules(), *(Known("", thing + act, "") for thing in _THINGS for act in _ACTS)):
        chosen = sorted(renamings(m.name), key=lambda new: _draw(m.name, new))[:3]
        yield from (Pair("renamed", m.name, new, m.detail) for new in chosen)


def _paraphrased() -> Iterator[Pair]:
    details = {m.name: m.detail for m in _modules()}
    for line in _lines("paraphrases.tsv"):
        name, said = line.split("\t")
        yield Pair("paraphrased", name, said, details[name])
        yield Pair("paraphrased", said, name)
        yield Pair("paraphrased", name, f"{said}系统")


def _related() -> Iterator[Pair]:
    for modules in proposals().values():
        for one, other in combinations(modules, 2):
            if _draw(one.name, other.name) % 2 == 0:
                yield Pair("related", one.name, other.name, one.detail)


def _other_acts() -> Iterator[Pair]:
    for thing in _THINGS:
        for one, other in combinations(_ACTS, 2):
            if _draw(thing, one, other) % 2 == 0:
                yield Pair("related", thing + one, thing + other)
        # A whole is not one of its parts, though its name is all in the part's.
        yield from (Pair("related", f"{thing}管理", thing + act) for act in _ACTS)
    for act in _ACTS:
        for one, other in combinations(_THINGS, 2):
            if _draw(act, one, other) % 2 == 0:
                yield Pair("related", one + act, other + act)


def _generic() -> Iterator[Pair]:
    for one, other in combinations(_GENERIC, 2):
        yield Pair("generic", one, other)


def _unrelated() -> Iterator[Pair]:
    for one, other in combinations(_modules(), 2):
        if one.proposal != other.proposal and _draw(one.name, other.name) % 16 == 0:
            yield Pair("unrelated", one.name, other.name, one.detail)


def _searched() -> Iterator[Pair]:
    names = sorted({core(name) for entry in distractors(2000, training=True) for name in entry.modules})
    modules = _modules()
    found = Search(names).near([(core(m.name), "") for m in modules], 8)
    for m, rows in zip(modules, found, strict=True):
        yield from (Pair("unrelated", m.name, names[row], m.detail) for row in rows)


def _lines(name: str) -> list[str]:
    return (FOLDER / name).read_text("utf-8").splitlines()


def _draw(*parts: str) -> int:
    return zlib.crc32("|".join(parts).encode())
