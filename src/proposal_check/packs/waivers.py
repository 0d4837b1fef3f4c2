"""Waivers on disk: decisions of named people, with a reason and a last day, become values.

waivers:
  - finding: 4c1f0d7a9b3e2f60      # or rule: LA-F03
    reason: 主管部门另有批复，编号见附件
    by: 王××
    expires: 2026-12-31
"""

from collections.abc import Sequence
from datetime import date
from io import StringIO
from pathlib import Path

from pydantic import Field, ValidationError, model_validator
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from proposal_check.errors import ConfigError
from proposal_check.model.finding import Waiver
from proposal_check.packs.problems import from_validation
from proposal_check.packs.schema import Data

FILE = "waivers.yaml"
_ADVICE = "请对照 docs/waivers.md 修改后重试。"


class _Entry(Data):
    finding: str = ""
    rule: str = ""
    reason: str = Field(min_length=1)
    by: str = Field(min_length=1)
    expires: date

    @model_validator(mode="after")
    def _one_target(self) -> "_Entry":
        if bool(self.finding) == bool(self.rule):
            raise ValueError("finding 和 rule 须且只须写一个")
        return self


class _File(Data):
    waivers: list[_Entry]


def load_waivers(path: Path) -> tuple[Waiver, ...]:
    """Read a waivers file.

    Raises ConfigError that lists every unknown key, missing field and wrong date at once.
    """
    try:
        data = YAML(typ="safe").load(StringIO(path.read_text("utf-8-sig")))
        entries = _File.model_validate(data).waivers
    except OSError as error:
        raise ConfigError(f"打不开豁免文件“{path.name}”：{error.strerror}。", _ADVICE) from error
    except (YAMLError, UnicodeDecodeError) as error:
        raise ConfigError(f"豁免文件“{path.name}”不是有效的 YAML。", _ADVICE) from error
    except ValidationError as error:
        problems = "；".join(_words(p.keys, p.message) for p in from_validation(path.name, error))
        raise ConfigError(f"豁免文件“{path.name}”有错误：{problems}。", _ADVICE) from error
    return tuple(Waiver(e.finding or e.rule, e.reason, e.by, e.expires) for e in entries)


def _words(keys: Sequence[str | int], message: str) -> str:
    place = "".join(f"第{key + 1}条" if isinstance(key, int) else f" {key} " for key in keys)
    return f"{place.replace('waivers', '').strip()}：{message}".lstrip("：")
