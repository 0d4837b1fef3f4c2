"""The facts page and its schema say what the code takes; a new pack loads as it is written."""

import json
from pathlib import Path
from typing import get_args

import pytest

from proposal_check.errors import UsageError
from proposal_check.model.submission import DOCUMENT_KINDS, FACTS
from proposal_check.packs.facts_page import facts_page
from proposal_check.packs.scaffold import new_pack
from proposal_check.packs.schema import DocumentKind
from proposal_check.packs.schemas import schemas

DOCS = Path(__file__).parents[2] / "docs"


def test_the_page_and_the_schema_are_current() -> None:
    written = {name: (DOCS / name).read_text("utf-8") for name in ("facts.md", "facts.schema.json")}
    current = {"facts.md": facts_page(), "facts.schema.json": schemas()["facts.schema.json"]}
    assert written == current, "run: proposal-check packs facts docs"


def test_every_fact_is_in_the_schema() -> None:
    schema = json.loads(schemas()["facts.schema.json"])
    assert list(schema["properties"]) == list(FACTS)
    assert schema["properties"]["nature"]["enum"] == list(FACTS["nature"].choices)


def test_packs_know_the_same_kinds_of_document_as_the_model() -> None:
    assert get_args(DocumentKind) == DOCUMENT_KINDS


def test_a_new_pack_loads_and_extends_its_parent(tmp_path: Path) -> None:
    pack = new_pack("mycity", "linan", tmp_path)
    assert pack.manifest.extends == "linan"
    assert [rule.id for rule in pack.rules if rule.id not in pack.written] == ["MYCI-A01"]
    with pytest.raises(UsageError, match="不是空的"):
        new_pack("mycity", "linan", tmp_path)


@pytest.mark.parametrize("name", ["My City", "市", "1st"])
def test_a_new_pack_needs_a_plain_name(name: str, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="不合用"):
        new_pack(name, "linan", tmp_path)
