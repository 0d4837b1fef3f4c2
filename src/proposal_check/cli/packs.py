"""`packs` and `explain`: the rule packs and their rules."""

from pathlib import Path
from typing import Annotated

import typer

from proposal_check.cli.options import PackOption
from proposal_check.errors import UsageError

app = typer.Typer(help="规则包：列出、校验、生成说明页和编辑器用的结构定义", no_args_is_help=True)


@app.command("list")
def packs_list() -> None:
    """列出自带的规则包。"""
    from proposal_check.packs.load import load_pack, pack_ids

    for name in pack_ids():
        manifest = load_pack(name).manifest
        typer.echo(f"{manifest.id}  {manifest.version}  {manifest.title}")


@app.command("check")
def packs_check(pack: Annotated[str, typer.Argument(help="规则包的名称或目录")]) -> None:
    """校验一个规则包，一次列出全部问题。"""
    from proposal_check.review import bind, load_bound

    loaded = load_bound(pack)
    typer.echo(f"规则包 {loaded.manifest.id} 没有问题，启用规则 {len(bind(loaded))} 条。")


@app.command("docs")
def packs_docs(
    out: Annotated[Path, typer.Argument(help="写到这个文件夹，例如 docs/rules/linan")],
    pack: PackOption = "linan",
    cases: Annotated[Path | None, typer.Option(help="用例文件夹，例如 tests/rules/linan")] = None,
) -> None:
    """生成规则说明页：每条规则一页，另有索引。"""
    from proposal_check.packs.load import load_pack
    from proposal_check.review.rule_pages import rule_pages, write_pages

    pages = rule_pages(load_pack(pack), cases)
    write_pages(pages, out)
    typer.echo(f"已生成 {len(pages)} 页。")


@app.command("schema")
def packs_schema(
    out: Annotated[Path, typer.Argument(help="写到这个文件夹")],
) -> None:
    """生成编辑器用的结构定义（JSON Schema）：规则、大纲、依据、清单、申报信息。"""
    from proposal_check.packs.schemas import schemas

    out.mkdir(parents=True, exist_ok=True)
    for name, text in schemas().items():
        (out / name).write_text(text, "utf-8")
        typer.echo(str(out / name))


@app.command("facts")
def packs_facts(out: Annotated[Path, typer.Argument(help="写到这个文件夹，例如 docs")]) -> None:
    """生成申报信息的说明页和结构定义。"""
    from proposal_check.packs.facts_page import facts_page
    from proposal_check.packs.schemas import schemas

    (out / "facts.md").write_text(facts_page(), "utf-8")
    (out / "facts.schema.json").write_text(schemas()["facts.schema.json"], "utf-8")


@app.command("coverage")
def packs_coverage(
    data: Annotated[Path, typer.Argument(help="规则目录的落实数据，例如 docs/coverage.yaml")],
    out: Annotated[Path, typer.Argument(help="写到这个文件，例如 docs/coverage.md")],
) -> None:
    """生成规则目录的逐条落实情况。"""
    from proposal_check.packs.load import load_pack
    from proposal_check.review.coverage import coverage_page, load_catalogue

    catalogue = load_catalogue(data)
    out.write_text(coverage_page(catalogue, {name: load_pack(name) for name in catalogue}), "utf-8")


@app.command("new")
def packs_new(
    name: Annotated[str, typer.Argument(help="新规则包的名称，例如 mycity")],
    extends: Annotated[str, typer.Option(help="上级规则包的名称")],
    folder: Annotated[Path, typer.Argument(help="放在这个文件夹下")] = Path("outlines"),
) -> None:
    """从一个上级规则包起草新的规则包：清单、依据登记簿、一条示例规则及用例、函的模板。"""
    from proposal_check.packs.scaffold import new_pack, sample_case
    from proposal_check.report.letter_template import write_template

    pack = new_pack(name, extends, folder)
    write_template(Path(pack.root) / "letter.docx", pack.manifest.authority)
    case, text = sample_case(name)
    cases = Path(pack.root).parent.parent / "tests" / "rules" / name
    if not cases.parent.is_dir():
        cases = Path(pack.root) / ".cases"
    cases.mkdir(parents=True, exist_ok=True)
    (cases / case).write_text(text, "utf-8")
    typer.echo(
        f"已建立 {pack.root}，继承 {extends} 的规则 {len(pack.written)} 条；示例用例在 {cases / case}。"
    )
    typer.echo("下一步见 docs/rule-authors.md。")


def explain(
    rule: Annotated[str, typer.Argument(help="规则编号，例如 LA-F01")], pack: PackOption = "linan"
) -> None:
    """说明一条规则：依据、适用条件、怎么查、怎么改。"""
    from proposal_check.packs.load import load_pack
    from proposal_check.review.rule_pages import rule_pages

    page = rule_pages(load_pack(pack)).get(f"{rule.upper()}.md")
    if page is None:
        raise UsageError(f"规则包 {pack} 中没有规则 {rule}。", "规则编号见 docs/rules 中的索引。")
    typer.echo(page.partition("\n\n")[2], nl=False)
