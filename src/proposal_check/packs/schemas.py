"""JSON Schemas for editors and other systems, from the same classes that validate packs and facts files."""

import json
from typing import Any

from pydantic import TypeAdapter

from proposal_check.model.submission import FACTS, FactKind, FactType
from proposal_check.packs.schema import Manifest, Norms, Outline, Override, Rule
from proposal_check.packs.tables import TableForm

_DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schemas() -> dict[str, str]:
    """Give every schema by its file name."""
    made: dict[str, Any] = {
        "pack.schema.json": Manifest.model_json_schema(),
        "outline.schema.json": Outline.model_json_schema(),
        "norms.schema.json": Norms.model_json_schema(),
        "table.schema.json": TableForm.model_json_schema(),
        "rule.schema.json": TypeAdapter(Rule | Override).json_schema(),
        "facts.schema.json": _facts(),
    }
    return {name: _text(schema) for name, schema in made.items()}


def _text(schema: dict[str, Any]) -> str:
    return json.dumps({"$schema": _DIALECT, **schema}, ensure_ascii=False, indent=2) + "\n"


def _facts() -> dict[str, Any]:
    return {
        "title": "申报信息（facts.yaml）",
        "type": "object",
        "additionalProperties": False,
        "properties": {name: _fact(kind) for name, kind in FACTS.items()},
    }


def _fact(kind: FactKind) -> dict[str, Any]:
    shapes: dict[FactType, dict[str, Any]] = {
        "text": {"type": ["string", "number"]},
        "number": {"type": "number"},
        "flag": {"type": "boolean"},
        "date": {"type": "string", "format": "date"},
        "texts": {"type": "array", "items": {"type": "string"}},
    }
    shape = {"enum": list(kind.choices)} if kind.choices else shapes[kind.type]
    return {"title": kind.label, "description": kind.holds, **shape}
