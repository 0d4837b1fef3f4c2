"""What may explain likeness to a system: the project's original, another level's system, a declared reuse."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from proposal_check.model.document import Anchor, Block, Paragraph, Table
from proposal_check.model.overlap import Relation, SystemEntry
from proposal_check.model.submission import Fact
from proposal_check.overlap.stance import sentence, stance
from proposal_check.overlap.words import core, normalise

# 城市管理局, 社区矫正, 园区管理 name no place.
_NO_PLACE = "城市|城区|市区|市场|社区|地区|园区|校区|景区|辖区|片区|街区|库区|小区|矿区|灌区|林区|山区"
_PLACE = re.compile(
    "^(?:中共|中国共产党|共青团)?"
    f"(?P<place>(?:(?!{_NO_PLACE})[\u4e00-\u9fff×]{{1,7}}?(?:自治区|自治州|省|市(?!场)|区(?!域|块)|县(?!域)|旗(?!下)|盟|州))+)"
)
_STAGE = re.compile(
    "[（(]?(?:第?[一二三四五六七八九十\\d]+期|升级改造|改造提升|升级|改造|扩建|改建|续建|新建|提升)[）)]?"
)
_KIND = re.compile("(?:建设|实施)?(?:项目|工程|方案)+$")
# The endings of places and what rank of administration they tell, the longest first; 1 is the highest.
_RANKS = (
    ("自治区", 1),
    ("自治州", 2),
    ("省", 1),
    ("区", 3),
    ("县", 3),
    ("旗", 3),
    ("市", 2),
    ("盟", 2),
    ("州", 2),
)
_CITY = 2
_RETIRED = re.compile("(?<![未拟将])(?:下线|停用|停止|关停|注销|废止|报废|退出|弃用|替换|取代)")
_APPROVED = re.compile(
    "(?<![未不])(?<!不予)(?<!未予)(?<!未获)(?:立项|通过|批准|批复|同意|核准|验收|入库|建成)"
)
# 在原有X的基础上进行升级改造, 对X实施改造; 不对X进行改造 is none.
_RENEWED_BEFORE = re.compile(
    '(?<![不未])(?:在|对|将|是|为)(?:我局|本局|我单位|本单位|现有|原有|已建|原|已有|的)*[“"]?$'
)
_RENEWED = re.compile(
    '^[”"]?(?:（[^（）]{1,12}）|[一二三四五]期|的|系统|平台|现有|原有)*(?:基础之?上)?(?:，|的)?(?:进行|实施|开展|予以|加以|再|全面|整体)*'
    "(?:升级|改造|扩建|改建|续建|迭代|优化|提升|重构|二期|三期|后续)"
)
# A name without its place is searched for from this length on: 停车系统 alone may be anyone's.
_TELLING_NAME = 7
# A subject of so many characters does not stand at the head of another project's text.
_TELLING_SUBJECT = 4


@dataclass(frozen=True, slots=True)
class Project:
    """What is known of the project that is compared; blank where it is not known.

    `above` are the places whose shared platforms the library holds: whoever is compared with it uses these.
    """

    name: str = ""
    unit: str = ""
    predecessor: str = ""
    above: frozenset[str] = frozenset()


def project_of(facts: Mapping[str, Fact], entries: Iterable[SystemEntry] = ()) -> Project:
    """Draw from the facts, and from the library's own platforms, what relations hang on."""

    def said(name: str) -> str:
        return str(facts[name].value) if name in facts else ""

    above = frozenset(_place(entry.owner, entry.name) for entry in entries if entry.platform) - {""}
    return Project(said("project_name"), said("owner_unit"), said("predecessor"), above)


def relation(
    entry: SystemEntry, project: Project, blocks: Iterable[tuple[int, Block]]
) -> tuple[Relation | None, Anchor | None]:
    """Name what explains likeness to an entry, and quote the proposal where its words say so.

    A declared original goes first, then a system out of use, the unit's own in another stage, a sentence that
    connects to, relies on or reuses the system, and last whose level or place another is.
    """
    names = [name for name in (entry.name, *entry.aliases) if name]
    if project.predecessor and any(_same(project.predecessor, name) for name in names):
        return "original", None
    if renewed := _said(names, blocks, _renews):
        return "original", renewed
    if _RETIRED.search(entry.state):
        return "retired", None
    if is_own(entry.owner, project) and any(_same(project.name, name) for name in names):
        return "stage", None
    here, there = _place(project.unit, project.name), _place(entry.owner, entry.name)
    where = _compared(here, there, entry.level, project.above)
    quoted = _said(names if where else [*names, *map(_bare, names)], blocks, _uses)
    return ("reuse", quoted) if quoted else (where, None)


