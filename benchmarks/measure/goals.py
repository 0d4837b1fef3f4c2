"""The goals of the project, each with where it stands: reached, not reached, or not measured."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from benchmarks.measure.costs import ratio
from benchmarks.measure.reviewing import ARITHMETIC


@dataclass(frozen=True)
class Goal:
    """`value` is None where this run did not measure it."""

    measure: str
    goal: str
    value: float | None
    reached: bool

    @property
    def verdict(self) -> str:
        return "未测" if self.value is None else ("达到" if self.reached else "未达到")


def _at_least(name: str, bound: float, value: float | None) -> Goal:
    return Goal(name, f"≥ {bound}", value, value is not None and value >= bound)


def _at_most(name: str, bound: float, value: float | None) -> Goal:
    return Goal(name, f"≤ {bound}", value, value is not None and value <= bound)


def goals(results: dict[str, Any]) -> list[Goal]:
    """Hold the figures of a run against the goals."""
    structure, rules, cost = results["structure"], results["rules"], results["cost"]
    repairs = results["repairs"]
    docx, pdf = structure["docx"], structure.get("pdf")
    of_pdf: Callable[[Callable[[Any], float | None]], float | None] = lambda get: get(pdf) if pdf else None  # noqa: E731
    long, larger = cost["200 pages"], cost.get("300 pages")
    docx_cost, pdf_cost = long["docx"], long.get("pdf", {})
    return [
        _at_least("标题（编号、标题、层级全对）F1，docx", 0.98, docx.heading_f1),
        _at_least("标题 F1，PDF", 0.96, of_pdf(lambda s: s.heading_f1)),
        _at_least("表格单元格，docx", 0.99, docx.ruled.share),
        _at_least("表格单元格，docx 拆成几张的表", 0.97, docx.stitched.share),
        _at_least("表格单元格，PDF 有线表", 0.99, of_pdf(lambda s: s.ruled.share)),
        _at_least("表格单元格，PDF 跨页表", 0.97, of_pdf(lambda s: s.stitched.share)),
        _at_least("表格单元格，PDF 三线表", 0.90, of_pdf(lambda s: s.borderless.share)),
        _at_least("金额识别，docx", 0.995, docx.amounts.share),
        _at_least("金额识别，PDF", 0.98, of_pdf(lambda s: s.amounts.share)),
        _at_least("注入问题在其处被发现", 0.98, _recall(rules["scores"])),
        _at_least("注入的算术问题被发现", 1.0, _recall(rules["scores"], ARITHMETIC)),
        _at_least("单处算术差错的改法指到真正的数", 0.95, repairs.share),
        _at_most("改法以确定的措辞指错的", 0, float(repairs.misled)),
        _at_most("无问题和无害改动的文件上的必须修改意见", 0, float(len(rules["wrong"]))),
        _at_most("200 页 docx 审查 ÷ lxml 结构读取", 5, ratio(docx_cost, "our_review", "lxml_floor")),
        _at_most("200 页 docx 审查 ÷ python-docx 读取", 1, ratio(docx_cost, "our_review", "python_docx")),
        _at_most("PDF 审查 ÷ (pdfium 文字 + tablers)", 2.5, ratio(pdf_cost, "our_review", "pdfium_tablers")),
        _at_most("PDF 审查 ÷ pdfplumber 读取", 0.2, ratio(pdf_cost, "our_review", "pdfplumber")),
        _at_most("300 页审查内存峰值（MiB）", 300, _peak(larger)),
        _at_most("--help 冷启动（秒）", 0.3, cost["help_seconds"]),
    ]


def _recall(scores: list[Any], endings: tuple[str, ...] = ()) -> float | None:
    chosen = [s for s in scores if not endings or s.rule.endswith(endings)]
    injected = sum(s.injected for s in chosen)
    return sum(s.at_place for s in chosen) / injected if injected else None


def _peak(costs: dict[str, Any] | None) -> float | None:
    if costs is None:
        return None
    return max(float(costs[s]["our_review"].mebibytes) for s in ("docx", "pdf") if s in costs)
