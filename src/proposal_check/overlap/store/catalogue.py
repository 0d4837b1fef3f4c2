"""The catalogue of a library: which files, documents, entries and problems make up its state."""

import hashlib
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from proposal_check.errors import ConfigError
from proposal_check.overlap import fold
from proposal_check.overlap.fingerprints import LOOSE_EVERY, LOOSE_K, K, W

NAME = "library.sqlite"
FORMAT = 2
# Seconds that a writer or reader waits for another process before it gives up.
PATIENCE = 5.0
TOKENIZER = f"{fold.NAME} {fold.VERSION}, winnow {K}/{W}, loose {LOOSE_K}/{LOOSE_EVERY}"

_SCHEMA = """
CREATE TABLE manifest (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE files (
  name TEXT PRIMARY KEY, family TEXT NOT NULL, items INTEGER NOT NULL, span INTEGER NOT NULL,
  size INTEGER NOT NULL, checksum INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE documents (
  number INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, kind TEXT NOT NULL, name TEXT NOT NULL,
  unit TEXT NOT NULL, year TEXT NOT NULL, outcome TEXT NOT NULL, sha256 TEXT NOT NULL,
  length INTEGER NOT NULL, sections TEXT NOT NULL, file TEXT NOT NULL, first_chunk INTEGER NOT NULL);
CREATE INDEX documents_sha256 ON documents (sha256);
CREATE TABLE entries (
  register TEXT NOT NULL, value TEXT NOT NULL, PRIMARY KEY (register, value)) WITHOUT ROWID;
CREATE TABLE problems (register TEXT NOT NULL, text TEXT NOT NULL);
"""


def is_library(path: Path) -> bool:
    """Tell whether a folder is a library on disk."""
    return (path / NAME).is_file()


def create(root: Path) -> None:
    """Make an empty library; one that exists already is left alone. Raises ConfigError."""
    _make_folder(root)
    with _explained(root), closing(_connection(root, "rwc")) as db:
        db.execute("BEGIN IMMEDIATE")
        if not db.execute("SELECT 1 FROM sqlite_master").fetchone():
            for statement in _SCHEMA.split(";"):
                db.execute(statement)
            values = {"format": str(FORMAT), "tokenizer": TOKENIZER, "serial": "0", "state": state_id(db)}
            db.executemany("INSERT INTO manifest VALUES (?, ?)", values.items())
        db.execute("COMMIT")


def _make_folder(root: Path) -> None:
    try:
        root.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ConfigError(f"不能建立比对库文件夹“{root}”。", "请检查路径和权限。") from error
    if not is_library(root) and any(root.iterdir()):
        raise ConfigError(f"文件夹“{root.name}”不是比对库，且不是空的。", "请换一个空文件夹建立比对库。")


@contextmanager
def connected(root: Path, *, write: bool = False) -> Iterator[sqlite3.Connection]:
    """Open the catalogue; a writer holds the library alone until it commits or gives up.

    Raises ConfigError when there is none, it is damaged, of another version, or being written by another.
    """
    if not is_library(root):
        raise ConfigError(f"“{root}”不是比对库。", "请先用 library add 或 library import 建立比对库。")
    with _explained(root), closing(_connection(root, "rw")) as db:
        # A reader changes nothing, but takes back what a writer that was killed has left half written.
        db.execute(f"PRAGMA query_only = {'OFF' if write else 'ON'}")
        db.execute("BEGIN IMMEDIATE" if write else "BEGIN")
        _require_version(root, db)
        yield db


def state_id(db: sqlite3.Connection) -> str:
    """Hash the content: the entries of all registers and the ids of all texts, whatever their order.

    A library that holds registers only has the state id of the same registers read from their files.
    """
    entries = [row[0] for row in db.execute("SELECT DISTINCT value FROM entries ORDER BY value")]
    texts = [row[0] for row in db.execute("SELECT id FROM documents ORDER BY id")]
    return hashlib.sha256("\n".join(entries + texts).encode()).hexdigest()


def _connection(root: Path, mode: str) -> sqlite3.Connection:
    uri = f"{(root / NAME).resolve().as_uri()}?mode={mode}"
    db = sqlite3.connect(uri, uri=True, isolation_level=None, timeout=PATIENCE)
    # Changed pages wait in memory for the commit, so that readers are locked out for an instant only.
    db.execute("PRAGMA cache_spill = OFF")
    db.execute("PRAGMA synchronous = FULL")
    return db


def _require_version(root: Path, db: sqlite3.Connection) -> None:
    found = dict(db.execute("SELECT key, value FROM manifest WHERE key IN ('format', 'tokenizer')"))
    if found != {"format": str(FORMAT), "tokenizer": TOKENIZER}:
        raise ConfigError(
            f"比对库“{root.name}”由其他版本的程序建立（格式{found.get('format', '不明')}，"
            f"分词{found.get('tokenizer', '不明')}），当前程序不能使用。",
            f"当前程序使用格式{FORMAT}，分词{TOKENIZER}；请用建库的版本，或新建比对库并重新导入。",
        )


@contextmanager
def _explained(root: Path) -> Iterator[None]:
    """Turn what SQLite and the file system report into words."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        text = str(error)
        if "locked" in text or "busy" in text:
            raise ConfigError(
                f"比对库“{root.name}”正在被另一个程序写入。", "请等它结束后再试；读取和比对不受影响。"
            ) from error
        if "full" in text or "disk I/O" in text:
            raise _no_space(root) from error
        if "readonly" in text or "unable to open" in text:
            raise ConfigError(f"不能写入或打开比对库“{root.name}”。", "请检查文件夹的权限。") from error
        raise ConfigError(
            f"比对库“{root.name}”的目录文件 {NAME} 已损坏或不完整。", "请从备份恢复，或新建比对库并重新导入。"
        ) from error
    except OSError as error:
        raise _no_space(root, error) from error


def _no_space(root: Path, error: OSError | None = None) -> ConfigError:
    reason = f"（{error.strerror}）" if error and error.strerror else "（磁盘空间不足）"
    return ConfigError(
        f"写入比对库“{root.name}”没有成功{reason}，比对库保持原来的内容。", "请检查磁盘空间和权限后重试。"
    )
