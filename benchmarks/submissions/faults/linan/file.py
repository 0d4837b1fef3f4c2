"""Faults of the file itself: contents, page numbers, and text that does not show in print."""

from benchmarks.submissions.expected import Expected, Proof
from benchmarks.submissions.proposal import Block, Proposal


def contents_missing(proposal: Proposal) -> Expected:
    """Write no table of contents."""
    proposal.contents = False
    return Expected("LA-F04", "方案没有目录", "全文", Proof(lacks=("目  录",)))


def pages_unnumbered(proposal: Proposal) -> Expected:
    """Print no page numbers."""
    proposal.page_numbers = False
    return Expected("LA-F05", "方案没有页码", "全文", Proof(lacks=("PAGE",), scope="footer"))


def contents_outdated(proposal: Proposal) -> Expected:
    """Rename a chapter without updating the table of contents."""
    title = proposal.section("14").title
    old = "运行维护服务方案"
    proposal.outdated[title] = old
    return Expected(
        "LA-F06",
        f"目录为“{old}”，正文为“{title}”",
        "目录",
        Proof(contains=(old,), scope="contents"),
        severity="should",
        quote=title,
    )


def hidden_text(proposal: Proposal) -> Expected:
    """Leave a paragraph in the file that no print shows."""
    text = "本段为内部测算底稿，定稿前删除。"
    proposal.section("1.8").blocks.append(Block("hidden", text))
    return Expected(
        "LA-X01",
        "电子稿含有隐藏文字",
        "第一章（八）",
        Proof(contains=(text,), scope="hidden"),
        severity="should",
    )


def revision_left(proposal: Proposal) -> Expected:
    """Leave an inserted paragraph unaccepted."""
    text = "建成后的效益由承担单位按年度组织评估。"
    proposal.section("1.8").blocks.append(Block("inserted", text))
    return Expected(
        "LA-X02",
        "电子稿含有未接受的修订",
        "第一章（八）",
        Proof(contains=(text,), scope="inserted"),
        severity="should",
    )


FAULTS = (contents_missing, pages_unnumbered, contents_outdated, hidden_text, revision_left)
