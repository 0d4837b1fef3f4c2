"""References inside a pack: every clause, fact, figure and id that is named must exist, ids only once."""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any

from proposal_check.model.finding import Conclusion
from proposal_check.model.submission import FACTS
from proposal_check.packs.conditions import condition
from proposal_check.packs.problems import Problem
from proposal_check.packs.schema import (
    Condition,
    Figure,
    Manifest,
    Norms,
    Outline,
    OutlineItem,
    Rule,
    Scalar,
    When,
)


def check_manifest(manifest: Manifest) -> Iterator[Problem]:
    """Yield the conclusions that the manifest does not name, and letter titles without a project."""
    for conclusion in Conclusion:
        if conclusion.value not in manifest.conclusions:
            yield Problem("pack.toml", f"conclusions 缺少“{conclusion.value}”的名称", ("conclusions",))
    if "{project}" not in manifest.letter_title:
        yield Problem("pack.toml", "letter_title 中没有 {project}", ("letter_title",))


def check_norms(norms: Norms, own: Norms) -> Iterator[Problem]:
    """Yield a file's own figures that rest on no clause registered here or above, or give no value."""
    for name, figure in own.figures.items():
        keys = ("figures", name)
        if figure.clause not in norms.clauses:
            yield Problem("norms.yaml", f"数值“{name}”的依据“{figure.clause}”未登记", (*keys, "clause"))
        if figure.low is None and figure.high is None and not figure.brackets:
            yield Problem("norms.yaml", f"数值“{name}”没有 low 也没有 high", keys)
        yield from _check_brackets(name, figure)


def _check_brackets(name: str, figure: Figure) -> Iterator[Problem]:
    """Yield the first step of a fee table that is out of order, or is neither a point nor a slice."""
    last = Decimal(0)
    slices = any(step.percent is not None for step in figure.brackets)
    for index, step in enumerate(figure.brackets):
        keys = ("figures", name, "brackets", index)
        if (step.percent is None) == (step.fee is None) or slices != (step.percent is not None):
            yield Problem("norms.yaml", f"“{name}”的每一档应统一写 fee（内插）或 percent（累进）", keys)
            return
        open_ = step.upto is None and slices and index == len(figure.brackets) - 1
        if not open_ and (step.upto is None or step.upto <= last):
            yield Problem("norms.yaml", f"“{name}”的 upto 应由小到大，只有累进的末档可以不写", keys)
            return
        last = step.upto or last


def own_kind(outline: Outline, manifest: Manifest) -> str:
    """Name the kind of document an outline is for; unsaid, it is the pack's own kind."""
    return outline.document_kind or manifest.document_kind


def check_outlines(
    outlines: Mapping[str, Outline], manifest: Manifest | None, norms: Norms | None, inherits: bool
) -> Iterator[Problem]:
    """Yield each outline's problems, kinds with two outlines, and a pack with none for its own kind."""
    kinds: dict[str, str] = {}
    for file, outline in outlines.items():
        yield from _check_outline(file, outline, norms)
        if file.startswith("outlines/") and not outline.document_kind:
            yield Problem(file, "outlines/ 中的大纲应写明 document_kind", ())
        elif manifest:
            first = kinds.setdefault(own_kind(outline, manifest), file)
            if first != file:
                yield Problem(file, f"文档类型与 {first} 重复", ("document_kind",))
    if manifest and outlines and not inherits and manifest.document_kind not in kinds:
        kind = manifest.document_kind
        yield Problem("pack.toml", f"没有文档类型“{kind}”的大纲", ("document_kind",))


