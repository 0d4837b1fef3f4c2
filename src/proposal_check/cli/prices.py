"""`prices`: what like items cost in reviewed budgets and quotations; a list in the library's folder."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from proposal_check.errors import UsageError

if TYPE_CHECKING:
    from proposal_check.model.prices import PriceEntry

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

    library.mkdir(parents=True, exist_ok=True)
    known = load_prices(library / FILE)
    found = [entry for file in files for entry in _prices(file, source, date)]
    if not found:
        raise UsageError("文件中没有写明金额单位的单价，没有导入。", "请在表头或表题注明“元”或“万元”。")
    save_prices(library / FILE, [*known, *found])
    typer.echo(f"读到 {len(found)} 条单价，价格库现有 {len(load_prices(library / FILE))} 条。")


def _prices(file: Path, source: str, date: str) -> tuple["PriceEntry", ...]:
    from proposal_check.budget.reading import read_budget
    from proposal_check.overlap.prices import load_prices, prices_of
    from proposal_check.parse.read import read

    if file.suffix.lower() == ".csv":
        return load_prices(file)
    return prices_of(read_budget(read(file)), source, date)


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
