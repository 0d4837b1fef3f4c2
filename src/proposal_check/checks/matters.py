"""Whether the budget or a heading shows that a matter is part of the project."""

import re
from collections.abc import Collection

from proposal_check.checks.budget_view import items, with_attached
from proposal_check.checks.case import Case
from proposal_check.model.budget import BudgetRow, BudgetTable, TableKind
from proposal_check.overlap.context import contexts

# Where the money comes from, or goes later, buys nothing now.
_LATER: frozenset[TableKind] = frozenset({"operation", "funding"})
_RENTED = re.compile("租|托管|云(?:服务器?|主机|资源|存储|数据库)")
_KEPT = re.compile("维保|维护|运维|续保|续费|巡检")
_GOT = re.compile("开发|研发|建设|编制|定制|改造|购置|采购|购买")
_NO_WORK = re.compile("环境|规范|标准|工具|开发商|公司|单位|原则|依据|流程|队伍|资质")


def budgeted(case: Case, words: Collection[str], but: Collection[str] = ()) -> bool:
    """Say whether a row with an amount buys or builds what the words name; to rent or keep up is neither.

    `but` are further kinds of tables that show nothing of the matter: a 防雷模块 is no module to develop.
    """
    tables = (t for t in with_attached(case) if t.kind not in _LATER and t.kind not in but)
    rows = (row for t in tables for row in items(t))
    return any(
        row.amount and is_got(row) and any(w in row.category + row.name for w in words) for row in rows
    )


def is_got(row: BudgetRow) -> bool:
    """Whether a row buys or builds: nothing that is rented, or kept up only."""
    name = row.category + row.name
    return not _RENTED.search(name) and (not _KEPT.search(name) or bool(_GOT.search(name)))


def is_priced(table: BudgetTable) -> bool:
    return any(row.amount for row in table.rows)


def planned(case: Case, words: Collection[str]) -> str:
    """Find a heading that plans what the words name; one of the present state or of rules does not."""
    told = contexts(case.document)
    for section in case.document.sections:
        named = any(word in section.title for word in words)
        if named and not _NO_WORK.search(section.title) and told(section.start) == "plan":
            return section.title
    return ""
