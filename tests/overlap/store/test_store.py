import os
import random
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from proposal_check.errors import ConfigError
from proposal_check.model.overlap import SystemEntry
from proposal_check.overlap.earlier import Described
from proposal_check.overlap.fingerprints import fingerprints
from proposal_check.overlap.fold import fold
from proposal_check.overlap.library import load_library, make_library
from proposal_check.overlap.passages.copied import find_copied
from proposal_check.overlap.passages.query import make_query
from proposal_check.overlap.store import Store, catalogue, files, writing
from proposal_check.overlap.store.compact import FAN
from proposal_check.overlap.text_stream import Piece, Stream


def prose(seed: int, length: int = 1500) -> str:
    rng = random.Random(seed)
    return "".join(chr(rng.randrange(0x4E00, 0x9000)) for _ in range(length))


def make(root: Path, *seeds: int, apart: bool = False) -> Store:
    """Make a library of texts, in one transaction or each in its own."""
    for group in [[seed] for seed in seeds] if apart else [list(seeds)]:
        with writing(root) as writer:
            for seed in group:
                writer.add(prose(seed), Described(f"方案{seed}"))
    return Store(root)


def answers(store: Store, *seeds: int) -> set[tuple[str, int]]:
    """Find where the texts' own fingerprints stand: (id, offset)."""
    found = set()
    for seed in seeds:
        keys, _ = fingerprints(fold(prose(seed)).codes, "exact")
        hits = store.find("exact", np.unique(keys))
        found |= {
            (store.earlier(n).id, o) for n, o in zip(hits.number.tolist(), hits.offset.tolist(), strict=True)
        }
    return found


def test_every_fingerprint_is_found_where_it_stands(tmp_path: Path) -> None:
    store = make(tmp_path / "库", 1, 2, 3)
    for text in store.texts():
        seed = int(text.about.name.removeprefix("方案"))
        _, at = fingerprints(fold(prose(seed)).codes, "exact")
        assert {(text.id, offset) for offset in at.tolist()} <= answers(store, seed)
        assert store.read(text, 0, text.length) == prose(seed)
        assert store.read(text, 1000, 1010) == prose(seed)[1000:1010]
    assert answers(store, 99) == set()


def test_order_and_grouping_do_not_matter(tmp_path: Path) -> None:
    seeds = range(FAN + 3)
    stores = [
        make(tmp_path / "一", *seeds),
        make(tmp_path / "二", *reversed(seeds)),
        make(tmp_path / "三", *seeds, apart=True),
    ]
    assert len({store.state for store in stores}) == 1
    assert answers(stores[0], *seeds) == answers(stores[1], *seeds) == answers(stores[2], *seeds)


def test_files_stay_few(tmp_path: Path) -> None:
    store = make(tmp_path / "库", *range(3 * FAN), apart=True)
    postings = [name for name in os.listdir(tmp_path / "库" / "data") if name.startswith("exact")]
    assert len(postings) < 2 * FAN
    store.check()


def test_a_text_is_taken_once(tmp_path: Path) -> None:
    first = make(tmp_path / "库", 1)
    assert make(tmp_path / "库", 1).state == first.state
    assert len(Store(tmp_path / "库").texts()) == 1


def test_removing_undoes_adding(tmp_path: Path) -> None:
    before = make(tmp_path / "库", 1, 2)
    after = make(tmp_path / "库", 3)
    (third,) = {t.id for t in after.texts()} - {t.id for t in before.texts()}
    with writing(tmp_path / "库") as writer:
        assert writer.remove([third, "d-unknown"]) == 1
    now = Store(tmp_path / "库")
    assert now.state == before.state
    assert answers(now, 3) == set()
    assert answers(now, 1, 2) == answers(before, 1, 2)
    assert after.read(after.earlier(3), 0, 5) == prose(3)[:5], "a reader keeps the state it opened"
    assert now.stats()["bytes"] == before.stats()["bytes"], "nothing of the text stays on disk"


def entry(name: str) -> SystemEntry:
    return SystemEntry(name, name, "××局", modules=("甲", "乙"))


