"""The report for reviewers: one HTML file that needs no network, readable without scripts."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from proposal_check import __version__
from proposal_check.model.budget import BudgetTable, Identity
from proposal_check.model.finding import Finding, Review
from proposal_check.packs.schema import OutlineItem, Pack
from proposal_check.report import wording
from proposal_check.report.letter_title import document_name
from proposal_check.report.not_checked import KINDS, by_reason, not_checked
from proposal_check.report.opinions import GROUPS, basis_words, doubts, opinions
from proposal_check.report.places import outline_numbers, place_of, section_title

TABLE_KINDS: Mapping[str, str] = {
    "summary": "汇总表",
    "detail": "明细表",
    "software": "软件清单",
    "effort": "工作量测算表",
    "hardware": "硬件清单",
    "product": "产品清单",
    "function_points": "功能点测算表",
    "funding": "资金来源表",
    "operation": "运维费用表",
    "staffing": "人员投入表",
    "other": "其他表",
}


def write_html(review: Review, pack: Pack, path: Path) -> None:
    """Write the report as UTF-8, byte-identical for equal reviews; every text of a document is escaped."""
    path.write_text(_page(review, pack), encoding="utf-8", newline="\n")


def _page(review: Review, pack: Pack) -> str:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("proposal_check.report", "html"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_printable,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals |= {"w": wording, "kinds": KINDS, "table_kinds": TABLE_KINDS, "basis": basis_words}
    return environment.get_template("report.html").render(_context(review, pack))


def _printable(value: Any) -> Any:
    # Only bare strings: markup that the template made itself must not be touched.
    return wording.clean(value) if type(value) is str else value


def _context(review: Review, pack: Pack) -> dict[str, Any]:
    gaps = not_checked(review)
    return {
        "review": review,
        "pack": pack,
        "version": __version__,
        "name": document_name(review, pack),
        "conclusion": wording.conclusion_words(review.conclusion, pack),
        "counts": wording.outcome_counts(review),
        "opinions": [*opinions(review), *doubts(review)],
        "groups": GROUPS,
        "gaps": gaps,
        "merged": by_reason(gaps),
        "blind": [g for g in gaps if g.certain_gap],
        "outline": _outline(review, pack.outline_of(review.outline.kind).chapters),
        "tables": [_table(review, t) for t in review.budget.tables],
        "identities": [(i, place_of(review, i.anchors[0] if i.anchors else None)) for i in _sorted(review)],
        "overlaps": [(o, place_of(review, o.mine)) for o in review.overlap.overlaps],
        "facts": [(_label(name), fact, place_of(review, fact.anchor)) for name, fact in review.facts.items()],
        "results": _results(review),
        "quote": _quotes,
    }


def _sorted(review: Review) -> list[Identity]:
    return [i for state in wording.IDENTITY_STATES for i in review.budget.identities if i.state == state]


def _results(review: Review) -> list[Any]:
    return [r for outcome in wording.OUTCOMES for r in review.results if r.outcome is outcome]


def _label(name: str) -> str:
    from proposal_check.model.submission import FACTS

    return FACTS[name][0] if name in FACTS else name


def _quotes(finding: Finding) -> list[str]:
    """The quotations under an opinion; a doubt may have none."""
    texts = (wording.clean(a.quote) for a in finding.anchors)
    return list(dict.fromkeys(wording.shorten(t, 160) for t in texts if t))[:6]


def _outline(review: Review, chapters: list[OutlineItem]) -> list[dict[str, Any]]:
    numbers = outline_numbers(chapters)
    found: list[dict[str, Any]] = []
    for match in review.outline.matches:
        item = {
            "match": match,
            "number": numbers.get(match.id, ""),
            "section": section_title(review, match),
            "children": [],
        }
        (found if match.level == 1 or not found else found[-1]["children"]).append(item)
    return found


def _table(review: Review, table: BudgetTable) -> dict[str, Any]:
    """A budget table with, beside each row, the identities that are anchored in it."""
    beside: dict[int, list[Identity]] = {}
    for identity in review.budget.identities:
        cell = identity.anchors[0].cell if identity.anchors else None
        if identity.table == table.block and cell:
            beside.setdefault(cell[0], []).append(identity)
    place = place_of(review, table.rows[0].anchor) if table.rows else ""
    return {"table": table, "place": place, "rows": [(row, beside.get(row.row, [])) for row in table.rows]}
