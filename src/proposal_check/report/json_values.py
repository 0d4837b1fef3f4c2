"""Model values as JSON values. Decimals become strings, floats keep four decimals."""

import json
from collections.abc import Mapping
from typing import Any

from proposal_check.model.budget import Amount
from proposal_check.model.document import Anchor, Document, Section
from proposal_check.model.submission import FactValue
from proposal_check.report.wording import plain

Json = dict[str, Any]


def dump(value: Json) -> bytes:
    """Encode as UTF-8 with a trailing newline; a lone surrogate of a damaged file stays an escape."""
    text = json.dumps(value, ensure_ascii=False, indent=2, allow_nan=False) + "\n"
    return text.encode("utf-8", errors="backslashreplace")


def anchor_value(anchor: Anchor | None) -> Json | None:
    if anchor is None:
        return None
    return {
        "document": anchor.document,
        "block": anchor.block,
        "cell": list(anchor.cell) if anchor.cell else None,
        "start": anchor.start,
        "end": anchor.end,
        "quote": anchor.quote,
    }


def amount_value(amount: Amount | None) -> Json | None:
    if amount is None:
        return None
    return {
        "value": plain(amount.value),
        "low": plain(amount.low),
        "high": plain(amount.high),
        "unit": amount.unit,
        "printed": amount.printed,
        "anchor": anchor_value(amount.anchor),
    }


def section_value(document: Document, index: int | None) -> Json | None:
    if index is None:
        return None
    section: Section = document.sections[index]
    return {"number": section.number, "title": section.title, "level": section.level, "block": section.start}


def fact_value(value: FactValue) -> FactValue | list[str]:
    return list(value) if isinstance(value, tuple) else value


def sorted_map(values: Mapping[str, Any]) -> Json:
    return {key: values[key] for key in sorted(values)}
