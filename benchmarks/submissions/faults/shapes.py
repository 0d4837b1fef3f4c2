"""Shapes of faults that fit any pack: each returns a fault, named by its caller, for one rule.

    "crypto_unsaid": unsaid("JL-12", "密码", may=("JL-16",))

Text of a proposal is changed wherever it stands, so that no other chapter says what the fault leaves out.
"""

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from typing import Literal

from benchmarks.submissions.budget import HARDWARE, OTHER, Item
from benchmarks.submissions.expected import Expected, Proof
from benchmarks.submissions.faults.change import substitute
from benchmarks.submissions.grid import Grid
from benchmarks.submissions.grid_edits import reprint
from benchmarks.submissions.money import WAN, YUAN, in_unit
from benchmarks.submissions.proposal import Block, Proposal, Section

Fault = Callable[[Proposal], Expected]
Outcome = Literal["fail", "needs_review"]
Scalar = str | int | bool | list[str]


def unsaid(
    rule: str, *words: str, outcome: Outcome = "fail", may: tuple[str, ...] = (), **facts: Scalar
) -> Fault:
    """Say none of the words anywhere: in headings, text, tables, drawings' captions, budget.

    `facts` are declared besides, where only they make the words due.
    """

    def fault(proposal: Proposal) -> Expected:
        pattern = re.compile("|".join(map(re.escape, words)))
        if not _occurs(proposal, pattern):
            raise LookupError(f"nothing says {words}")
        _replace_all(proposal, lambda text: pattern.sub("有关", text))
        proposal.declared |= facts
        return Expected(
            rule, f"全文未写{'、'.join(words)}", "全文", Proof(lacks=words), outcome=outcome, may=may
        )

    return fault


def _occurs(proposal: Proposal, pattern: re.Pattern[str]) -> bool:
    texts = [b.text for s in proposal.walk() for b in s.blocks] + [s.title for s in proposal.walk()]
    texts += [cell for table in proposal.tables.values() for row in table.rows for cell in row]
    return any(map(pattern.search, texts))


def _replace_all(proposal: Proposal, change: Callable[[str], str]) -> None:
    for section in proposal.walk():
        section.title = change(section.title)
        for block in section.blocks:
            if block.kind not in ("table", "figure"):
                block.text = re.sub(r"[^{}]+(?![^{]*\})", lambda m: change(m[0]), block.text)
    for table in proposal.tables.values():
        table.caption = change(table.caption)
        table.columns = [replace(c, title=change(c.title)) for c in table.columns]
        table.rows = [[change(cell) for cell in row] for row in table.rows]
    for name, figure in proposal.figures.items():
        proposal.figures[name] = replace(figure, caption=change(figure.caption))
    for item in (*(i for g in proposal.budget.groups for i in g.items), *proposal.budget.operation):
        for field in ("name", "spec", "purpose", "note", "functions", "system", "brand"):
            setattr(item, field, change(getattr(item, field)))
    proposal.budget.captions = {k: change(v) for k, v in proposal.budget.captions.items()}
    for line in list(proposal.budget.estimate):
        at = proposal.budget.estimate.index(line)
        proposal.budget.estimate[at] = replace(
            line, name=change(line.name), note=change(line.note), of=tuple(map(change, line.of))
        )
    proposal.overview = [(change(a), change(b), change(c)) for a, b, c in proposal.overview]
    for role in proposal.budget.staffing:
        role.note = change(role.note)


def declares(rule: str, outcome: Outcome = "fail", may: tuple[str, ...] = (), **facts: Scalar) -> Fault:
    """Declare facts under which the submission does not meet a requirement; the document stays."""

    def fault(proposal: Proposal) -> Expected:
        proposal.declared |= facts
        lines = tuple(_as_yaml(name, value) for name, value in facts.items())
        proof = Proof(contains=lines, scope="facts")
        return Expected(rule, "申报信息：" + "、".join(lines), "申报信息", proof, outcome=outcome, may=may)

    return fault


def _as_yaml(name: str, value: Scalar) -> str:
    if isinstance(value, list):
        return f"{name}:\n" + "\n".join(f"  - {entry}" for entry in value)
    if isinstance(value, str) and re.fullmatch(r"\d{4}-\d\d-\d\d", value):
        return f"{name}: '{value}'"
    return f"{name}: {str(value).lower() if isinstance(value, bool) else value}"


