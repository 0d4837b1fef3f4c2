"""What a file holds and the Document does not, or the other way round, as warnings with amount and place."""

from collections import Counter
from collections.abc import Iterator, Sequence

from lxml import etree

from proposal_check.model.document import Block, Counts, ReadWarning, Table
from proposal_check.parse.word_counts import shown_text
from proposal_check.parse.word_names import TBL, P

KINDS = (("characters", "个字符"), ("cells", "个表格单元格"), ("numbers", "个数字"))


def losses(
    raw: Counts, seen: Counts, *, block: int | None = None, page: int | None = None
) -> Iterator[ReadWarning]:
    """Compare the counts; `block` or `page` is where the first of a loss stands, None when unknown."""
    for code, what in KINDS:
        lost = getattr(raw, code) - getattr(seen, code)
        if lost > 0:
            message = f"文件中有 {lost} {what}未能读入，请人工核对。"
            yield ReadWarning(f"{code}_lost", message, block, page, lost)
        elif lost < 0:
            message = f"读入内容比文件多出 {-lost} {what}，可能重复读取，请人工核对。"
            yield ReadWarning(f"{code}_doubled", message, amount=-lost)


def first_lost_block(body: etree._Element, blocks: Sequence[Block]) -> int | None:
    """Find the block at or right before the first paragraph or table of a body that lost characters."""
    found, rank = {b.place.source: i for i, b in reversed(list(enumerate(blocks)))}, 0
    for child in body:
        ranks = range(rank, rank := rank + sum(1 for _ in child.iter(P, TBL)))
        here = [b.text for b in blocks if b.place.source in ranks]
        if _missing(shown_text(child), here):
            before = [found[r] for r in range(ranks.stop) if r in found]
            return next((found[r] for r in ranks if r in found), max(before, default=None))
    return None


def first_lost_page(texts: Sequence[tuple[int, str]], blocks: Sequence[Block], removed: str) -> int | None:
    """Find the first page, of those given with their text, that lost characters; `removed` is known of."""
    said: dict[int | None, list[str]] = {}
    for block in blocks:
        for part in block.cells if isinstance(block, Table) else (block,):
            said.setdefault(part.place.page, []).append(part.text)
    for page, text in texts:
        # A paragraph stands on the page where it begins.
        if _missing(text, [removed, *said.get(page - 1, ()), *said.get(page, ())]):
            return page
    return None


def _missing(text: str, said: Sequence[str]) -> bool:
    wanted, there = Counter("".join(text.split())), Counter("".join("".join(said).split()))
    return bool(wanted - there)
