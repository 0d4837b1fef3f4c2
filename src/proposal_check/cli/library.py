"""`library`: the library of existing systems, earlier proposals and texts to ignore."""

from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from proposal_check.errors import ConfigError, InputError, UsageError

if TYPE_CHECKING:
    from proposal_check.overlap.earlier import Described
    from proposal_check.overlap.registers import Register
    from proposal_check.overlap.store import Writer

app = typer.Typer(help="比对库：存量系统、统建平台、历次方案和不计入比对的样板文字", no_args_is_help=True)

Folder = Annotated[Path, typer.Argument(help="比对库文件夹；add 和 import 会新建")]
_PROBLEMS_SHOWN = 10
# Texts taken in by one transaction: a kill costs no more than these.
_BATCH = 200


@app.command("add")
def add(
    library: Folder,
    files: Annotated[list[Path], typer.Argument(help="历次方案：文件，或装有文件的文件夹")],
    unit: Annotated[str, typer.Option(help="编报单位")] = "",
    year: Annotated[str, typer.Option(help="年份")] = "",
    outcome: Annotated[str, typer.Option(help="评审结果，如 已立项、未通过")] = "",
    index: Annotated[
        Path | None, typer.Option(help="索引表（CSV、xlsx）：文件、单位、年份、结果，每个文件一行")
    ] = None,
    template: Annotated[bool, typer.Option(help="作为样板文字：比对时不计（大纲、法规、表单）")] = False,
) -> None:
    """把历次方案或样板文字加入比对库；标有密级的文件不会被保存。"""
    from proposal_check.overlap.described_files import read_index
    from proposal_check.overlap.earlier import Described

    about = Described("", unit, year, outcome, "template" if template else "proposal")
    listed = read_index(index, about) if index else {}
    added, known, failed = _add_all(library, files, about, listed)
    typer.echo(f"已加入 {added} 份，原已在库 {known} 份，未能加入 {len(failed)} 份。")
    failed += [f"索引表中的文件没有找到：{name}。" for name in listed]
    for line in failed:
        typer.echo(line, err=True)
    if failed:
        raise typer.Exit(3)


@app.command("import")
def import_(
    library: Folder,
    files: Annotated[list[Path], typer.Argument(help="系统清单：CSV 或 xlsx")],
    column: Annotated[
        list[str] | None, typer.Option(help="列名对照，如 name=应用全称、owner=牵头处室；可写多次")
    ] = None,
) -> None:
    """导入系统清单或统建平台清单；同名文件再次导入时以新的内容代替。"""
    from proposal_check.overlap.registers import read_register
    from proposal_check.overlap.store import writing

    names = _columns(column or [])
    registers = [(path.name, _usable(path.name, read_register(path, names))) for path in files]
    with writing(library) as writer:
        for name, register in registers:
            count = writer.put_register(name, register.entries, register.problems)
            _tell(name, count, register)


@app.command("list")
def list_(library: Folder) -> None:
    """列出比对库中的方案和清单。"""
    from proposal_check.overlap.store import Store

    store = Store(library)
    for text in store.texts():
        about = text.about
        parts = (text.id, "样板" if about.kind == "template" else "方案", about.name, about.unit, about.year)
        typer.echo("  ".join(part for part in (*parts, about.outcome, f"{text.length}字") if part))
    for register, count in store.registers().items():
        typer.echo(f"清单  {register}  {count}条")


@app.command("remove")
def remove(
    library: Folder,
    names: Annotated[list[str], typer.Argument(help="list 列出的编号，或清单的文件名")],
) -> None:
    """从比对库删除方案或清单，连同其全部文字。"""
    from proposal_check.overlap.store import Store, writing

    known = {text.id for text in Store(library).texts()} | set(Store(library).registers())
    if unknown := [name for name in names if name not in known]:
        raise UsageError(f"比对库中没有：{'、'.join(unknown)}。", "编号和清单名称见 library list。")
    with writing(library) as writer:
        entries = sum(writer.drop_register(name) for name in names)
        texts = writer.remove(names)
    typer.echo(f"已删除方案 {texts} 份，系统 {entries} 条。")


@app.command("search")
def search(
    library: Folder,
    text: Annotated[str, typer.Argument(help="一段文字；系统名称和功能也会比对")],
) -> None:
    """在比对库中查找一段文字的出处，以及名称、功能中含有它的系统。"""
    from proposal_check.overlap.passages.find import find_passages
    from proposal_check.overlap.passages.query import make_query
    from proposal_check.overlap.store import Store
    from proposal_check.overlap.text_stream import Piece, Stream

    store = Store(library)
    query = make_query(Stream(text, (Piece(0, 0, None, text),)), store.templates())
    found = False
    for passage in find_passages(query, store).passages:
        if passage.earlier:
            found = True
            about, section = passage.earlier.about, passage.earlier.section_at(passage.place[0])
            place = " ".join(part for part in (about.name, about.unit, about.year, section) if part)
            typer.echo(f"{place}（{_KINDS[passage.kind]}，相近度{passage.score:.2f}）：{passage.theirs}")
    for entry in store.entries:
        if text in entry.name or any(text in module for module in (*entry.modules, *entry.aliases)):
            found = True
            typer.echo(f"{entry.name}（{entry.owner}）：{'、'.join(entry.modules)}")
    if not found:
        typer.echo("没有找到。历次方案中的文字，连续31个字以上相同的一定能找到，更短的不一定。")


