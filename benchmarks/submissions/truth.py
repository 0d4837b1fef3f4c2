"""The complete truth about a generated document, as plain data for JSON. Nothing here reads the file."""

from collections.abc import Callable
from typing import Any

from benchmarks.submissions.grid import Grid, GridCell
from benchmarks.submissions.manuscript import Heading, Manuscript, Picture
from benchmarks.submissions.proposal import Proposal, Section
from benchmarks.submissions.workbook import shown


def truth(proposal: Proposal, manuscript: Manuscript) -> dict[str, Any]:
    """Return headings, outline items, figures, tables with every cell, typed budget, facts and overlaps.

    Rows and columns are 1-based, money is in 元 as a string; an outline item maps to the number of its
    heading in `headings`, counted from 0; `attached` is the workbook that comes along, if any.
    `breaks` are the rows at which the file starts another table.
    """
    headings = manuscript.headings
    attached = {"attached": _attached(manuscript)} if manuscript.attached else {}
    return attached | {
        "title": manuscript.title,
        "cover": dict(manuscript.cover),
        "facts": proposal.facts,
        "headings": [_heading(h) for h in headings],
        "items": {h.item: i for i, h in enumerate(headings) if h.item},
        "statuses": _statuses(proposal),
        "figures": [b.caption for b in manuscript.blocks if isinstance(b, Picture)],
        "tables": [_table(grid) for grid in manuscript.grids],
        "budget": {
            "total": str(proposal.budget.total),
            "groups": {g.category: str(g.amount) for g in proposal.budget.groups},
            "tables": [_budget_table(grid) for grid in manuscript.grids if grid.kind],
        },
        "overlaps": [
            dict(zip(("kind", "mine", "theirs"), found, strict=True)) for found in proposal.overlaps
        ],
    }


def _attached(manuscript: Manuscript) -> dict[str, Any]:
    """Describe the workbook that comes along in the shape of a document without headings."""
    grids = manuscript.attached
    budget = {"tables": [_budget_table(grid) for grid in grids]}
    return {"headings": [], "tables": [_table(grid, shown) for grid in grids], "budget": budget}


def _statuses(proposal: Proposal) -> dict[str, str]:
    """Say of each outline item what became of it; faults name what they emptied, removed or moved.

    A chapter of which every section says 不涉及 may be called either and is left out.
    """
    found = {}
    for section in proposal.walk():
        if section.item and (section.blocks or not all(map(_unconcerned, section.sections))):
            found[section.item] = "na" if _unconcerned(section) else "present"
    return found | proposal.statuses


def _unconcerned(section: Section) -> bool:
    return "".join(b.text for b in section.blocks).startswith(("不涉及", "本项目不涉及"))


def _heading(heading: Heading) -> dict[str, Any]:
    return {
        "number": heading.number,
        "title": heading.title,
        "text": heading.text,
        "level": heading.level,
        "item": heading.item,
    }


def _printed(_: Grid, cell: GridCell) -> str:
    return cell.text


def _table(grid: Grid, text: Callable[[Grid, GridCell], str] = _printed) -> dict[str, Any]:
    cells = sorted(grid.cells, key=lambda c: (c.row, c.col))
    return {
        "caption": grid.caption,
        "unit": grid.unit,
        "rows": grid.rows,
        "cols": len(grid.columns),
        "header_rows": grid.header_rows,
        "breaks": [row + 1 for row in grid.breaks],
        "cells": [[c.row + 1, c.col + 1, c.row_span, c.col_span, text(grid, c)] for c in cells],
    }


def _budget_table(grid: Grid) -> dict[str, Any]:
    rows = []
    for row, kind in grid.kinds.items():
        values = {
            _role(grid, c.col, c.col_span): str(c.value)
            for c in grid.cells
            if c.row == row and c.value is not None
        }
        rows.append({"row": row + 1, "kind": kind, "values": values})
    return {"caption": grid.caption, "kind": grid.kind, "unit": grid.unit, "rows": rows}


def _role(grid: Grid, col: int, span: int) -> str:
    return "amount" if span > 1 else grid.columns[col].role
