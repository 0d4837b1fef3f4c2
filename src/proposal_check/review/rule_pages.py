"""The rule pages: one per rule, from its YAML, its clauses, its check's docstring and its cases."""

import inspect
import re
from io import StringIO
from pathlib import Path

from ruamel.yaml import YAML

from proposal_check.checks.registry import CHECKS
from proposal_check.model.submission import FACTS
from proposal_check.packs.conditions import condition
from proposal_check.packs.schema import Norms, Pack, Rule
from proposal_check.report.wording import SEVERITIES
from proposal_check.review.conditions import condition_words

_CASE = re.compile(
    r"^## (?P<kind>fail|pass|near miss): (?P<title>[^\n]+)\n```doc\n.*?^=> (?P<outcome>\w+)", re.M | re.S
)
_SURE = {"high": "高", "medium": "中", "low": "低"}
_STATUS = {"active": "启用", "draft": "试行，不参与审查", "retired": "停用"}
_HEAD = "<!-- 由 packs docs 生成，请勿手工修改 -->"


def rule_pages(pack: Pack, cases: Path | None = None) -> dict[str, str]:
    """Render a page for every rule and README.md as their index, by file name.

    `cases` is the folder of the pack's case files `<ID>.md`; without it the pages list no cases.
    """
    pages = {f"{rule.id}.md": _page(rule, pack, cases) for rule in pack.rules}
    return {"README.md": _index(pack, cases), **pages}


def write_pages(pages: dict[str, str], folder: Path) -> None:
    """Write the pages and remove generated ones of rules that are gone; other files stay."""
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("*.md"):
        if old.name not in pages and old.read_text("utf-8").startswith(_HEAD):
            old.unlink()
    for name, text in pages.items():
        (folder / name).write_text(text, "utf-8")


def _index(pack: Pack, cases: Path | None) -> str:
    rows = [
        f"| [{rule.id}]({rule.id}.md) | {rule.title} | {SEVERITIES[rule.severity]} | {rule.group} "
        f"| {'、'.join(_clause(clause, pack.norms) for clause in rule.basis)} | `{rule.check}` "
        f"| {len(_found(rule, cases)) or '—'} |"
        for rule in pack.rules
    ]
    head = ["| 编号 | 规则 | 级别 | 分组 | 依据 | 检查 | 用例 |", "|---|---|---|---|---|---|---|"]
    title = f"# {pack.manifest.title}：规则\n\n依据{pack.manifest.regulation}，共 {len(pack.rules)} 条。"
    return "\n".join([_HEAD, "", title, "", *_about(pack), *head, *rows, ""])


def _about(pack: Pack) -> list[str]:
    """Say what the pack extends, how sure its outlines are, and what is not at hand."""
    lines = [f"继承规则包 `{pack.manifest.extends}`。", ""] if pack.manifest.extends else []
    for outline in (
        (pack.outline, *pack.outlines.values()) if pack.outlines or not pack.outline.complete else ()
    ):
        kind = outline.document_kind or pack.manifest.document_kind
        whole = "" if outline.complete else "；只列条款自身要求的内容，不是完整大纲"
        lines.append(f"- {kind}：《{outline.title}》（来源可信度：{_SURE[outline.confidence]}{whole}）")
    lines += [""] if lines and lines[-1] else []
    if pack.manifest.missing:
        lines += ["**手头没有的材料**", "", *(f"- {text}" for text in pack.manifest.missing), ""]
    return lines


def _clause(clause_id: str, norms: Norms) -> str:
    return norms.clauses[clause_id].clause


def _page(rule: Rule, pack: Pack, cases: Path | None) -> str:
    norms = pack.norms
    parts = [
        f"{_HEAD}\n\n# {rule.id} {rule.title}",
        f"{SEVERITIES[rule.severity]} · {rule.group} · {_STATUS[rule.status]} · 自 {rule.since}",
        _inherited(rule, pack),
        "**依据** " + "；".join(_cited(clause, norms) for clause in rule.basis),
        f"**适用** {_applies(rule)}",
        f"**意见** {rule.message}",
        f"**怎么改** {rule.suggestion}",
        f"## 检查 `{rule.check}`\n\n{inspect.getdoc(CHECKS[rule.check]) or ''}",
        _params(rule),
        _cases(rule, cases),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def _inherited(rule: Rule, pack: Pack) -> str:
    """Say where an inherited rule comes from, and what was changed here and why."""
    if rule.id not in pack.written:
        return ""
    words = f"继承自规则包 `{pack.written[rule.id]}`"
    override = pack.changed.get(rule.id)
    return f"{words}，本包有改动：{override.reason}" if override else words


def _cited(clause_id: str, norms: Norms) -> str:
    clause = norms.clauses[clause_id]
    return f"《{clause.source}》（{clause.edition}）{clause.clause}"


def _applies(rule: Rule) -> str:
    tests = {**rule.given, **rule.when}
    words = (f"{FACTS[name].label}{condition_words(condition(test))}" for name, test in tests.items())
    note = f"（{'、'.join(FACTS[name].label for name in rule.given)}未写明时不适用）" if rule.given else ""
    return ("，且".join(words) or "所有项目") + note


def _params(rule: Rule) -> str:
    if not rule.params:
        return ""
    shown = StringIO()
    yaml = YAML()
    yaml.width = 100
    yaml.dump(rule.params, shown)
    return f"参数：\n\n```yaml\n{shown.getvalue()}```"


def _found(rule: Rule, folder: Path | None) -> list[re.Match[str]]:
    """Find the cases of a rule; an inherited rule has them in the pack that wrote it."""
    file = folder / f"{rule.id}.md" if folder else None
    return list(_CASE.finditer(file.read_text("utf-8"))) if file and file.is_file() else []


def _cases(rule: Rule, folder: Path | None) -> str:
    found = _found(rule, folder)
    if not found:
        return ""
    rows = [f"| {case['kind']} | {case['title']} | {case['outcome']} |" for case in found]
    return "\n".join(["## 用例", "", "| 类型 | 情形 | 结果 |", "|---|---|---|", *rows])