def not_attached(
    rule: str, *words: str, outcome: Outcome = "fail", may: tuple[str, ...] = (), **facts: Scalar
) -> Fault:
    """Attach nothing whose name has one of the words; declare what makes it due."""

    def fault(proposal: Proposal) -> Expected:
        listed = proposal.facts["attachments"]
        assert isinstance(listed, list)
        gone = tuple(n for n in listed if any(w in n for w in words))
        proposal.facts["attachments"] = [n for n in listed if n not in gone]
        proposal.declared |= facts
        lines = tuple(_as_yaml(name, value) for name, value in facts.items())
        if not gone and not lines:
            raise LookupError(f"nothing attached is called {words}")
        proof = Proof(contains=lines, lacks=tuple(f"- {n}\n" for n in gone), scope="facts")
        return Expected(rule, f"附件中没有{'、'.join(words)}", "附件清单", proof, outcome=outcome, may=may)

    return fault


def costed(
    rule: str, name: str, outcome: Outcome = "fail", may: tuple[str, ...] = (), **facts: Scalar
) -> Fault:
    """Budget something that must not be in it; every total follows."""

    def fault(proposal: Proposal) -> Expected:
        group = proposal.budget.group(OTHER)
        section = Counter(i.section for i in group.items).most_common(1)[0][0]
        beside = next(i.name for i in group.items if i.section == section)
        group.items.append(Item(name, Decimal(1), "项", Decimal(30000), spec=f"{name}一项", section=section))
        _in_summary(proposal, lambda of: (*of, name) if beside in of else of)
        proposal.declared |= facts
        return Expected(
            rule,
            f"概算列有{name}",
            "概算",
            Proof(contains=(f"|{name}|",)),
            outcome=outcome,
            quote=name,
            may=may,
        )

    return fault


def _in_summary(proposal: Proposal, change: Callable[[tuple[str, ...]], tuple[str, ...]]) -> None:
    """Change what the lines of the numbered summary add up; a line of nothing goes."""
    lines = [replace(line, of=change(line.of)) for line in proposal.budget.estimate]
    proposal.budget.estimate[:] = [line for line in lines if line.of]


def not_costed(rule: str, *words: str, may: tuple[str, ...] = (), **facts: Scalar) -> Fault:
    """Budget nothing whose name has one of the words and say nothing of it."""

    def fault(proposal: Proposal) -> Expected:
        group = proposal.budget.group(OTHER)
        gone = [i for i in group.items if any(w in i.name for w in words)]
        if not gone:
            raise LookupError(f"nothing budgeted is called {words}")
        kept = [i for i in group.items if i not in gone]
        group.items = kept
        names = {item.name for item in gone}
        _in_summary(proposal, lambda of: tuple(n for n in of if n not in names))
        for item in gone:
            substitute(proposal, rf"\{{[^{{}}]*:{re.escape(item.name)}\}}", "")
        return unsaid_after(proposal, rule, words, may, facts)

    return fault


def unsaid_after(
    proposal: Proposal, rule: str, words: tuple[str, ...], may: tuple[str, ...], facts: dict[str, Scalar]
) -> Expected:
    pattern = re.compile("|".join(map(re.escape, words)))
    _replace_all(proposal, lambda text: pattern.sub("有关", text))
    proposal.declared |= facts
    return Expected(
        rule, f"概算未列{'、'.join(words)}", "概算", Proof(lacks=words), severity="should", may=may
    )


def says(
    rule: str,
    text: str,
    quote: str = "",
    item: str = "",
    may: tuple[str, ...] = (),
    **facts: Scalar,
) -> Fault:
    """Add a sentence to the section of an item, else to the longest; declare what makes it wrong."""

    def fault(proposal: Proposal) -> Expected:
        home = proposal.section(item) if item else _longest(proposal)
        home.blocks.append(Block("text", text))
        proposal.declared |= facts
        proof = Proof(contains=(text,))
        return Expected(rule, f"写有“{text}”", home.title, proof, quote=quote, may=may)

    return fault


def retitled(rule: str, name: str, may: tuple[str, ...] = ()) -> Fault:
    """Call the project by another name, everywhere and in what is declared."""

    def fault(proposal: Proposal) -> Expected:
        old = str(proposal.facts["project_name"])
        proposal.title = proposal.title.replace(old, name)
        proposal.facts["project_name"] = name
        proposal.cover = {label: text.replace(old, name) for label, text in proposal.cover.items()}
        _replace_all(proposal, lambda text: text.replace(old, name))
        return Expected(rule, f"项目名称为“{name}”", "扉页", Proof(contains=(name,), scope="cover"), may=may)

    return fault


