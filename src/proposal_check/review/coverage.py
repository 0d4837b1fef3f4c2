"""docs/coverage.md: the catalogue of the regulations' rules, one by one, and what became of each."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from pydantic import BaseModel, ConfigDict
from ruamel.yaml import YAML

from proposal_check.packs.schema import Pack, Rule
from proposal_check.report.wording import SEVERITIES

_HEAD = """\
<!-- 由 packs coverage 生成，请勿手工修改；数据在 coverage.yaml -->

# 规则目录逐条落实情况

五份办法中能由文件、申报信息、附件、批次或历史版本判定的要求都有规则；只有人能判断的写进函后的办理提示；其余写明原因。
“目录之外”是同一条款下另外拆出或补充的规则。
"""


class Entry(BaseModel):
    """One line of the catalogue; without `rules` the rule of the same id carries it, `note` says why not."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    rules: tuple[str, ...] | None = None
    note: str = ""


Catalogue = Mapping[str, Mapping[str, Entry]]


def load_catalogue(path: Path) -> Catalogue:
    """Read the data file: pack → catalogue id → entry."""
    content = YAML(typ="safe").load(path.read_text("utf-8"))
    return {
        pack: {key: Entry.model_validate(entry or {}) for key, entry in entries.items()}
        for pack, entries in content.items()
    }


def problems(catalogue: Catalogue, packs: Mapping[str, Pack]) -> list[str]:
    """List entries that name no such rule, and entries left out without a reason or in spite of a rule."""
    found = []
    for pack, entries in catalogue.items():
        known = {rule.id for rule in packs[pack].rules}
        for key, entry in entries.items():
            carriers = _carriers(key, entry)
            found += [f"{pack}: {key} → {rule}: no such rule" for rule in carriers if rule not in known]
            if not carriers and not entry.note:
                found.append(f"{pack}: {key}: neither rule nor reason")
            if not carriers and key in known:
                found.append(f"{pack}: {key}: left out, but there is a rule")
    return found


def coverage_page(catalogue: Catalogue, packs: Mapping[str, Pack]) -> str:
    """Render the page."""
    parts = [_HEAD]
    for pack, entries in catalogue.items():
        parts.append("\n".join(_section(packs[pack], entries)))
    return "\n".join(parts)


def _section(pack: Pack, entries: Mapping[str, Entry]) -> Iterator[str]:
    rules = {rule.id: rule for rule in pack.rules}
    listed = {rule for key, entry in entries.items() for rule in _carriers(key, entry)}
    done = sum(bool(_carriers(key, entry)) for key, entry in entries.items())
    name = pack.manifest.id
    yield f"## {pack.manifest.regulation}（`{name}`）\n"
    yield f"目录 {len(entries)} 条，{done} 条有规则，{len(entries) - done} 条没有。\n"
    yield "| 目录编号 | 规则 | 说明 |"
    yield "|---|---|---|"
    for key, entry in entries.items():
        shown = "<br>".join(_shown(name, rules[rule]) for rule in _carriers(key, entry) if rule in rules)
        yield f"| {key} | {shown or '—'} | {entry.note} |"
    others = [rule for rule in pack.rules if rule.id not in listed and rule.id not in pack.written]
    yield from (f"| 目录之外 | {_shown(name, rule)} | |" for rule in others)
    yield ""


def _carriers(key: str, entry: Entry) -> tuple[str, ...]:
    return (key,) if entry.rules is None else entry.rules


def _shown(pack: str, rule: Rule) -> str:
    status = "" if rule.status == "active" else "，未启用"
    return f"[{rule.id}](rules/{pack}/{rule.id}.md) {rule.title}（{SEVERITIES[rule.severity]}{status}）"
