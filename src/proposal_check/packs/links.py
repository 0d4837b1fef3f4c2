"""References inside a pack: every clause, fact, figure and id that is named must exist, ids only once."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from proposal_check.model.finding import Conclusion
from proposal_check.model.submission import FACTS
from proposal_check.packs.problems import Problem
from proposal_check.packs.schema import Manifest, Norms, Outline, OutlineItem, Rule, When


def check_manifest(manifest: Manifest) -> Iterator[Problem]:
    """Yield the conclusions that the manifest does not name, and letter titles without a project."""
    for conclusion in Conclusion:
        if conclusion.value not in manifest.conclusions:
            yield Problem("pack.toml", f"conclusions 缺少“{conclusion.value}”的名称", ("conclusions",))
    if "{project}" not in manifest.letter_title:
        yield Problem("pack.toml", "letter_title 中没有 {project}", ("letter_title",))


def check_norms(norms: Norms) -> Iterator[Problem]:
    """Yield figures that rest on no registered clause or give no value."""
    for name, figure in norms.figures.items():
        keys = ("figures", name)
        if figure.clause not in norms.clauses:
            yield Problem("norms.yaml", f"数值“{name}”的依据“{figure.clause}”未登记", (*keys, "clause"))
        if figure.low is None and figure.high is None:
            yield Problem("norms.yaml", f"数值“{name}”没有 low 也没有 high", keys)


def check_outline(outline: Outline, norms: Norms | None) -> Iterator[Problem]:
    """Yield doubled item ids, unknown clauses and unknown facts of the outline."""
    if norms and outline.basis not in norms.clauses:
        yield Problem("outline.yaml", f"依据“{outline.basis}”未在 norms.yaml 登记", ("basis",))
    seen: set[str] = set()
    for keys, item in _items(outline.chapters, ("chapters",)):
        if item.id in seen:
            yield Problem("outline.yaml", f"大纲编号“{item.id}”重复", (*keys, "id"))
        seen.add(item.id)
        if norms and item.basis and item.basis not in norms.clauses:
            yield Problem("outline.yaml", f"依据“{item.basis}”未在 norms.yaml 登记", (*keys, "basis"))
        yield from _unknown_facts("outline.yaml", item.when, keys)


def check_rules(rules: Mapping[str, Rule], norms: Norms | None) -> Iterator[Problem]:
    """Yield misnamed files, doubled ids, unknown clauses, facts and figures; `rules` is by file name."""
    owners: dict[str, str] = {}
    for file, rule in rules.items():
        first = owners.setdefault(rule.id, file)
        if first != file:
            yield Problem(file, f"规则编号“{rule.id}”与 {first} 重复", ("id",))
        elif file != f"rules/{rule.id}.yaml":
            yield Problem(file, f"文件名应为 {rule.id}.yaml", ("id",))
        yield from _unknown_facts(file, rule.when)
        if norms:
            yield from _unregistered(file, rule, norms)


def _unregistered(file: str, rule: Rule, norms: Norms) -> Iterator[Problem]:
    for index, clause in enumerate(rule.basis):
        if clause not in norms.clauses:
            yield Problem(file, f"依据“{clause}”未在 norms.yaml 登记", ("basis", index))
    for keys, name in _figures(rule.params, ("params",)):
        if name not in norms.figures:
            yield Problem(file, f"数值“{name}”未在 norms.yaml 登记", keys)


def _figures(node: Any, keys: tuple[str | int, ...]) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Find the norm figures that params name: by convention under a key that ends in `_figure`."""
    if isinstance(node, list):
        for index, child in enumerate(node):
            yield from _figures(child, (*keys, index))
    if not isinstance(node, dict):
        return
    for key, child in node.items():
        if str(key).endswith("_figure"):
            yield (*keys, key), str(child)
        else:
            yield from _figures(child, (*keys, key))


def _unknown_facts(file: str, when: When, keys: tuple[str | int, ...] = ()) -> Iterator[Problem]:
    for fact, test in when.items():
        if fact not in FACTS:
            yield Problem(file, f"when 使用了未定义的申报信息“{fact}”", (*keys, "when", fact))
        elif FACTS[fact][1] == "是或否" and not isinstance(test, bool):
            yield Problem(file, f"“{fact}”的条件应为 true 或 false", (*keys, "when", fact))


def _items(
    items: Iterable[OutlineItem], keys: tuple[str | int, ...]
) -> Iterator[tuple[tuple[str | int, ...], OutlineItem]]:
    for index, item in enumerate(items):
        here = (*keys, index)
        yield here, item
        yield from _items(item.children, (*here, "children"))
