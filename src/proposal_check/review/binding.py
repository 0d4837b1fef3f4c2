"""Bind each active rule of a pack to its check, or refuse the pack with all its problems."""

import string
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel, ValidationError

from proposal_check.checks.case import Check
from proposal_check.checks.registry import CHECKS
from proposal_check.outline.tree import flatten
from proposal_check.packs.load import load_pack, pack_error, rule_problems
from proposal_check.packs.problems import Problem, from_validation
from proposal_check.packs.schema import Pack, Rule


@dataclass(frozen=True, slots=True)
class BoundRule:
    """A rule with its check and the parameters that the check has accepted."""

    rule: Rule
    check: Check
    params: BaseModel


def bind(pack: Pack, checks: Mapping[str, Check] = CHECKS) -> tuple[BoundRule, ...]:
    """Bind the active rules in the order of the pack; drafts are validated too, retired rules are not.

    Raises PackError with every unknown check, unfit parameter, item that the outline (perhaps another than
    the rule was written for) does not have, and undeclared placeholder as `path:line`.
    """
    outlines = (pack.outline, *pack.outlines.values())
    known = {"items": {node.item.id for outline in outlines for node in flatten(outline)}}
    bound: list[BoundRule] = []
    problems: list[Problem] = []
    for rule in pack.rules:
        if rule.status == "retired":
            continue
        found = list(_problems(rule, checks, known))
        problems += found
        if not found and rule.status == "active":
            check = checks[rule.check]
            params = check.Params.model_validate(rule.params, context=known)
            bound.append(BoundRule(rule, check, params))
    if problems:
        raise pack_error(Path(pack.root).name, rule_problems(pack, problems))
    return tuple(bound)


def load_bound(id_or_dir: str | Path) -> Pack:
    """Load a pack whose rules all bind; a refused pack tells the problems of both kinds at once."""
    pack = load_pack(id_or_dir, also=lambda rules: [p for r in rules for p in _problems(r, CHECKS, {})])
    bind(pack)
    return pack


def _problems(rule: Rule, checks: Mapping[str, Check], known: Mapping[str, set[str]]) -> Iterator[Problem]:
    file = f"rules/{rule.id}.yaml"
    check = checks.get(rule.check)
    if check is None:
        listed = "、".join(sorted(checks))
        yield Problem(file, f"没有名为“{rule.check}”的检查；可用：{listed}", ("check",))
        return
    try:
        check.Params.model_validate(rule.params, context=dict(known))
    except ValidationError as error:
        yield from from_validation(file, error, ("params",))
    for key in ("message", "suggestion"):
        for name in _placeholders(getattr(rule, key)):
            if name not in check.VALUES:
                offered = "、".join(sorted(check.VALUES)) or "（无）"
                message = f"检查 {rule.check} 不提供占位符 {{{name}}}；可用：{offered}"
                yield Problem(file, message, (key,))


def _placeholders(template: str) -> Iterator[str]:
    """Name a template's placeholders; a malformed template has the placeholder `template` itself."""
    try:
        for _, name, spec, conversion in string.Formatter().parse(template):
            if name is not None:
                yield name if name.isidentifier() and not spec and not conversion else repr(name)
    except ValueError:
        yield template
