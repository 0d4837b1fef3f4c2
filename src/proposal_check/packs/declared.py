"""What an applicant declares about a project: a facts file on disk becomes a validated mapping."""

from collections.abc import Callable, Mapping
from datetime import date
from io import StringIO
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from proposal_check.errors import ConfigError
from proposal_check.model.submission import FACTS, FactType, FactValue

_ADVICE = "请对照 docs/facts.md 修改后重试。"


def load_declared(path: Path) -> dict[str, FactValue]:
    """Read a facts file (YAML or JSON, which is YAML too).

    Raises ConfigError that lists every unknown name and wrong type at once.
    """
    try:
        data = YAML(typ="safe").load(StringIO(path.read_text("utf-8-sig")))
    except OSError as error:
        raise ConfigError(f"打不开申报信息文件“{path.name}”：{error.strerror}。", _ADVICE) from error
    except (YAMLError, UnicodeDecodeError) as error:
        raise ConfigError(f"申报信息文件“{path.name}”不是有效的 YAML 或 JSON。", _ADVICE) from error
    if not isinstance(data, Mapping):
        raise ConfigError(f"申报信息文件“{path.name}”应为“名称: 值”的列表。", _ADVICE)
    problems = [problem for name, value in data.items() if (problem := _problem(name, value))]
    if problems:
        raise ConfigError(
            f"申报信息文件“{path.name}”有 {len(problems)} 处错误：{'；'.join(problems)}。", _ADVICE
        )
    return {name: _plain(value) for name, value in data.items()}


def _problem(name: Any, value: Any) -> str:
    if name not in FACTS:
        return f"不认识的名称“{name}”（可用：{'、'.join(FACTS)}）"
    kind = FACTS[name]
    if not _FITS[kind.type](value):
        return f"“{name}”{_WANTED.get(kind.type, '应为')}：{kind.holds}"
    if kind.choices and value not in kind.choices:
        return f"“{name}”的值“{value}”不在可用的值之中：{kind.holds}"
    return ""


def _is_date(value: Any) -> bool:
    try:
        return isinstance(value, date) or bool(date.fromisoformat(value))
    except (TypeError, ValueError):
        return False


def _plain(value: Any) -> FactValue:
    """YAML reads 2026-06-30 as a date; facts keep it as its text."""
    if isinstance(value, date):
        return value.isoformat()[:10]
    return tuple(value) if isinstance(value, list) else value


_FITS: Mapping[FactType, Callable[[Any], bool]] = {
    "text": lambda value: isinstance(value, str | int | float) and not isinstance(value, bool),
    "number": lambda value: isinstance(value, int | float) and not isinstance(value, bool),
    "flag": lambda value: isinstance(value, bool),
    "date": _is_date,
    "texts": lambda value: isinstance(value, list) and all(isinstance(item, str) for item in value),
}
_WANTED: Mapping[FactType, str] = {"flag": "应为 true 或 false"}
