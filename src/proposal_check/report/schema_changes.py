"""Whether a file of a newer schema still fits readers of an older one."""

from collections.abc import Iterator
from typing import Any

Schema = dict[str, Any]


def breaks(old: Schema, new: Schema) -> list[str]:
    """List what readers of files of the old schema could not rely on any more in files of the new one.

    A property that is gone or no longer always there, a type or a value that the old schema does not know.
    """
    return list(_breaks(_Side(old, old), _Side(new, new), "$"))


class _Side:
    """A schema node with the document that its references point into."""

    def __init__(self, node: Schema, root: Schema) -> None:
        self.root = root
        while "$ref" in node:
            node = root["$defs"][node["$ref"].rpartition("/")[2]]
        self.node = node

    def child(self, node: Schema) -> "_Side":
        return _Side(node, self.root)

    def choices(self) -> list["_Side"]:
        return [self.child(n) for n in self.node["anyOf"]] if "anyOf" in self.node else [self]


def _breaks(old: _Side, new: _Side, path: str) -> Iterator[str]:
    for choice in new.choices():
        before = [o for o in old.choices() if o.node.get("type") == choice.node.get("type")]
        if not before:
            yield f"{path}: new type {choice.node.get('type')}"
        else:
            yield from _narrowly(before[0], choice, path)


def _narrowly(old: _Side, new: _Side, path: str) -> Iterator[str]:
    if "enum" in old.node:
        added = [v for v in new.node.get("enum", ["anything"]) if v not in old.node["enum"]]
        yield from (f"{path}: new value {value}" for value in added)
    if old.node.get("pattern") != new.node.get("pattern") and "pattern" in old.node:
        yield f"{path}: other pattern"
    for name, value in old.node.get("properties", {}).items():
        below = f"{path}.{name}"
        if name not in new.node.get("properties", {}):
            yield f"{below}: gone"
            continue
        if name in old.node.get("required", []) and name not in new.node.get("required", []):
            yield f"{below}: no longer always there"
        yield from _breaks(old.child(value), new.child(new.node["properties"][name]), below)
    for key in ("items", "additionalProperties"):
        if isinstance(old.node.get(key), dict) and isinstance(new.node.get(key), dict):
            yield from _breaks(old.child(old.node[key]), new.child(new.node[key]), f"{path}[]")
