"""Every verb, on one screen."""

import typer

from proposal_check import __version__
from proposal_check.cli import batch, library, packs, prices, read, recheck, review, schema, template

app = typer.Typer(help="政务信息化项目方案规范性预审", no_args_is_help=True, add_completion=False)

app.command()(read.read)
app.command()(review.review)
app.command()(batch.batch)
app.command()(recheck.recheck)
app.command()(packs.explain)
app.command()(template.template)
app.command()(schema.schema)
app.add_typer(packs.app, name="packs")
app.add_typer(library.app, name="library")
app.add_typer(prices.app, name="prices")


@app.command()
def version() -> None:
    """显示版本。"""
    typer.echo(__version__)
