"""The modules of our base proposals, by proposal: what the pairs are made of."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from ruamel.yaml import YAML

_PROPOSALS = Path(__file__).parents[1] / "proposals"


@dataclass(frozen=True, slots=True)
class Known:
    """A module of a base proposal: its name without the word 模块, and what it does."""

    proposal: str
    name: str
    detail: str


@cache
def proposals() -> Mapping[str, tuple[Known, ...]]:
    """Read the software tables of all base proposals."""
    return {path.stem: tuple(_modules(path)) for path in sorted(_PROPOSALS.glob("*.yaml"))}


def _modules(path: Path) -> list[Known]:
    found = []
    for table in YAML(typ="safe").load(path.read_text("utf-8")).get("budget", {}).values():
        keys = table.get("keys", "").split() if isinstance(table, dict) else []
        if "functions" in keys:
            for line in table["items"].strip().splitlines():
                cells = dict(zip(keys, (cell.strip() for cell in line.split("|")), strict=False))
                found.append(Known(path.stem, cells["name"].removesuffix("模块"), cells["functions"]))
    return found
