"""A folder of data becomes a validated Pack; all problems are reported at once."""

import hashlib
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TypeVar

from pydantic import ValidationError

from proposal_check.errors import PackError
from proposal_check.packs.links import check_manifest, check_norms, check_outline, check_rules
from proposal_check.packs.locate import data_dir
from proposal_check.packs.problems import Problem, from_validation, render
from proposal_check.packs.schema import Data, Manifest, Norms, Outline, Pack, Rule
from proposal_check.packs.source import Malformed, SourceFile

_Part = TypeVar("_Part", bound=Data)
_TEXT = {".toml", ".yaml"}


def load_pack(id_or_dir: str | Path) -> Pack:
    """Load a pack by its id (a folder of the data directory outlines/) or from a folder.

    Raises PackError with every problem as `path:line: message`; an unknown id names the packs there are.
    """
    root = _find(id_or_dir)
    files = {f.name: f for f in _sources(root)}
    problems: list[Problem] = []
    manifest = _part(files, "pack.toml", Manifest, problems)
    outline = _part(files, "outline.yaml", Outline, problems)
    norms = _part(files, "norms.yaml", Norms, problems)
    rules = _rules(files, problems)
    problems += check_manifest(manifest) if manifest else ()
    problems += check_norms(norms) if norms else ()
    problems += check_outline(outline, norms) if outline else ()
    problems += check_rules(rules, norms)
    if problems or not (manifest and outline and norms):
        raise pack_error(root.name, render(problems, files))
    return Pack(
        manifest=manifest,
        outline=outline,
        norms=norms,
        rules=sorted(rules.values(), key=lambda rule: rule.id),
        sha256=_fingerprint(root),
        root=str(root),
    )


def pack_ids() -> list[str]:
    """Name the packs of the data directory."""
    return sorted(manifest.parent.name for manifest in data_dir("outlines").glob("*/pack.toml"))


def rule_problems(pack: Pack, problems: Iterable[Problem]) -> list[str]:
    """Print problems found later in a loaded pack's rules with their places in its files."""
    return render(problems, {f.name: f for f in _sources(Path(pack.root))})


def pack_error(name: str, problems: list[str]) -> PackError:
    """Word the refusal of a pack."""
    return PackError(f"规则包 {name} 有 {len(problems)} 处问题，不能使用：", problems)


def _find(id_or_dir: str | Path) -> Path:
    folder = Path(id_or_dir)
    if (folder / "pack.toml").is_file():
        return folder
    known = pack_ids()
    if str(id_or_dir) in known:
        return data_dir("outlines") / str(id_or_dir)
    if folder.is_dir():
        raise PackError(
            f"文件夹 {folder.name} 中没有 pack.toml，不是规则包。", advice="请指明规则包所在的文件夹。"
        )
    raise PackError(
        f"没有名为 {id_or_dir} 的规则包。", advice=f"可用的规则包：{'、'.join(known) or '（无）'}。"
    )


def _sources(root: Path) -> Iterator[SourceFile]:
    for path in _files(root):
        if path.suffix in _TEXT:
            name = path.relative_to(root).as_posix()
            yield SourceFile(path, name, path.read_text(encoding="utf-8-sig", errors="replace"))


def _files(root: Path) -> list[Path]:
    """List a pack's files by name, without hidden ones, which editors and systems leave behind."""
    found = (p for p in root.rglob("*") if p.is_file())
    visible = (p for p in found if not any(part.startswith(".") for part in p.relative_to(root).parts))
    return sorted(visible, key=lambda p: p.relative_to(root).as_posix())


def _rules(files: dict[str, SourceFile], problems: list[Problem]) -> dict[str, Rule]:
    """Read rules/*.yaml by file name; any other file that is not one of the three parts is a problem."""
    rules: dict[str, Rule] = {}
    for name in files.keys() - {"pack.toml", "outline.yaml", "norms.yaml"}:
        if not re.fullmatch(r"rules/[^/]+\.yaml", name):
            problems.append(Problem(name, "规则包中不认识的文件", line=1))
        elif rule := _part(files, name, Rule, problems):
            rules[name] = rule
    return dict(sorted(rules.items()))


def _part(
    files: dict[str, SourceFile], name: str, model: type[_Part], problems: list[Problem]
) -> _Part | None:
    if name not in files:
        problems.append(Problem(name, f"规则包缺少文件 {name}", line=1))
        return None
    try:
        return model.model_validate(files[name].parse())
    except Malformed as error:
        problems.append(Problem(name, error.message, line=error.line))
    except ValidationError as error:
        problems.extend(from_validation(name, error))
    return None


def _fingerprint(root: Path) -> str:
    """Hash names and contents, so that a pack is the same on every machine whatever its line ends."""
    digest = hashlib.sha256()
    for path in _files(root):
        content = path.read_bytes()
        if path.suffix in _TEXT:
            content = content.removeprefix(b"\xef\xbb\xbf").replace(b"\r\n", b"\n")
        name = path.relative_to(root).as_posix().encode()
        digest.update(b"%d:%b%d:%b" % (len(name), name, len(content), content))
    return digest.hexdigest()
