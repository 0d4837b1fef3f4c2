"""A document as JSON values: source, headings, tables, furniture, signals."""

from proposal_check.model.document import SURE, Document, Figure, Paragraph, Place, ReadWarning, Table
from proposal_check.report.json_values import Json

LONGEST_COVER_LINE = 60


def headings_value(document: Document) -> list[Json]:
    return [
        {
            "level": s.level,
            "number": s.number,
            "title": s.title,
            "place": place_value(document.blocks[s.start].place),
            "confidence": getattr(document.blocks[s.start], "confidence", None),
        }
        for s in document.sections
    ]


def cover_value(document: Document) -> list[Json]:
    """List the lines of the cover: what stands before the contents or the first heading, if it is no text."""
    lines: list[Paragraph] = []
    for block in document.blocks:
        if isinstance(block, Paragraph) and block.kind in ("contents", "heading"):
            break
        if isinstance(block, Paragraph) and not block.hidden and block.origin in ("flow", "textbox"):
            lines.append(block)
    if any(len(line.text) > LONGEST_COVER_LINE or line.text.endswith("。") for line in lines):
        lines = [line for line in lines if line.kind == "title"]
    return [
        {"text": line.text, "title": line.kind == "title", "place": place_value(line.place)} for line in lines
    ]


def tables_value(document: Document) -> list[Json]:
    return [_table(t) for t in document.tables()]


def figures_value(document: Document) -> list[Json]:
    """List the figures; `labels` are the words drawn in them."""
    figures = (b for b in document.blocks if isinstance(b, Figure))
    return [
        {"caption": f.caption, "alt": f.alt, "labels": list(f.labels), "place": place_value(f.place)}
        for f in figures
    ]


def contents_value(document: Document) -> list[Json]:
    return [
        {
            "number": c.number,
            "title": c.title,
            "page": c.page,
            "block": c.block,
            "confidence": getattr(document.blocks[c.block], "confidence", None),
        }
        for c in document.contents
    ]


def recognised_value(document: Document) -> Json:
    """Count the paragraphs recognised from pictures, and list those that may be misread."""
    found = [b for b in document.blocks if isinstance(b, Paragraph) and b.confidence is not None]
    unsure = [b for b in found if b.confidence is not None and b.confidence < SURE]
    return {
        "paragraphs": len(found),
        "unsure": [
            {"text": b.text, "confidence": b.confidence, "place": place_value(b.place)} for b in unsure
        ],
    }


def furniture_value(document: Document) -> list[Json]:
    return [{"kind": f.kind, "text": f.text, "page_number": f.page_number} for f in document.furniture]


def signals_value(document: Document) -> list[Json]:
    return [
        {"code": s.code, "count": s.count, "block": s.block, "detail": s.detail} for s in document.signals
    ]


def source_value(document: Document) -> Json:
    source = document.source
    return {
        "name": source.name,
        "sha256": source.sha256,
        "format": source.format,
        "size": source.size,
        "counts": {
            side: {"characters": c.characters, "cells": c.cells, "numbers": c.numbers}
            for side, c in (("raw", document.raw), ("seen", document.seen))
        },
        "warnings": [_warning(w) for w in document.warnings],
    }


def _warning(warning: ReadWarning) -> Json:
    return {
        "code": warning.code,
        "message": warning.message,
        "block": warning.block,
        "page": warning.page,
        "amount": warning.amount,
    }


def place_value(place: Place) -> Json:
    return {"block": place.block, "page": place.page, "bbox": list(place.bbox) if place.bbox else None}


def _table(table: Table) -> Json:
    """Write a table; of a recognised one the lowest confidence and the cells that are not sure."""
    grid = table.grid()
    top = max(table.header_rows, 1)
    columns = zip(*([c.text if c else "" for c in row] for row in grid[:top]), strict=True)
    return {
        "caption": table.caption,
        "unit": table.unit,
        "header_rows": table.header_rows,
        "header": [" / ".join(dict.fromkeys(t for t in column if t)) for column in columns],
        "rows": [
            [
                cell.text if cell and (cell.row, cell.col) == (r, c) else None
                for c, cell in enumerate(row, start=1)
            ]
            for r, row in enumerate(grid[top:], start=top + 1)
        ],
        "place": place_value(table.place),
        "confidence": min((c.confidence for c in table.cells if c.confidence is not None), default=None),
        "unsure": [
            {"row": c.row, "col": c.col, "confidence": c.confidence}
            for c in table.cells
            if c.confidence is not None and c.confidence < SURE
        ],
    }
