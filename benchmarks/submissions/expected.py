"""What a reviewer should say about one fault, and the proof that the fault is in the written file."""

from dataclasses import dataclass, field
from typing import Literal


@dataclass(frozen=True)
class Proof:
    """Text that stands in the file, and text that does not.

    `scope` is empty for the whole document, else one of the scopes of `proof.Written`: "cover", a caption …
    Nothing of `contains` and something of `lacks` must fail in the same document without the fault.
    """

    contains: tuple[str, ...] = ()
    lacks: tuple[str, ...] = ()
    scope: str = ""


@dataclass(frozen=True)
class Expected:
    """One finding of a rule. `where` is the place in words, `quote` what a finding can quote.

    `item` is the outline item, `table` the caption and `row` the row's name, where they apply. `figures`
    are the amounts concerned. `outcome` is needs_review where only a person can decide.
    `may` lists rules that may rightly speak up about the same fault.
    """

    rule: str
    what: str
    where: str
    proof: Proof
    severity: Literal["must", "should", "note"] = "must"
    outcome: Literal["fail", "needs_review"] = "fail"
    item: str = ""
    table: str = ""
    row: str = ""
    quote: str = ""
    figures: dict[str, str] = field(default_factory=dict)
    may: tuple[str, ...] = ()

    def as_data(self, fault: str) -> dict[str, object]:
        """Return the finding for expected.yaml, without what is empty."""
        data: dict[str, object] = {"fault": fault, "rule": self.rule, "severity": self.severity}
        if self.outcome != "fail":
            data["outcome"] = self.outcome
        for key in ("what", "where", "item", "table", "row", "quote", "figures", "may"):
            value = getattr(self, key)
            if value:
                data[key] = list(value) if isinstance(value, tuple) else value
        return data
