"""A folder of data, and the pack it extends, become a validated Pack; all problems are reported at once."""

from collections.abc import Callable, Iterable
from pathlib import Path

from proposal_check.errors import PackError
from proposal_check.packs.folder import find, find_parent, fingerprint, pack_ids, sources
from proposal_check.packs.inherit import check_inheritance, inherited_keys, merge_norms, merge_rules
from proposal_check.packs.links import (
    check_malformed,
    check_manifest,
    check_norms,
    check_outlines,
    check_rules,
    own_kind,
)
from proposal_check.packs.parts import Parts, malformed_rules, raw, read_parts
from proposal_check.packs.problems import Problem, render
from proposal_check.packs.schema import Outline, Pack, Rule
from proposal_check.packs.source import SourceFile
from proposal_check.packs.tables import check_tables

__all__ = ["load_pack", "load_texts", "pack_error", "pack_ids", "rule_problems"]
_RULES = ("rules/", "tables/")


# What else is to be said of the rules of a pack that is refused: their checks are not known here.
Inspect = Callable[[Iterable[Rule]], Iterable[Problem]]


def load_pack(id_or_dir: str | Path, also: Inspect | None = None) -> Pack:
    """Load a pack by its id (a folder of the data directory outlines/) or from a folder.

    Raises PackError with every problem as `path:line: message`, those that `also` finds in the pack's own
    rules among them; an unknown id names the packs there are.
    """
    return _load(find(id_or_dir), (), also)


def load_texts(id_or_dir: str | Path) -> Pack:
    """Load what a pack says, its outlines and norms, and leave out its rules: half the work."""
    return _load(find(id_or_dir), (), whole=False)


def rule_problems(pack: Pack, problems: Iterable[Problem]) -> list[str]:
    """Print problems found later in a loaded pack's rules with their places in its files or its parents'."""
    files: dict[str, SourceFile] = {}
    for root in (*reversed(pack.above), pack.root):
        files |= sources(Path(root))
    return render(problems, files)


def pack_error(name: str, problems: list[str]) -> PackError:
    """Word the refusal of a pack."""
    return PackError(f"规则包 {name} 有 {len(problems)} 处问题，不能使用：", problems)


def _load(root: Path, below: tuple[Path, ...], also: Inspect | None = None, *, whole: bool = True) -> Pack:
    """Load a pack; `below` are the packs that extend it, nearest last."""
    files = {name: file for name, file in sources(root).items() if whole or not name.startswith(_RULES)}
    problems: list[Problem] = []
    parent = _parent(root, files, (*below, root), problems, whole=whole)
    if problems:
        raise pack_error(root.name, render(problems, files))
    parts = read_parts(files, inherited_keys(parent), problems)
    problems += _check(parts, parent)
    problems += also(parts.rules.values()) if problems and also else ()
    pack = None if problems else _assemble(parts, parent, root)
    if pack is None:
        raise pack_error(root.name, render(problems, files))
    return pack


def _parent(
    root: Path,
    files: dict[str, SourceFile],
    chain: tuple[Path, ...],
    problems: list[Problem],
    *,
    whole: bool,
) -> Pack | None:
    """Load the pack that the manifest extends; an unknown one and a circle are problems."""
    content = raw(files["pack.toml"])
    name = content.get("extends") if isinstance(content, dict) else None
    if not isinstance(name, str) or not name:
        return None
    folder = find_parent(root, name)
    if folder is None:
        message = f"extends 指定的规则包“{name}”不存在；可用：{'、'.join(pack_ids())}"
    elif folder.resolve() in {path.resolve() for path in chain}:
        circle = " → ".join([*(path.name for path in chain), folder.name])
        message = f"extends 形成循环：{circle}"
    else:
        return _load(folder, chain, whole=whole)
    problems.append(Problem("pack.toml", message, ("extends",)))
    return None


def _check(parts: Parts, parent: Pack | None) -> list[Problem]:
    norms = merge_norms(parts.norms, parent)
    problems = list(check_manifest(parts.manifest)) if parts.manifest else []
    problems += check_norms(norms, parts.norms) if parts.norms and norms else ()
    problems += check_outlines(parts.outlines, parts.manifest, norms, parent is not None)
    problems += check_rules(parts.rules, norms)
    problems += check_malformed(malformed_rules(parts), norms)
    problems += check_tables(parts.tables, [*_outlines(parts, parent).values()] if parts.manifest else [])
    problems += check_inheritance(parts.rules, parts.overrides, parent, norms)
    return problems


def _assemble(parts: Parts, parent: Pack | None, root: Path) -> Pack | None:
    """Put a pack without problems together; every part is there by now."""
    norms = merge_norms(parts.norms, parent)
    if parts.manifest is None or norms is None:
        return None
    kind = parts.manifest.document_kind
    outlines = _outlines(parts, parent)
    rules, written, changed = merge_rules(parts.rules.values(), parts.overrides.values(), parent)
    return Pack(
        manifest=parts.manifest,
        outline=outlines[kind],
        outlines={name: outline for name, outline in outlines.items() if name != kind},
        norms=norms,
        rules=rules,
        written=written,
        changed=changed,
        sha256=fingerprint(root, parent.sha256 if parent else ""),
        root=str(root),
        above=[parent.root, *parent.above] if parent else [],
    )


def _outlines(parts: Parts, parent: Pack | None) -> dict[str, Outline]:
    """Gather outlines by kind of document: the pack's own replace the parent's of the same kind."""
    found: dict[str, Outline] = {}
    if parent is not None:
        found = {**parent.outlines, own_kind(parent.outline, parent.manifest): parent.outline}
    assert parts.manifest is not None
    return {**found, **{own_kind(o, parts.manifest): o for o in parts.outlines.values()}}