def _check_outline(file: str, outline: Outline, norms: Norms | None) -> Iterator[Problem]:
    """Yield doubled item ids, unknown clauses and unknown facts of an outline."""
    if norms and outline.basis not in norms.clauses:
        yield Problem(file, f"依据“{outline.basis}”未在 norms.yaml 登记", ("basis",))
    seen: set[str] = set()
    for keys, item in _items(outline.chapters, ("chapters",)):
        if item.id in seen:
            yield Problem(file, f"大纲编号“{item.id}”重复", (*keys, "id"))
        seen.add(item.id)
        if norms and item.basis and item.basis not in norms.clauses:
            yield Problem(file, f"依据“{item.basis}”未在 norms.yaml 登记", (*keys, "basis"))
        yield from _unknown_facts(file, item.when, keys)


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
        yield from _unknown_facts(file, rule.given, name="given")
        if norms:
            yield from _unregistered(file, rule, norms)


def check_malformed(rules: Mapping[str, Mapping[str, Any]], norms: Norms | None) -> Iterator[Problem]:
    """Yield the unknown facts and clauses of rules that are wrong in other ways too."""
    for file, rule in rules.items():
        for key in ("when", "given"):
            named = rule.get(key)
            for fact in named if isinstance(named, dict) else ():
                if fact not in FACTS:
                    yield Problem(file, f"{key} 使用了未定义的申报信息“{fact}”", (key, fact))
        basis = rule.get("basis")
        for index, clause in enumerate(basis if isinstance(basis, list) else ()):
            if norms and str(clause) not in norms.clauses:
                yield Problem(file, f"依据“{clause}”未在 norms.yaml 登记", ("basis", index))


def _unregistered(file: str, rule: Rule, norms: Norms) -> Iterator[Problem]:
    for index, clause in enumerate(rule.basis):
        if clause not in norms.clauses:
            yield Problem(file, f"依据“{clause}”未在 norms.yaml 登记", ("basis", index))
    yield from unregistered_figures(file, rule.params, norms)


def unregistered_figures(file: str, params: Mapping[str, Any], norms: Norms) -> Iterator[Problem]:
    """Yield figures and clauses that params name and norms.yaml does not register."""
    for keys, name in _named(params, ("params",), "_figure"):
        if name not in norms.figures:
            yield Problem(file, f"数值“{name}”未在 norms.yaml 登记", keys)
    for keys, name in _named(params, ("params",), "_clause"):
        if name not in norms.clauses:
            yield Problem(file, f"依据“{name}”未在 norms.yaml 登记", keys)


def _named(
    node: Any, keys: tuple[str | int, ...], suffix: str
) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Find the norms that params name: by convention under a key that ends in `_figure` or `_clause`."""
    if isinstance(node, list):
        for index, child in enumerate(node):
            yield from _named(child, (*keys, index), suffix)
    if not isinstance(node, dict):
        return
    for key, child in node.items():
        if str(key).endswith(suffix):
            yield (*keys, key), str(child)
        else:
            yield from _named(child, (*keys, key), suffix)


def _unknown_facts(
    file: str, when: When, keys: tuple[str | int, ...] = (), name: str = "when"
) -> Iterator[Problem]:
    for fact, test in when.items():
        here = (*keys, name, fact)
        if fact not in FACTS:
            yield Problem(file, f"{name} 使用了未定义的申报信息“{fact}”", here)
        elif FACTS[fact].type == "flag" and not isinstance(test, bool):
            yield Problem(file, f"“{fact}”的条件应为 true 或 false", here)
        elif FACTS[fact].choices:
            for value in _values(condition(test)):
                if value not in FACTS[fact].choices:
                    yield Problem(file, f"“{fact}”没有“{value}”这个值，可用：{FACTS[fact].holds}", here)


def _values(test: Condition) -> list[Scalar]:
    return [*([] if test.eq is None else [test.eq]), *(test.any_of or []), *(test.none_of or [])]


def _items(
    items: Iterable[OutlineItem], keys: tuple[str | int, ...]
) -> Iterator[tuple[tuple[str | int, ...], OutlineItem]]:
    for index, item in enumerate(items):
        here = (*keys, index)
        yield here, item
        yield from _items(item.children, (*here, "children"))