def is_own(unit: str, project: Project) -> bool:
    """Tell whether a system or text is the unit's own."""
    return bool(project.unit) and normalise(project.unit) == normalise(unit)


def is_draft(name: str, unit: str, project: Project, head: str = "") -> bool:
    """Tell whether an earlier text is the same unit's on the same subject: a draft of this project.

    `head` is how the text begins: files are not always called what their cover says.
    """
    about = subject(project.name)
    if not is_own(unit, project) or len(about) < 2:
        return False
    return about in subject(name) or (len(about) >= _TELLING_SUBJECT and about in normalise(head))


def was_approved(outcome: str) -> bool:
    """Tell whether what came of an earlier proposal is that the project goes ahead."""
    return _APPROVED.search(outcome) is not None


def _same(one: str, other: str) -> bool:
    return bool(subject(one)) and subject(one) == subject(other)


def subject(name: str) -> str:
    """Leave the subject of a name: no place, stage, 项目 or 系统."""
    told = _PLACE.sub("", "".join(name.split()))
    return core(_STAGE.sub("", _KIND.sub("", normalise(told))))


def _place(*names: str) -> str:
    """Give the place the first name begins with that has one: 云岭市水务局 → 云岭市."""
    found = (_PLACE.match("".join(name.split())) for name in names)
    return next((place["place"] for place in found if place), "")


def _compared(mine: str, theirs: str, level: str, above: frozenset[str]) -> Relation | None:
    """Say how another's place stands to mine: above it, or elsewhere; None when the same or not known.

    A place withheld (××区) may be any of its rank, and 甲市 may have become 甲区. A city whose platforms the
    library holds is above the cities and counties of which it holds none (县级市); other cities are not.
    """
    if not mine or not theirs or mine.endswith(theirs) or theirs.endswith(mine) or mine[:-1] == theirs[:-1]:
        return None
    ranks = _rank(level.removesuffix("级") or theirs), _rank(mine)
    if "×" in mine + theirs and ranks[0] == ranks[1]:
        return None
    if mine not in above and _rank(theirs) == _CITY <= ranks[1] and any(map(_is_city, above)):
        return "level" if theirs in above or mine.startswith(theirs) else "elsewhere"
    return "level" if mine.startswith(theirs) or ranks[0] < ranks[1] else "elsewhere"


def _is_city(place: str) -> bool:
    return _rank(place) == _CITY


def _rank(place: str) -> int:
    return next((rank for ending, rank in _RANKS if place.endswith(ending)), 0) or 4


def without_place(name: str) -> str:
    """Leave out the place a name begins with."""
    return _PLACE.sub("", name) or name


def _bare(name: str) -> str:
    """Leave out the place a name begins with, where what is left is telling."""
    bare = without_place(name)
    return bare if bare != name and len(bare) >= _TELLING_NAME else ""


def _uses(text: str, start: int, end: int) -> bool:
    return stance(text, start, end).stance == "use"


def _renews(text: str, start: int, end: int) -> bool:
    """Tell whether the sentence renews the system: 在X基础上升级改造, 对X进行改造."""
    left, right = sentence(text, start, end)
    return bool(_RENEWED_BEFORE.search(text[left:start]) and _RENEWED.search(text[end:right]))


def _said(
    names: Iterable[str], blocks: Iterable[tuple[int, Block]], does: Callable[[str, int, int], bool]
) -> Anchor | None:
    """Find the first mention of a name whose sentence does so."""
    wanted = [name for name in dict.fromkeys(names) if len(name) > 3]
    for index, cell, text in _texts(blocks):
        for name in wanted:
            start = text.find(name)
            if start >= 0 and does(text, start, start + len(name)):
                return Anchor(index, start, start + len(name), name, cell)
    return None


def _texts(blocks: Iterable[tuple[int, Block]]) -> Iterator[tuple[int, tuple[int, int] | None, str]]:
    for index, block in blocks:
        if isinstance(block, Paragraph):
            yield index, None, block.text
        elif isinstance(block, Table):
            for cell in block.cells:
                yield index, (cell.row, cell.col), cell.text
