"""Print the results of a benchmark run as one Markdown page."""

from collections.abc import Iterable, Sequence
from typing import Any

from benchmarks.measure.structure import Structure

_SHOWN = 12


def page(results: dict[str, Any]) -> str:
    """Return the whole page. Seconds compare within one run only."""
    parts = [
        f"# 基准测试（{results['mode']}）\n\n由 `python -m benchmarks.bench` 生成；真值来自生成器的数据。",
        "## 目标\n\n" + _goals(results["goals"]),
        "## 读取\n\n" + _structure(results["structure"]),
        "## 规则\n\n" + _rules(results["rules"]),
        "## 比对\n\n" + _pairs(results["overlap"]),
        "## 开销\n\n" + _cost(results["cost"]),
    ]
    if results["peers"]:
        parts.append("## 同类工具\n\n" + peers(results["peers"]))
    return "\n\n".join(parts) + "\n"


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a Markdown table."""
    lines = ["| " + " | ".join(head) + " |", "|" + "---|" * len(head)]
    return "\n".join([*lines, *("| " + " | ".join(row) + " |" for row in rows)])


def _figure(value: float | None, digits: int = 3) -> str:
    return "—" if value is None else f"{value:.{digits}f}"


def _goals(goals: list[Any]) -> str:
    return table(
        ("指标", "目标", "现值", "结论"), ((g.measure, g.goal, _figure(g.value, 4), g.verdict) for g in goals)
    )


def _structure(found: dict[str, Structure]) -> str:
    head = ("格式", "文件", "标题 F1", "有线表", "拆分/跨页表", "三线表", "金额", "大纲状态")
    rows = []
    for name, s in found.items():
        tallies = (s.ruled, s.stitched, s.borderless, s.amounts, s.statuses)
        rows.append((name, str(s.files), _figure(s.heading_f1), *(_figure(t.share, 4) for t in tallies)))
    notes = [f"{name}：{text}" for name, s in found.items() for text in (*s.problems, *s.worst)[:_SHOWN]]
    notes += [
        f"{name} 大纲状态：{t}（{n}）" for name, s in found.items() for t, n in s.mistakes.most_common(5)
    ]
    return table(head, rows) + _list(notes)


def _rules(rules: dict[str, Any]) -> str:
    head = ("规则", "注入", "发现", "在其处", "转人工", "查全", "无据", "查准", "未发现于")
    rows = []
    for s in rules["scores"]:
        missed = "；".join(s.missed[:3]) + ("…" if len(s.missed) > 3 else "")
        counts = (str(n) for n in (s.injected, s.found, s.at_place, s.asked))
        rows.append(
            (s.rule, *counts, _figure(s.recall, 2), str(s.unjustified), _figure(s.precision, 2), missed)
        )
    wrong = [f"{case}：{rule} {text}" for case, rule, text in rules["wrong"]]
    beside = [f"{case}：{rule} {text}" for case, rule, text in rules["beside"]]
    return (
        f"无问题或无害改动的文件 {rules['sound']} 份，其上的必须修改意见 {len(wrong)} 条。"
        f"{_list(wrong[:_SHOWN])}\n\n注入问题之外另提的必须修改意见 {len(beside)} 条。"
        f"{_list(beside[:_SHOWN])}\n\n" + table(head, rows)
    )


def _pairs(figures: dict[str, Any]) -> str:
    return table(
        ("指标", "值"), ((k, _figure(v, 4) if isinstance(v, float) else str(v)) for k, v in figures.items())
    )


def _cost(cost: dict[str, Any]) -> str:
    rows = []
    for name in (n for n in cost if n != "help_seconds"):
        of_file = cost[name]
        for suffix in (s for s in ("docx", "pdf") if s in of_file):
            tasks = {k: v for k, v in of_file[suffix].items() if k != "bytes"}
            floor = next(iter(tasks.values())).seconds
            size, pages = of_file[suffix]["bytes"] / 2**20, of_file["pages"]
            for task, c in tasks.items():
                per_page = _figure(c.seconds / pages * 1000, 2) if pages else "—"
                spent = (_figure(c.seconds), _figure(c.first), _figure(c.mebibytes, 0))
                ratios = (_figure(c.seconds / floor, 2), _figure(c.seconds / size, 2), per_page)
                rows.append((f"{name}（实 {pages} 页）{suffix}", task, *spent, *ratios))
    head = ("文件", "任务", "CPU 秒（热）", "CPU 秒（首次）", "MiB", "÷ 底线", "秒/MB", "毫秒/页")
    return f"`--help` 冷启动 {_figure(cost['help_seconds'])} 秒。\n\n" + table(head, rows)


def peers(found: list[Any]) -> str:
    """Return the readers side by side, file after file."""
    head = ("文件", "读取者", "标题 F1", "只看题名 F1", "单元格", "CPU 秒", "MiB", "说明")
    rows = []
    for n in found:
        scores = (_figure(n.headings), _figure(n.titles), _figure(n.cells))
        cost = (_figure(n.seconds), _figure(n.mebibytes, 0)) if not n.problem else ("—", "—")
        rows.append((n.file, n.reader, *scores, *cost, n.problem))
    return table(head, rows)


def _list(lines: Sequence[str]) -> str:
    return "".join(f"\n- {line}" for line in lines) and "\n" + "".join(f"\n- {line}" for line in lines)