@app.command("stats")
def stats(
    library: Folder,
    check: Annotated[bool, typer.Option(help="逐字节校验全部文件（约每秒 1 GB）")] = False,
) -> None:
    """统计比对库的内容和大小；给出状态号，初审结果会记录它。"""
    from proposal_check.overlap.store import Store

    store = Store(library)
    typer.echo(f"状态号 {store.state}")
    for name, count in store.stats().items():
        typer.echo(f"{_LABELS[name]} {count}")
    if check:
        store.check()
        typer.echo("全部文件完好。")


_KINDS = {"verbatim": "文字相同", "edited": "略有改动", "reordered": "次序不同", "paraphrased": "换句表述"}
_LABELS = {
    "proposals": "历次方案",
    "templates": "样板文字",
    "characters": "字数",
    "systems": "系统",
    "platforms": "统建平台和共性组件",
    "problems": "清单中未能使用的行",
    "files": "文件数",
    "bytes": "字节数",
}


def _usable(name: str, register: "Register") -> "Register":
    """Refuse a register without a single entry: it would take the place of the one that is there."""
    if not register.entries:
        first = "；".join(register.problems[:_PROBLEMS_SHOWN])
        more = f"：{first}" if first else ""
        message = f"{name} 没有可用的系统（{len(register.problems)} 行未能使用）{more}。"
        raise ConfigError(message, "比对库没有改动；要清空这份清单请用 library remove。")
    return register


def _tell(name: str, count: int, register: "Register") -> None:
    """Say what was taken in and, line by line, what was not."""
    typer.echo(f"{name}：导入 {count} 条，另有 {len(register.problems)} 行未能使用。")
    for problem in register.problems[:_PROBLEMS_SHOWN]:
        typer.echo(f"  {problem}", err=True)
    if register.unread:
        typer.echo(f"  没有用到的列：{'、'.join(register.unread)}。需要的用 --column 指明。", err=True)
    if register.bare:
        typer.echo(f"  {register.bare} 条没有功能模块，只能按系统名称比对。", err=True)


def _add_all(
    library: Path, files: list[Path], about: "Described", listed: dict[str, "Described"]
) -> tuple[int, int, list[str]]:
    """Add files, those `listed` taken off the list; give how many were new, how many known, what failed."""
    from proposal_check.overlap.store import writing

    added = known = 0
    failed: list[str] = []
    waiting = _listed(files)
    while paths := list(islice(waiting, _BATCH)):
        with writing(library) as writer:
            for path in paths:
                try:
                    fresh = _add(writer, path, listed.pop(path.name, about))
                except InputError as error:
                    failed.append(str(error))
                    continue
                added, known = added + fresh, known + (not fresh)
    return added, known, failed


def _add(writer: "Writer", path: Path, about: "Described") -> bool:
    """Read a file and add it; false when it is there already. Raises InputError."""
    from dataclasses import replace

    from proposal_check.model.submission import Submission
    from proposal_check.overlap.text_stream import readable_blocks, section_names, stream
    from proposal_check.packs.schema import Manifest
    from proposal_check.parse.read import read
    from proposal_check.review.gates import refuse_secrets

    document = read(path)
    refuse_secrets(Submission((document,)), Manifest.model_fields["secrecy_marks"].default)
    joined = stream(readable_blocks(document))
    named = section_names(document, joined)
    described = replace(about, name=path.stem)
    return bool(writer.add(joined.text, described, sha256=document.source.sha256, sections=named))


def _listed(paths: list[Path]) -> Iterator[Path]:
    for path in paths:
        if path.is_dir():
            yield from sorted(p for p in path.rglob("*") if p.is_file() and p.name[0] not in ".~")
        else:
            yield path


def _columns(pairs: list[str]) -> dict[str, str]:
    """Read the column map of a command line. Raises UsageError for a role that there is not."""
    from proposal_check.overlap.columns import HEADERS

    names = {role: header for role, _, header in (pair.partition("=") for pair in pairs)}
    if wrong := [role for role in names if role not in HEADERS or not names[role]]:
        roles = "、".join(f"{role}（{usual[0]}）" for role, usual in HEADERS.items())
        raise UsageError(f"列名对照写法有误：{'、'.join(wrong)}。", f"写作 角色=列名，角色有：{roles}。")
    return names
