"""The files of one pack folder, each validated on its own: manifest, outlines, norms, rules, overrides."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from pydantic import ValidationError

from proposal_check.packs.problems import Problem, from_validation
from proposal_check.packs.schema import Data, Manifest, Norms, Outline, Override, Rule
from proposal_check.packs.source import Malformed, SourceFile
from proposal_check.packs.tables import TableForm

_Part = TypeVar("_Part", bound=Data)


@dataclass
class Parts:
    """What a folder holds, by file name; `problems` collects what could not be read."""

    files: Mapping[str, SourceFile]
    manifest: Manifest | None = None
    norms: Norms | None = None
    outlines: dict[str, Outline] = field(default_factory=dict)
    rules: dict[str, Rule] = field(default_factory=dict)
    overrides: dict[str, Override] = field(default_factory=dict)
    tables: dict[str, TableForm] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


def read_parts(
    files: Mapping[str, SourceFile], inherited: Mapping[str, Any] | None, problems: list[Problem]
) -> Parts:
    """Validate every file of a folder.

    `inherited` are the parent's manifest keys; without a parent, norms.yaml and an outline must be there.
    """
    parts = Parts(files, problems=problems)
    for name in sorted(files):
        _file(parts, name, inherited or {})
    if inherited is None and "norms.yaml" not in files:
        problems.append(Problem("norms.yaml", "规则包缺少文件 norms.yaml", line=1))
    if inherited is None and not any(_is_outline(name) for name in files):
        problems.append(Problem("outline.yaml", "规则包缺少文件 outline.yaml", line=1))
    return parts


def _file(parts: Parts, name: str, inherited: Mapping[str, Any]) -> None:
    """Put one file's content where it belongs; a file that belongs nowhere is a problem."""
    if name == "pack.toml":
        parts.manifest = _part(parts, name, Manifest, inherited)
    elif name == "norms.yaml":
        parts.norms = _part(parts, name, Norms)
    elif _is_outline(name):
        _put(parts, name, Outline, parts.outlines)
    elif re.fullmatch(r"tables/[^/]+\.yaml", name):
        _put(parts, name, TableForm, parts.tables)
    elif not re.fullmatch(r"rules/[^/]+\.yaml", name):
        parts.problems.append(Problem(name, "规则包中不认识的文件", line=1))
    elif _overrides(parts, name):
        _put(parts, name, Override, parts.overrides)
    else:
        _put(parts, name, Rule, parts.rules)


def _put(parts: Parts, name: str, model: type[_Part], held: dict[str, _Part]) -> None:
    if part := _part(parts, name, model):
        held[name] = part


def _is_outline(name: str) -> bool:
    return name == "outline.yaml" or re.fullmatch(r"outlines/[^/]+\.yaml", name) is not None


def _overrides(parts: Parts, name: str) -> bool:
    """Tell by the text alone: parsing every rule twice would be felt at each start."""
    return re.search(r"^overrides\s*:", parts.files[name].text, re.MULTILINE) is not None


def raw(file: SourceFile) -> Any:
    """Parse a file, None when it is malformed: whoever validates it says so."""
    try:
        return file.parse()
    except Malformed:
        return None


def malformed_rules(parts: Parts) -> dict[str, dict[str, Any]]:
    """Give the rule files that did not validate but are mappings: what they name can still be looked up."""
    names = (n for n in parts.files if n.startswith("rules/") and n not in {**parts.rules, **parts.overrides})
    contents = ((name, raw(parts.files[name])) for name in names)
    return {name: content for name, content in contents if isinstance(content, dict)}


def _part(
    parts: Parts, name: str, model: type[_Part], inherited: Mapping[str, Any] | None = None
) -> _Part | None:
    try:
        content = parts.files[name].parse()
        if inherited and isinstance(content, dict):
            content = {**inherited, **content}
        return model.model_validate(content)
    except Malformed as error:
        parts.problems.append(Problem(name, error.message, line=error.line))
    except ValidationError as error:
        parts.problems.extend(from_validation(name, error))
    return None
