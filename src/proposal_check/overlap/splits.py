"""One project in several applications: of one unit, on one subject, functions that complete each other."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations

from proposal_check.overlap.functions import TELLING
from proposal_check.overlap.relations import subject
from proposal_check.overlap.words import core, distinctiveness, normalise

_PART = re.compile(
    "[（(](?:[上下甲乙丙]|第?[一二三四五六七八九十\\d]+(?:部分|标段?|包|批)|[^（）()]{1,12}(?:部分|子系统|分系统|分项|片区))[）)]|"
    "第?[一二三四五六七八九十\\dA-Za-z]+(?:部分|标段|包|批)|(?:软件|硬件|设备|数据|网络|安全|配套)(?:部分|采购|购置|建设|开发)?(?=$|项目)"
)
# Applications with this share of one's modules in common repeat each other; they are not parts of one.
_REPEATED = 0.5


@dataclass(frozen=True, slots=True)
class Application:
    """A submission, who submits it, what it is called and plans, what it costs in 元 (None: not known)."""

    name: str
    unit: str
    project: str
    modules: tuple[str, ...] = ()
    total: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Split:
    """Applications of one unit on one subject; `total` in 元, None when one of theirs is not known."""

    unit: str
    subject: str
    members: tuple[Application, ...]
    total: Decimal | None


def splits(applications: Sequence[Application]) -> tuple[Split, ...]:
    """Group what may be one project in parts; a person has to say whether it is.

    Applications that repeat each other's functions, have no unit or a general name are left out. The order
    of applications changes nothing.
    """
    groups: dict[tuple[str, str], list[Application]] = {}
    for application in sorted(applications, key=lambda a: a.name):
        about = subject(_PART.sub("", application.project))
        if application.unit and distinctiveness(about) >= TELLING:
            groups.setdefault((normalise(application.unit), about), []).append(application)
    return tuple(_grouped(groups.items()))


def _grouped(groups: Iterable[tuple[tuple[str, str], list[Application]]]) -> Iterator[Split]:
    for (_, about), members in sorted(groups):
        if len(members) < 2 or any(_repeat(a, b) for a, b in combinations(members, 2)):
            continue
        totals = [member.total for member in members if member.total is not None]
        total = sum(totals, Decimal(0)) if len(totals) == len(members) else None
        yield Split(members[0].unit, about, tuple(members), total)


def _repeat(one: Application, other: Application) -> bool:
    mine, theirs = ({core(m) for m in a.modules if distinctiveness(m) >= TELLING} for a in (one, other))
    return len(mine & theirs) >= _REPEATED * max(min(len(mine), len(theirs)), 1)
