"""Faults of form: the name, the cover, chapters that are missing, empty or out of order."""

from benchmarks.submissions.expected import Expected, Proof
from benchmarks.submissions.faults.change import demote
from benchmarks.submissions.proposal import Block, Proposal

PREFIX = "杭州市临安区"


def name_without_district(proposal: Proposal) -> Expected:
    """Call the project by its name without the district, on the cover and in the text alike."""
    old = proposal.title
    proposal.title = old.removeprefix(PREFIX)
    proposal.facts["project_name"] = str(proposal.facts["project_name"]).removeprefix(PREFIX)
    return Expected(
        "LA-F01",
        "方案名称没有冠以“杭州市临安区”",
        "扉页",
        Proof(contains=(proposal.title,), lacks=(old,), scope="cover"),
        quote=proposal.title,
    )


def cover_without_date(proposal: Proposal) -> Expected:
    """Leave the date of compilation off the cover."""
    del proposal.cover["编制时间"]
    return Expected("LA-F03", "扉页缺少编制时间", "扉页", Proof(lacks=("编制时间",), scope="cover"))


def chapter_missing(proposal: Proposal) -> Expected:
    """Leave the training chapter out; the chapters after it move up a number."""
    gone = proposal.remove("14")
    return Expected(
        "LA-F07",
        f"缺少“{gone.title}”一章",
        "全文",
        Proof(lacks=(gone.title, *(s.title for s in gone.sections))),
        item="14",
        may=("LA-O01", "LA-O03"),
    )


def section_missing(proposal: Proposal) -> Expected:
    """Leave out the section on the standards for data and its exchange."""
    gone = proposal.remove("6.2")
    return Expected(
        "LA-O03",
        f"第六章缺少“{gone.title}”",
        "第六章",
        Proof(lacks=(gone.title,)),
        item="6.2",
    )


def empty_shell(proposal: Proposal) -> Expected:
    """Keep the heading on backup and recovery, with nothing to it."""
    section = proposal.section("8.4")
    lost = section.blocks[0].text[:20]
    section.blocks = [Block("text", "详见后续深化设计。")]
    proposal.statuses["8.4"] = "empty"
    return Expected(
        "LA-O04",
        f"“{section.title}”仅有标题，没有实质内容",
        "第八章（四）",
        Proof(contains=("详见后续深化设计。",), lacks=(lost,)),
        item="8.4",
        quote="详见后续深化设计。",
    )


def chapters_swapped(proposal: Proposal) -> Expected:
    """Put the chapter on social and economic effects before the one on progress."""
    effects = proposal.remove("15")
    proposal.chapters.insert(proposal.chapters.index(proposal.section("13")), effects)
    proposal.statuses.clear()
    return Expected(
        "LA-O02",
        f"“{effects.title}”一章的顺序与大纲不符",
        "第十三章",
        Proof(contains=(f"十三、{effects.title}",)),
        severity="should",
        item="15",
    )


def name_differs_inside(proposal: Proposal) -> Expected:
    """Call the project in chapter one by the name of an earlier draft."""
    other = f"{PREFIX}城市运行综合感知平台项目"
    proposal.section("1.1").blocks = [Block("text", f"项目名称：{other}。")]
    return Expected(
        "LA-F02",
        f"第一章（一）的项目名称“{other}”与扉页不一致",
        "第一章（一）",
        Proof(contains=(other, proposal.title)),
        item="1.1",
        quote=other,
    )


def chapter_not_its_own(proposal: Proposal) -> Expected:
    """Put the chapter of advice into the chapter on effects, as its last section."""
    advice = proposal.remove("16")
    demote(advice)
    proposal.section("15").sections.append(advice)
    proposal.statuses = {"16": "elsewhere"}
    return Expected(
        "LA-O01",
        f"“{advice.title}”未独立成章",
        "第十五章",
        Proof(contains=(f"（三）{advice.title}",), lacks=(f"十六、{advice.title}",)),
        severity="should",
        item="16",
    )


def infrastructure_unmentioned(proposal: Proposal) -> Expected:
    """Leave the chapter on infrastructure out without saying that there is none."""
    gone = proposal.remove("9")
    section = proposal.section("11.2.1")
    section.title, section.blocks = "云资源费用", [Block("text", "云资源由区里统一保障，不列入概算。")]
    return Expected(
        "LA-O07",
        "未设基础配套工程设计一章，也未说明不涉及",
        "全文",
        Proof(lacks=(gone.title,)),
        severity="should",
        item="9",
        may=("LA-O03", "LA-F07"),
    )


FAULTS = (
    name_without_district,
    name_differs_inside,
    cover_without_date,
    chapter_missing,
    chapter_not_its_own,
    section_missing,
    empty_shell,
    chapters_swapped,
    infrastructure_unmentioned,
)
