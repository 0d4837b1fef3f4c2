"""What a pack takes from the one it extends, what it may change there, and what it may not."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from proposal_check.packs.links import unregistered_figures
from proposal_check.packs.problems import Problem
from proposal_check.packs.schema import Norms, Override, Pack, Rule

# Keys of the manifest that a pack must state for itself.
_OWN = {"id", "version", "title", "extends", "missing", "notices"}


def inherited_keys(parent: Pack | None) -> dict[str, Any] | None:
    """Give the manifest keys that a child need not repeat; None without a parent."""
    return None if parent is None else parent.manifest.model_dump(exclude=_OWN)


def merge_norms(own: Norms | None, parent: Pack | None) -> Norms | None:
    """Add a pack's clauses and figures to its parent's; the same id replaces."""
    if parent is None or own is None:
        return own if parent is None else parent.norms
    return Norms(
        clauses={**parent.norms.clauses, **own.clauses}, figures={**parent.norms.figures, **own.figures}
    )


def merge_rules(
    own: Iterable[Rule], overrides: Iterable[Override], parent: Pack | None
) -> tuple[list[Rule], dict[str, str], dict[str, Override]]:
    """Give all rules in the order of their ids, who wrote the inherited ones, and what was overridden."""
    above = {rule.id: rule for rule in parent.rules} if parent else {}
    written = {name: parent.written.get(name, parent.manifest.id) for name in above} if parent else {}
    changed = dict(parent.changed) if parent else {}
    for override in overrides:
        above[override.overrides] = _override(above[override.overrides], override)
        changed[override.overrides] = override
    rules = {**above, **{rule.id: rule for rule in own}}
    return sorted(rules.values(), key=lambda rule: rule.id), written, changed


def _override(rule: Rule, override: Override) -> Rule:
    changes: dict[str, Any] = {"params": {**rule.params, **override.params}}
    if override.severity is not None:
        changes["severity"] = override.severity
    if override.status is not None:
        changes["status"] = override.status
    return rule.model_copy(update=changes)


def check_inheritance(
    rules: Mapping[str, Rule], overrides: Mapping[str, Override], parent: Pack | None, norms: Norms | None
) -> Iterator[Problem]:
    """Yield rules that hide the parent's, and overrides of nothing, of the wrong file, or without effect."""
    above = {rule.id for rule in parent.rules} if parent else set()
    for file, rule in rules.items():
        if rule.id in above:
            yield Problem(file, f"规则“{rule.id}”已由上级规则包定义，请改用 overrides 并写明理由", ("id",))
    for file, override in overrides.items():
        if override.overrides not in above:
            yield Problem(file, f"overrides 指定的规则“{override.overrides}”不在上级规则包中", ("overrides",))
        if file != f"rules/{override.overrides}.yaml":
            yield Problem(file, f"文件名应为 {override.overrides}.yaml", ("overrides",))
        if override.severity is None and override.status is None and not override.params:
            yield Problem(file, "没有改动任何内容：应写 severity、params 或 status", ("overrides",))
        if norms:
            yield from unregistered_figures(file, override.params, norms)
