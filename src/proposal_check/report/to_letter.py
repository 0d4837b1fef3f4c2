"""The letter 《关于××项目建设方案规范性初审修改意见的函》, from the pack's Word template."""

import io
import re
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from proposal_check.errors import PackError
from proposal_check.model.finding import Review
from proposal_check.packs.schema import Pack
from proposal_check.report.letter_tables import attachments
from proposal_check.report.letter_text import Wording, closing, opening, sections
from proposal_check.report.letter_title import title
from proposal_check.report.opinions import opinions
from proposal_check.report.word_file import without_clock
from proposal_check.report.wording import clean, fact_text

if TYPE_CHECKING:
    from docxtpl import DocxTemplate  # type: ignore[import-untyped]
    from jinja2 import Environment

TEMPLATE = "letter.docx"
_ADVICE = "请在 Word 中改正模板，或用原来的模板恢复。"


def write_letter(review: Review, pack: Pack, path: Path) -> None:
    """Fill the pack's letter.docx and write the letter, byte-identical for equal reviews.

    Raises PackError when the template is missing, is not a Word file, or names something unknown.
    """
    content = _render(_template(pack), letter_context(review, pack))
    path.write_bytes(content)


def _template(pack: Pack) -> Path:
    """Find the pack's template, or that of the nearest pack it extends."""
    paths = [Path(root) / TEMPLATE for root in (pack.root, *pack.above)]
    return next((path for path in paths if path.is_file()), paths[0])


def letter_context(review: Review, pack: Pack) -> dict[str, Any]:
    """Collect everything a template may name."""
    found = opinions(review)
    wording = Wording(pack)
    tables = attachments(review, pack, found, wording)
    kept = [a for a in tables.values() if a]
    reply = tables["reply"]
    return {
        "authority": clean(pack.manifest.authority),
        "title": title(review, pack),
        "addressee": fact_text(review.facts, "owner_unit", "××"),
        "opening": opening(review, pack, wording, bool(found)),
        "sections": sections(review, pack, wording),
        "closing": closing(review, found, f"附件{reply['number']}" if reply else ""),
        "attachments": [f"{a['number']}.{a['title']}" if a["number"] else a["title"] for a in kept],
        **tables,
    }


def _render(template: Path, context: dict[str, Any]) -> bytes:
    from docxtpl import DocxTemplate
    from jinja2 import StrictUndefined, TemplateError
    from jinja2.sandbox import SandboxedEnvironment

    environment = SandboxedEnvironment(undefined=StrictUndefined, autoescape=True)
    document = DocxTemplate(io.BytesIO(_read(template)))
    try:
        _check_names(document, environment, context, template)
        document.render(context, environment)
    except TemplateError as error:
        raise PackError("函的模板不能使用。", [_problem(template, document, error)], _ADVICE) from error
    made = io.BytesIO()
    document.save(made)
    return without_clock(made.getvalue())


def _read(template: Path) -> bytes:
    try:
        content = template.read_bytes()
    except OSError as error:
        raise PackError(f"规则包缺少函的模板 {TEMPLATE}。", [str(template)], "请补上模板。") from error
    if not zipfile.is_zipfile(io.BytesIO(content)):
        raise PackError(f"函的模板 {TEMPLATE} 不是 Word 文件。", [str(template)], _ADVICE)
    return content


def _check_names(
    document: "DocxTemplate", environment: "Environment", context: dict[str, Any], template: Path
) -> None:
    unknown = sorted(document.get_undeclared_template_variables(environment, context))
    if unknown:
        problems = [f"{template}: 不认识的占位符 {{{{ {name} }}}}" for name in unknown]
        raise PackError("函的模板用了程序不提供的占位符。", problems, _ADVICE)


def _problem(template: Path, document: "DocxTemplate", error: Exception) -> str:
    """Say which placeholder is wrong, and the paragraphs of the template that carry it."""
    from docx.oxml.ns import qn

    named = re.search(r"no attribute '(\w+)'$|^'(\w+)' is undefined$", str(error))
    if not named:
        nearby = (clean(line) for line in getattr(error, "docx_context", ()))
        return f"{template}: {error}（附近文字：{'；'.join(line for line in nearby if '{' in line)}）"
    name = named.group(1) or named.group(2)
    texts = ("".join(p.itertext()) for p in document.get_docx().element.body.iter(qn("w:p")))
    places = "；".join(clean(t) for t in texts if name in t and "{" in t)
    return f"{template}: 不认识的占位符 {name}（所在文字：{places}）"
