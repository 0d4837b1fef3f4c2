"""What an applicant declares about a project: a facts file on disk becomes a validated mapping."""

from collections.abc import Mapping
from io import StringIO
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from proposal_check.errors import ConfigError
from proposal_check.model.submission import FACTS, FactValue

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
    return {name: tuple(value) if isinstance(value, list) else value for name, value in data.items()}


def _problem(name: Any, value: Any) -> str:
    if name not in FACTS:
        return f"不认识的名称“{name}”（可用：{'、'.join(FACTS)}）"
    items = value if isinstance(value, list) else [value]
    if not all(isinstance(item, str | int | float) for item in items):
        return f"“{name}”的值类型不对，应为：{FACTS[name][1]}"
    if isinstance(value, list) != (name == "attachments"):
        return f"“{name}”应为：{FACTS[name][1]}"
    if name == "total_yuan" and (isinstance(value, bool) or not isinstance(value, int | float)):
        return "“total_yuan”应为数，单位为元"
    if name.startswith("has_") and not isinstance(value, bool):
        return f"“{name}”应为 true 或 false"
    return ""
