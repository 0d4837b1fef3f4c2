"""I13: amounts with and without tax. Within a row they must agree; between tables only one basis is clear."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from proposal_check.budget.figures.amounts import read_cell
from proposal_check.budget.figures.arithmetic import Interval, compare, point
from proposal_check.budget.figures.wording import equation, in_unit, plain
from proposal_check.budget.tables.amount_columns import tax_basis
from proposal_check.budget.tables.rows import Entry
from proposal_check.budget.tables.work import Work, interval
from proposal_check.model.budget import Amount, Identity, IdentityState
from proposal_check.model.document import Anchor

_TAX = re.compile(r"(?<!含)税[额金]|^增值税$")
_RATE = re.compile(r"税率")
_PRICE = re.compile(r"单价")
_HUNDRED = Decimal(100)
_MOST = Decimal(25)


@dataclass(frozen=True, slots=True)
class TaxColumns:
    """The columns of a table that tell its amounts with, without and of tax, and the rate."""

    net: int | None
    tax: int | None
    gross: int | None
    rate: int | None


def tax_columns(work: Work) -> TaxColumns:
    found: dict[str, int] = {}
    for col, text in enumerate(work.header.texts, 1):
        kind = _kind(text)
        if kind and not _PRICE.search(text):
            found.setdefault(kind, col)
    amount = work.header.roles.get("amount")
    if "net" in found and "gross" not in found and amount not in (None, found["net"]):
        found["gross"] = amount or 0
    return TaxColumns(*(found.get(kind) for kind in ("net", "tax", "gross", "rate")))


def _kind(text: str) -> str:
    return "rate" if _RATE.search(text) else "tax" if _TAX.search(text) else tax_basis(text)


def tax_rate(entry: Entry, cols: TaxColumns) -> Decimal | None:
    """Read a row's tax rate as a fraction; None when it prints none, or several."""
    figure = read_cell(entry.line.text(cols.rate)).figure if cols.rate else None
    if figure is None or figure.unit not in {"", "%"} or figure.raw > _MOST:
        return None
    return figure.raw / _HUNDRED if figure.unit == "%" or figure.raw >= 1 else figure.raw


def net_amount(work: Work, entry: Entry) -> Amount | None:
    """Read what a row costs without tax, where a column of its own says it."""
    col = tax_columns(work).net
    return work.money(entry, col) if col else None


def price_basis(work: Work) -> tuple[str, str]:
    """Say on which basis the unit prices and the amounts of a table stand."""
    texts = work.header.texts
    cols = (work.header.roles.get("price"), work.header.roles.get("amount"))
    price, amount = (tax_basis(texts[c - 1]) if c else "" for c in cols)
    return price, amount


def tax_identities(work: Work) -> Iterator[Identity]:
    """Check net + tax = gross in every row, else net × (1 + rate) = gross."""
    cols = tax_columns(work)
    if cols.net is None or (cols.gross is None and cols.tax is None):
        return
    for entry in (e for e in work.entries if e.row.kind not in {"blank", "group"}):
        found = [work.money(entry, c) if c else None for c in (cols.net, cols.tax, cols.gross)]
        if len({a.unit for a in found if a}) > 1:
            continue
        net, tax, gross = found
        rate = tax_rate(entry, cols)
        if net and tax and gross:
            yield _identity(work, entry, (net, tax), interval(net) + interval(tax), gross, "+")
        elif net and rate is not None and (gross or tax):
            factor = 1 + rate if gross else rate
            expected = interval(net) * point(factor)
            yield _identity(work, entry, (net,), expected, gross or tax, f" × {plain(factor.normalize())}")


def _identity(
    work: Work, entry: Entry, parts: Sequence[Amount], expected: Interval, stated: Amount | None, tail: str
) -> Identity:
    assert stated is not None
    state = compare(expected, interval(stated))
    printed = [in_unit(p.value, work.scale) for p in parts]
    left = " + ".join(printed) if tail == "+" else printed[0] + tail
    formula = equation(
        left, in_unit(expected.value, work.scale), in_unit(stated.value, work.scale),
        equal=state == "holds", unit=work.unit or "", near=state == "rounding",
    )  # fmt: skip
    return Identity(
        "I13", state, entry.row.name, formula, expected.value, stated.value,
        stated.value - expected.value if work.unit else None,
        (stated.anchor, *(p.anchor for p in parts)), work.sheet.block,
    )  # fmt: skip


def stated_basis(work: Work) -> str:
    """Say on which basis a table's amounts stand: by its amount column, else by its caption."""
    return price_basis(work)[1] or tax_basis(work.caption)


def mixed_basis(works: Sequence[Work]) -> Iterator[Identity]:
    """Say where one table counts tax in and another does not: their sums then say different things."""
    told = {basis: w for w in reversed(works) if (basis := stated_basis(w))}
    if len(told) < 2:
        return
    first, second = told["gross"], told["net"]
    names = [f"“{w.caption or '概算表'}”" for w in (first, second)]
    yield Identity(
        "I13", "unchecked", "含税口径", f"{names[0]}含税，{names[1]}不含税", None, None, None,
        tuple(_head(w) for w in (first, second)), first.sheet.block, "各表的含税口径不同，合计不能直接相比",
    )  # fmt: skip


def _head(work: Work) -> Anchor:
    col = work.header.roles.get("amount", 1)
    return work.sheet.lines[work.header.rows - 1].anchor(col)


def unless_taxes_differ(identity: Identity, one: Work, other: Work) -> Identity:
    """Leave a difference between two tables open where only one of them counts tax in."""
    bases: set[str] = {stated_basis(one), stated_basis(other)} - {""}
    if identity.state != "broken" or len(bases) < 2:
        return identity
    state: IdentityState = "unchecked"
    return replace(identity, state=state, difference=None, reason="两处的含税口径不同")
