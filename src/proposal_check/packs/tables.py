"""The tables a pack asks for, as blank forms: tables/*.yaml of the pack and of those it extends."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from pydantic import Field, model_validator

from proposal_check.packs.problems import Problem
from proposal_check.packs.schema import Data, Outline, OutlineItem, Pack
from proposal_check.packs.source import SourceFile


class TableForm(Data):
    """A blank table of the applicants' template.

    `item` is the outline item under which it stands, `widths` are parts of the page's width. A row with fewer
    cells than columns has its last one merged over the rest; a blank first cell continues the one above.
    """

    item: str
    caption: str
    columns: list[str] = Field(min_length=1)
    rows: list[list[str]] = Field(default=[])
    widths: list[float] = Field(default=[])
    unit: str = ""
    note: str = ""
    basis: str = ""
    landscape: bool = False

    @model_validator(mode="after")
    def _shape(self) -> "TableForm":
        if any(len(row) > len(self.columns) for row in self.rows):
            raise ValueError("rows 的格数不能多于 columns")
        if self.widths and len(self.widths) != len(self.columns):
            raise ValueError("widths 的个数应与 columns 相同")
        return self


def check_tables(tables: Mapping[str, TableForm], outlines: list[Outline]) -> Iterator[Problem]:
    """Yield tables that stand under an item which no outline has."""
    known = {id_ for outline in outlines for id_ in _ids(outline.chapters)}
    for file, table in tables.items():
        if table.item not in known:
            yield Problem(file, f"大纲中没有编号“{table.item}”", ("item",))


def load_tables(pack: Pack) -> dict[str, list[TableForm]]:
    """Give a loaded pack's tables by outline item, in the order of their file names."""
    found: dict[str, TableForm] = {}
    for root in (*reversed(pack.above), pack.root):
        for path in sorted(Path(root, "tables").glob("*.yaml")):
            file = SourceFile(path, f"tables/{path.name}", path.read_text("utf-8-sig"))
            found[path.name] = TableForm.model_validate(file.parse())
    by_item: dict[str, list[TableForm]] = {}
    for name in sorted(found):
        by_item.setdefault(found[name].item, []).append(found[name])
    return by_item


def _ids(items: list[OutlineItem]) -> Iterator[str]:
    for item in items:
        yield item.id
        yield from _ids(item.children)
