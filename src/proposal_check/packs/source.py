"""One file of a pack: its parsed content, and on demand the line on which a key stands."""

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.constructor import DuplicateKeyError
from ruamel.yaml.cyaml import CSafeLoader
from ruamel.yaml.error import MarkedYAMLError, YAMLError

Keys = Sequence[str | int]


class Malformed(Exception):
    """A file that is no YAML or TOML at all, with the line where parsing stopped."""

    def __init__(self, line: int, message: str) -> None:
        super().__init__(message)
        self.line = line
        self.message = message


class _Loader(CSafeLoader):
    """The rules of YAML 1.2, fixed: looking them up for every scalar takes as long as all the rest."""

    processing_version = (1, 2)


@dataclass(frozen=True)
class SourceFile:
    """A text file of a pack, by its name inside the pack."""

    path: Path
    name: str
    text: str

    def parse(self) -> Any:
        """Load the content with the fast loader, without line numbers; raises Malformed."""
        if self.name.endswith(".toml"):
            return self._parse_toml()
        try:
            return _load(self.text)
        except DuplicateKeyError as error:
            raise Malformed(_marked_line(error), "同一个键写了两次") from error
        except YAMLError as error:
            advice = "YAML 格式有误，请检查附近的引号、括号和缩进"
            raise Malformed(_marked_line(error), advice) from error

    def _parse_toml(self) -> Any:
        try:
            return tomllib.loads(self.text)
        except tomllib.TOMLDecodeError as error:
            line = re.search(r"at line (\d+)", str(error))
            raise Malformed(int(line[1]) if line else 1, "TOML 格式有误，请检查附近的引号和等号") from error

    def line(self, keys: Keys) -> int:
        """Say on which line (1-based) the deepest of `keys` that exists stands."""
        if self.name.endswith(".toml"):
            return self._toml_line(keys)
        node, line = self._tree, 1
        for key in keys:
            if isinstance(node, CommentedMap) and key in node:
                line = node.lc.key(key)[0] + 1
            elif isinstance(node, CommentedSeq) and isinstance(key, int) and key < len(node):
                line = node.lc.item(key)[0] + 1
            else:
                break
            node = node[key]
        return line

    def _toml_line(self, keys: Keys) -> int:
        for key in reversed([k for k in keys if isinstance(k, str)]):
            pattern = re.compile(rf"\s*\[?\s*\"?{re.escape(key)}\"?\s*[=\]]")
            for number, line in enumerate(self.text.splitlines(), 1):
                if pattern.match(line):
                    return number
        return 1

    @cached_property
    def _tree(self) -> Any:
        return YAML(typ="rt").load(self.text)


@lru_cache(maxsize=128)
def _load(text: str) -> Any:
    """Parse a text once, though several packs extend the one it belongs to; nobody may change the value."""
    loader = _Loader(text)
    try:
        return loader.get_single_data()
    finally:
        loader.dispose()


def _marked_line(error: YAMLError) -> int:
    mark = error.problem_mark if isinstance(error, MarkedYAMLError) else None
    return mark.line + 1 if mark else 1
