"""`prices`: what like items cost in reviewed budgets and quotations; a list in the library's folder."""

from collections import Counter
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from proposal_check.errors import UsageError

if TYPE_CHECKING:
    from proposal_check.overlap.quotations import Quotation

app = typer.Typer(help="价格库：已评审的概算和报价中的单价，供比对参考", no_args_is_help=True)

Folder = Annotated[Path, typer.Argument(help="比对库文件夹")]


@app.command("import")
def import_(
    library: Folder,
    files: Annotated[list[Path], typer.Argument(help="已评审的概算或报价：xlsx、docx、csv 等")],
    source: Annotated[str, typer.Option(help="来源，如 ××项目评审后概算")],
    date: Annotated[str, typer.Option(help="价格日期，如 2026 或 2026-03-01")],
) -> None:
    """导入概算或报价中写明金额单位的单价；同样的条目只保留一条。"""
    from proposal_check.overlap.prices import FILE, load_prices, save_prices
    from proposal_check.overlap.quotations import iso_date

    when = iso_date(date)
    if not when or not source.strip():
        raise UsageError("没有写明来源，或日期不能识别，没有导入。", "日期写作 2026、2026-03 或 2026-03-01。")
    library.mkdir(parents=True, exist_ok=True)
    known = load_prices(library / FILE)
    read = [_prices(file, source.strip(), when) for file in files]
    found = [entry for quotation in read for entry in quotation.entries]
    if not found:
        raise UsageError("文件中没有写明金额单位的单价，没有导入。", "请在表头或表题注明“元”或“万元”。")
    save_prices(library / FILE, [*known, *found])
    typer.echo(f"读到 {len(found)} 条单价，价格库现有 {len({*known, *found})} 条。")
    if unread := sum(quotation.unread for quotation in read):
        typer.echo(f"另有 {unread} 行没有读到写明金额单位的单价，没有导入。")


def _prices(file: Path, source: str, date: str) -> "Quotation":
    """Read a list of quotations by its own headers, anything else as a budget."""
    from proposal_check.budget.reading import read_budget
    from proposal_check.overlap.prices import COLUMNS, prices_of
    from proposal_check.overlap.quotations import Quotation, priced_columns, quoted, rows_of
    from proposal_check.overlap.rows import TEXT_SUFFIXES, read_rows
    from proposal_check.parse.read import read

    if file.suffix.lower() in TEXT_SUFFIXES:
        rows = next((rows for _, rows in read_rows(file)), [])
        return quoted(rows, source, date, default=Decimal(1) if rows[:1] == [[*COLUMNS]] else None)
    document = read(file)
    lists = {t.place.block: (rows_of(t), t.unit) for t in document.tables()}
    beside = {block: found for block, found in lists.items() if priced_columns(found[0]) > 1}
    reading = read_budget(document)
    others = tuple(table for table in reading.tables if table.block not in beside)
    entries = prices_of(replace(reading, tables=others), source, date)
    chosen = beside if entries or beside else lists
    quotations = [quoted(rows, source, date, unit) for rows, unit in chosen.values()]
    priced = (*entries, *(entry for quotation in quotations for entry in quotation.entries))
    return Quotation(priced, sum(quotation.unread for quotation in quotations))


@app.command("list")
def list_(library: Folder) -> None:
    """列出价格库中各来源、日期的条数。"""
    from proposal_check.overlap.prices import FILE, load_prices

    counts = Counter((e.source, e.date) for e in load_prices(library / FILE))
    for (source, date), count in sorted(counts.items()):
        typer.echo(f"{source}\t{date}\t{count} 条")
    if not counts:
        typer.echo("价格库中没有价格。")


@app.command("search")
def search(
    library: Folder,
    name: Annotated[str, typer.Argument(help="产品名称")],
    brand: Annotated[str, typer.Option(help="品牌")] = "",
    spec: Annotated[str, typer.Option(help="规格参数")] = "",
    unit: Annotated[str, typer.Option(help="计量单位")] = "",
) -> None:
    """查找同类产品的价格，最相近的在前。"""
    from proposal_check.overlap.prices import FILE, load_prices, similar

    found = similar(name, brand, spec, unit, load_prices(library / FILE))
    for e in found:
        per = f"/{e.unit}" if e.unit else ""
        typer.echo("\t".join((e.name, e.brand, e.spec, f"{e.price:,.2f}元{per}", e.source, e.date)))
    if not found:
        typer.echo("价格库中没有同类产品。")
