"""What can be wrong with a pack, in words, each with the file and the key it concerns."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from proposal_check.packs.source import Keys, SourceFile

_TYPES = {
    "string_type": "应为文字（数字、日期请加引号）",
    "list_type": "应为列表",
    "dict_type": "应为“键: 值”的映射",
    "model_type": "应为“键: 值”的映射",
    "int_type": "应为整数",
    "int_parsing": "应为整数",
    "bool_parsing": "应为 true 或 false",
    "bool_type": "应为 true 或 false",
    "decimal_type": "应为数",
    "decimal_parsing": "应为数",
    "too_short": "不能为空",
}
_CONDITION = "条件应为一个值、一列值，或由 eq、in、not_in、lt、le、gt、ge 组成的比较"


@dataclass(frozen=True)
class Problem:
    """One problem; `keys` lead to the place inside the file, `line` overrides them when known."""

    file: str
    message: str
    keys: tuple[str | int, ...] = ()
    line: int | None = None


def render(problems: Iterable[Problem], files: dict[str, SourceFile]) -> list[str]:
    """Print problems as `path:line: message`, in the order of files and lines, each once."""
    placed = set()
    for problem in problems:
        source = files.get(problem.file)
        line = problem.line or (source.line(problem.keys) if source else 1)
        placed.add((problem.file, line, problem.message))
    return [f"{_shown(files, file)}:{line}: {message}" for file, line, message in sorted(placed)]


def _shown(files: dict[str, SourceFile], file: str) -> str:
    if file not in files:
        return file
    path = files[file].path
    here = Path.cwd()
    return str(path.relative_to(here) if path.is_relative_to(here) else path)


def from_validation(file: str, error: ValidationError, prefix: Keys = ()) -> Iterator[Problem]:
    """Turn pydantic's errors into problems in Chinese."""
    for detail in error.errors():
        yield Problem(file, _say(detail), (*prefix, *detail["loc"]))


def _say(detail: ErrorDetails) -> str:
    kind, loc = detail["type"], detail["loc"]
    named = [part for part in loc if isinstance(part, str) and part != "[key]"]
    for key in ("when", "given"):
        if key in named:
            return f"{key}：{_CONDITION}"
    key = named[-1] if named else "内容"
    if kind == "missing":
        return f"缺少“{key}”"
    if kind == "extra_forbidden":
        return f"不认识的键“{key}”"
    return f"“{key}”{_TYPES.get(kind) or _constraint(kind, detail.get('ctx', {}), detail['msg'])}"


def _constraint(kind: str, context: dict[str, Any], message: str) -> str:
    if kind in ("literal_error", "enum"):
        expected = str(context.get("expected")).replace(" or ", ", ").replace("'", "")
        return f"应为 {expected} 之一"
    if kind == "string_pattern_mismatch":
        return f"不符合格式 {context.get('pattern')}"
    return f"取值不符合要求（{message.removeprefix('Value error, ')}）"