def test_registers_replace_themselves_and_give_the_state_of_the_files(tmp_path: Path) -> None:
    with writing(tmp_path / "库") as writer:
        writer.put_register("清单.csv", [entry("旧")], ["清单.csv第3行：缺少系统名称"])
    with writing(tmp_path / "库") as writer:
        writer.put_register("清单.csv", [entry("一"), entry("二")])
    library = load_library(tmp_path / "库")
    plain = make_library([entry("二"), entry("一")])
    assert (library.entries, library.state, library.problems) == (plain.entries, plain.state, ())
    assert library.texts is not None


def test_an_empty_register_and_very_many_bad_rows(tmp_path: Path) -> None:
    with writing(tmp_path / "库") as writer:
        writer.put_register("空.csv", [])
        writer.put_register("坏.csv", [], (f"坏.csv第{n}行：缺少系统名称" for n in range(100_000)))
    library = load_library(tmp_path / "库")
    assert library.entries == ()
    assert len(library.problems) == 100_000


def truncate(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-7])


def flip(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)


def delete(path: Path) -> None:
    path.unlink()


@pytest.mark.parametrize("harm", [truncate, flip, delete])
@pytest.mark.parametrize("family", ["exact", "loose", "texts"])
def test_a_damaged_file_is_named_with_the_remedy(
    tmp_path: Path, family: str, harm: Callable[[Path], None]
) -> None:
    make(tmp_path / "库", 1)
    (path,) = (tmp_path / "库" / "data").glob(f"{family}-*")
    harm(path)
    with pytest.raises(ConfigError, match=path.name) as raised:
        Store(tmp_path / "库")
    assert "备份" in raised.value.advice


