"""The cost of passage search as a page: a library at several sizes, goals, growth, floors of the same run."""

from collections.abc import Iterator
from pathlib import Path

from benchmarks.overlap.speed import Answer, Times, ask_apart, build, drop_cache, floors, stored

_HEAD = """# 文字比对的开销

由 `python -m benchmarks.overlap_bench cost` 生成。每份文本 10 万字（自编，字频近似自然文本），
提问的文本 10 万字，其中六段抄自库内。“墙钟/处理器”为毫秒；机器上有其他程序时，墙钟时间偏大，应看处理器时间。
冷：先让系统忘掉库文件的缓存。内存为进程自有内存（RssAnon），映射的库文件另计，系统可随时收回。
磁盘依次为指纹、短指纹、原文、目录。

"""
_COLUMNS = (
    *("份数", "建库 MB/s（处理器）", "磁盘 MB（原文 MB）", "打开加首问，冷", "首问，冷", "再问，热"),
    *("换句，首次", "换句", "内存 MB", "含换句 MB", "映射 MB", "找到"),
)
_GOALS = "\n目标（1 万份）：热 ≤ 50，冷 ≤ 1000，建库 ≥ 10 MB/s，内存 ≤ 300 MB。\n\n"
_FLOORS = """## 同次运行的参照

| 参照 | 每份入库，处理器毫秒 | 一次提问，墙钟/处理器毫秒 | 答什么 |
|---|---|---|---|
"""
_ANSWERS = (
    "哪些文本含某 16 字（逐段探查，100 份）",
    "与哪些整篇相近（Jaccard ≥ 0.5，30 份）",
    "与各整篇的余弦（30 份）",
)


def cost_report(folder: Path, sizes: list[int]) -> str:
    """Let a library grow to each size and measure it there, then the floors; give the page."""
    rows = "".join(_growth(folder / "library", sizes))
    beside = "".join(
        f"| {name} | {taken:.1f} | {_both(asked)} | {says} |\n"
        for (name, taken, asked), says in zip(floors(folder, 100, 30), _ANSWERS, strict=True)
    )
    head = f"| {' | '.join(_COLUMNS)} |\n{'|---' * len(_COLUMNS)}|\n"
    return _HEAD + head + rows + _GOALS + _FLOORS + beside


def _growth(root: Path, sizes: list[int]) -> Iterator[str]:
    done, text_bytes, seconds = 0, 0.0, 0.0
    for size in sizes:
        added, spent = build(root, done, size - done)
        done, text_bytes, seconds = size, text_bytes + added, seconds + spent
        drop_cache(root)
        cold = ask_apart(root, size)
        yield _row(size, text_bytes / 1e6, seconds, stored(root), cold, ask_apart(root, size))


def _row(size: int, text: float, seconds: float, disk: dict[str, float], cold: Answer, warm: Answer) -> str:
    parts = " + ".join(f"{disk[name]:.0f}" for name in ("exact", "loose", "texts", "library"))
    opened: Times = (cold["open"][0] + cold["first"][0], cold["open"][1] + cold["first"][1])
    cells = (
        f"{size}",
        f"{text / seconds:.1f}",
        f"{sum(disk.values()):.0f} = {parts}（{text:.0f}）",
        _both(opened),
        _both(cold["first"]),
        _both(warm["warm"]),
        _both(warm["paraphrase first"]),
        _both(warm["paraphrase"]),
        f"{warm['memory']:.0f}",
        f"{warm['memory with paraphrase']:.0f}",
        f"{warm['memory mapped']:.0f}",
        f"{warm['found of 6']}/6",
    )
    return "| " + " | ".join(cells) + " |\n"


def _both(times: Times) -> str:
    return f"{times[0]:.0f}/{times[1]:.0f}"