def reworded(rule: str, pattern: str, new: str, quote: str = "", may: tuple[str, ...] = ()) -> Fault:
    """State something else wherever the pattern is stated, in text and tables."""

    def fault(proposal: Proposal) -> Expected:
        old = re.compile(pattern)
        if not _occurs(proposal, old):
            raise LookupError(f"nothing states {pattern}")
        _replace_all(proposal, lambda text: old.sub(new, text))
        return Expected(rule, f"全文写“{new}”", "全文", Proof(contains=(new,)), quote=quote, may=may)

    return fault


def chapter_gone(rule: str, item: str, may: tuple[str, ...] = ()) -> Fault:
    """Leave out a chapter or section, with all below it."""

    def fault(proposal: Proposal) -> Expected:
        gone = proposal.remove(item)
        titles = tuple(s.title for s in gone.walk())
        return Expected(rule, f"缺少“{gone.title}”", "全文", Proof(lacks=titles), item=item, may=may)

    return fault


def emptied(rule: str, item: str, may: tuple[str, ...] = ()) -> Fault:
    """Keep a heading with nothing to it; without `item` that of the leaf with the longest text."""

    def fault(proposal: Proposal) -> Expected:
        section: Section = proposal.section(item) if item else _longest(proposal)
        section.sections, section.blocks = [], [Block("text", "详见后续深化设计。")]
        proposal.statuses[item] = "empty"
        proof = Proof(contains=(f"{section.title}\n详见后续深化设计。",))
        return Expected(rule, f"“{section.title}”仅有标题", section.title, proof, item=item, may=may)

    return fault


def _longest(proposal: Proposal) -> Section:
    leaves = [s for s in proposal.walk() if not s.sections]
    return max(leaves, key=lambda s: sum(len(b.text) for b in s.blocks if b.kind == "text"))


def chapters_swapped(rule: str, first: str, second: str) -> Fault:
    """Put a chapter before the one that precedes it."""

    def fault(proposal: Proposal) -> Expected:
        one, other = (proposal.chapters.index(proposal.section(i)) for i in (first, second))
        chapters = proposal.chapters
        chapters[one], chapters[other] = chapters[other], chapters[one]
        titles = (chapters[one].title, chapters[other].title)
        order = Proof(
            contains=tuple(
                f"{'一二三四五六七八九十'[i]}、{t}" for i, t in zip((one, other), titles, strict=True)
            )
        )
        return Expected(rule, f"“{titles[1]}”的顺序与提纲不符", "全文", order, severity="should", item=first)

    return fault


_PRICE_LISTS = ("modules", "effort", "hardware", "products", "fees")


def amount_off(rule: str) -> Fault:
    """Print 1000 元 more than quantity × price in the first row of a price list."""

    def fault(proposal: Proposal) -> Expected:
        used = {b.text for s in proposal.walk() for b in s.blocks if b.kind == "table"}
        name = next((n for n in _PRICE_LISTS if n in used), "")
        if not name:
            raise LookupError("no price list")
        item = proposal.budget.modules[0]
        printed = in_unit(item.amount + 1000, YUAN)
        proposal.edit(name, _first_amount(item.name, printed, item.amount + 1000))
        return Expected(
            rule,
            f"“{item.name}”金额多列1000元",
            "概算",
            Proof(contains=(f"|{printed}",)),
            row=item.name,
            quote=printed,
        )

    return fault


def _first_amount(row: str, text: str, value: Decimal) -> Callable[[Grid], None]:
    def edit(grid: Grid) -> None:
        col = next(c for c, column in enumerate(grid.columns) if column.role == "amount")
        reprint(grid, grid.at(grid.row_of(row), col), text, value)

    return edit


def row_twice(rule: str) -> Fault:
    """Budget one piece of hardware twice, in two lines that say the same."""

    def fault(proposal: Proposal) -> Expected:
        items = proposal.budget.group(HARDWARE).items
        items.append(replace(items[0]))
        name, rows = items[0].name, len(items)
        proof = Proof(contains=(f"|{name}|", f"\n{rows}|{name}|"))
        return Expected(rule, f"“{name}”列了两次", "概算", proof, severity="should", row=name, quote=name)

    return fault


def total_differs(rule: str) -> Fault:
    """State the total of an earlier draft where the text first states it."""

    def fault(proposal: Proposal) -> Expected:
        blocks = [b for s in proposal.walk() for b in s.blocks if "{total}" in b.text]
        if not blocks:
            raise LookupError("the text states no total")
        stated = f"{in_unit(proposal.budget.total + 200000, WAN)}万元"
        blocks[0].text = blocks[0].text.replace("{total}", stated).replace("（{total_upper}）", "")
        return Expected(rule, f"总投资写作{stated}", "正文", Proof(contains=(stated,)), quote=stated)

    return fault