def test_a_large_damaged_file_is_found_by_the_full_check(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make(tmp_path / "库", 1)
    (path,) = (tmp_path / "库" / "data").glob("exact-*")
    flip(path)
    monkeypatch.setattr(files, "CHECKED_AT_ONCE", 0)
    with pytest.raises(ConfigError, match="损坏"):
        Store(tmp_path / "库").check()


def test_a_search_in_an_unchecked_damaged_file_answers_or_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever byte of a large file is wrong, nothing but the refusal comes of it."""
    make(tmp_path / "库", 1, 2)
    (path,) = (tmp_path / "库" / "data").glob("exact-*")
    whole = path.read_bytes()
    monkeypatch.setattr(files, "CHECKED_AT_ONCE", 0)
    content = prose(2)
    query = make_query(Stream(content, (Piece(0, 0, None, content),)), [])
    refused = 0
    for at in [*range(64), *range(64, len(whole), len(whole) // 40)]:
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 0xFF]) + whole[at + 1 :])
        try:
            find_copied(query, Store(tmp_path / "库"))
        except ConfigError:
            refused += 1
    assert refused


def test_a_damaged_catalogue(tmp_path: Path) -> None:
    make(tmp_path / "库", 1)
    (tmp_path / "库" / catalogue.NAME).write_bytes(b"SQLite format 3\0" + b"\1" * 5000)
    with pytest.raises(ConfigError, match="已损坏"):
        Store(tmp_path / "库")


@pytest.mark.parametrize(("key", "value"), [("format", "99"), ("tokenizer", "fold 0")])
def test_another_version_is_refused_by_name(tmp_path: Path, key: str, value: str) -> None:
    make(tmp_path / "库", 1)
    db = sqlite3.connect(tmp_path / "库" / catalogue.NAME)
    db.execute("UPDATE manifest SET value = ? WHERE key = ?", (value, key))
    db.commit()
    with pytest.raises(ConfigError, match=f"其他版本.*{value}"):
        Store(tmp_path / "库")


def test_the_second_writer_is_told_and_readers_go_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = make(tmp_path / "库", 1)
    monkeypatch.setattr(catalogue, "PATIENCE", 0.05)
    with writing(tmp_path / "库") as writer:
        writer.add(prose(2), Described("第二份"))
        with pytest.raises(ConfigError, match="正在被另一个程序写入"), writing(tmp_path / "库"):
            pass
        assert Store(tmp_path / "库").state == before.state
    assert Store(tmp_path / "库").state != before.state


def test_a_full_disk_leaves_the_old_state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = make(tmp_path / "库", 1)

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(ConfigError, match="保持原来的内容"):
        make(tmp_path / "库", 2)
    monkeypatch.undo()
    assert Store(tmp_path / "库").state == before.state
    make(tmp_path / "库", 2)
    assert not list((tmp_path / "库" / "data").glob("*.tmp"))


@pytest.mark.parametrize("path", ["没有", "有别的"])
def test_a_folder_that_is_no_library(tmp_path: Path, path: str) -> None:
    (tmp_path / "有别的").mkdir()
    (tmp_path / "有别的" / "文件.txt").write_text("x")
    with pytest.raises(ConfigError):
        Store(tmp_path / path)
    if path == "有别的":
        with pytest.raises(ConfigError, match="不是空的"), writing(tmp_path / path):
            pass


class _Killed(sqlite3.Connection):
    """A connection that lets a process die before any statement that changes something."""

    def execute(self, sql: str, *rest: object) -> sqlite3.Cursor:  # type: ignore[override]
        if sql.split(maxsplit=1)[0] in ("UPDATE", "INSERT", "DELETE", "COMMIT"):
            _step()
        return super().execute(sql, *rest)  # type: ignore[arg-type]


_steps_left = [0]


def _step() -> None:
    _steps_left[0] -= 1
    if _steps_left[0] < 0:
        os._exit(9)


def die_at(step: int, work: Callable[[], object]) -> bool:
    """Do work in a process that dies, without any clean-up, at the n-th step that changes the disk."""
    child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 9
    _steps_left[0] = step
    for owner, name in ((os, "fsync"), (Path, "rename"), (Path, "unlink")):
        real = getattr(owner, name)
        setattr(owner, name, lambda *a, _real=real, **k: (_step(), _real(*a, **k))[1])
    connect = sqlite3.connect
    sqlite3.connect = lambda *a, **k: connect(*a, **k, factory=_Killed)  # type: ignore[assignment]
    try:
        work()
    except BaseException:
        os._exit(1)
    os._exit(0)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs processes that can be forked")
def test_a_kill_at_any_step_leaves_the_old_state_or_the_new(tmp_path: Path) -> None:
    """The text added makes the files so many that they are merged in the same transaction."""
    old = [*range(FAN - 1)]
    first = make(tmp_path / "前", *old, apart=True)
    after = make(tmp_path / "后", *old, 50, apart=True).state
    expected = answers(first, *old)
    seen = []
    for step in range(200):
        root = tmp_path / f"库{step}"
        shutil.copytree(tmp_path / "前", root)
        died = die_at(step, lambda root=root: make(root, 50))
        store = Store(root)
        store.check()
        seen.append(store.state)
        assert store.state in (first.state, after)
        assert answers(store, *old) == expected
        if not died:
            break
        assert make(root, 50).state == after
        shutil.rmtree(root)
    assert seen[0] == first.state
    assert seen[-1] == after
    assert len(seen) > 15


def test_a_reader_takes_back_what_a_killed_writer_left_half_written(tmp_path: Path) -> None:
    """SQLite writes a large change to the catalogue before the commit, its journal beside it."""
    before = make(tmp_path / "库", 1, 2)
    db = sqlite3.connect(tmp_path / "库" / catalogue.NAME, isolation_level=None)
    db.execute("PRAGMA cache_size = 1")
    db.execute("BEGIN IMMEDIATE")
    db.execute("DELETE FROM documents")
    db.executemany("INSERT INTO problems VALUES ('清单', ?)", (("坏" * 500,) for _ in range(2000)))
    shutil.copytree(tmp_path / "库", tmp_path / "断电")
    db.execute("ROLLBACK")
    db.close()
    assert (tmp_path / "断电" / f"{catalogue.NAME}-journal").stat().st_size
    found = Store(tmp_path / "断电")
    assert found.state == before.state
    assert answers(found, 1, 2) == answers(before, 1, 2)


@pytest.mark.parametrize("family", ["exact", "loose", "texts"])
def test_an_empty_file_is_named_with_the_remedy(tmp_path: Path, family: str) -> None:
    make(tmp_path / "库", 1)
    (path,) = (tmp_path / "库" / "data").glob(f"{family}-*")
    path.write_bytes(b"")
    with pytest.raises(ConfigError, match="缺失或已损坏") as raised:
        Store(tmp_path / "库")
    assert raised.value.exit_code == 2
