"""Read a file in a process of its own, which may take only so much time and memory and can be killed.

Forking from a single-threaded program costs a few milliseconds; from a program with threads a fresh
interpreter is started instead, because a forked copy could inherit a lock that nobody will open.
"""

import contextlib
import multiprocessing
import os
import pickle
import signal
import sys
import threading
import traceback
from collections.abc import Callable
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Final

from proposal_check.errors import UnreadableFile
from proposal_check.model.document import Document
from proposal_check.parse import limits

# Bare name of the file, pages recognised so far, pages to recognise; 0 of 0 while only time goes by.
Progress = Callable[[str, int, int], None]

SPLIT: Final = "请检查文件是否损坏，压缩图片或拆分后重新提交。"
# What a process that is told to end may take to clear up after itself.
GRACE: Final = 2.0
# Silence after which a reading is told to go on, in seconds.
TICK: Final = 1.0
PR_SET_PDEATHSIG: Final = 1
_SPAWN: Final = multiprocessing.get_context("spawn")
_FORK: Final = multiprocessing.get_context("fork") if sys.platform == "linux" else _SPAWN


class ReaderError(RuntimeError):
    """A reader failed in a way it should not have: a bug, whose traceback is a note of this exception."""


def read_guarded(
    path: Path, progress: Progress | None = None, meanwhile: Callable[[], None] | None = None
) -> Document:
    """Read one file within `limits.READ_SECONDS` and `limits.MEMORY_BYTES`.

    Every page recognised starts the clock anew and is told to `progress`, as is every second without news.
    `meanwhile` is called once, in this process, when the reading has begun. Raises UnreadableFile as `read`
    does, and when the reading process runs out of time or memory or dies; ReaderError for a bug.
    """
    single = sys.platform == "linux" and threading.active_count() == 1
    context = _FORK if single else _SPAWN
    receiver, sender = context.Pipe(duplex=False)
    process = context.Process(target=_work, args=(path, sender))
    process.start()
    sender.close()
    try:
        if meanwhile:
            meanwhile()
        return _await(path, receiver, process, progress)
    finally:
        _end(process)
        receiver.close()


def _await(path: Path, receiver: Connection, process: BaseProcess, progress: Progress | None) -> Document:
    while _speaks(receiver, progress, path.name):
        try:
            kind, *content = pickle.loads(receiver.recv_bytes())
        except EOFError:
            process.join(GRACE)
            raise _died(path, process.exitcode) from None
        if kind == "document":
            return _document(content[0])
        if kind == "refused":
            raise UnreadableFile(*content)
        if kind == "failed":
            error = ReaderError(f"reading {path.name} failed")
            error.add_note(content[0])
            raise error
        if progress:
            progress(path.name, *content)
    raise UnreadableFile(f"「{path.name}」在 {limits.READ_SECONDS} 秒内没有读完，已停止读取。", SPLIT)


def _speaks(receiver: Connection, progress: Progress | None, name: str) -> bool:
    """Wait for the process to say something, as long as it may be silent."""
    waited = 0.0
    while waited < limits.READ_SECONDS:
        step = min(TICK, limits.READ_SECONDS - waited)
        if receiver.poll(step):
            return True
        waited += step
        if progress:
            progress(name, 0, 0)
    return False


def _document(value: object) -> Document:
    if not isinstance(value, Document):
        raise ReaderError("the reading process answered no document")
    return value


def _died(path: Path, code: int | None) -> UnreadableFile:
    """Say that the process ended without an answer: a library crashed, or the system killed it."""
    how = f"信号 {-code}" if code and code < 0 else f"代码 {code}"
    return UnreadableFile(f"读取「{path.name}」的进程异常退出（{how}），文件可能已损坏或内容过大。", SPLIT)


def _end(process: BaseProcess) -> None:
    """End the process with all it started, gently first: it may have a LibreOffice to stop."""
    if process.is_alive():
        process.terminate()
        process.join(GRACE)
    if process.pid is not None and hasattr(os, "killpg"):
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
    if process.is_alive():
        process.kill()
    process.join()


def _work(path: Path, sender: Connection) -> None:
    """Read in the child, and answer with one last message whatever happens."""
    _restrict()
    from proposal_check.parse.read import read

    def tell(*message: object) -> None:
        sender.send_bytes(pickle.dumps(message, pickle.HIGHEST_PROTOCOL))

    try:
        tell("document", read(path, lambda done, total: tell("page", done, total)))
    except UnreadableFile as error:
        tell("refused", error.message, error.advice)
    except MemoryError:
        tell("refused", f"「{path.name}」内容过大，读取时超过内存上限。", SPLIT)
    except Exception:
        tell("failed", traceback.format_exc())


def _restrict() -> None:
    """Bound this process, and make it the head of its own group, which a terminal does not interrupt."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    if sys.platform == "win32":
        return
    import resource

    os.setsid()
    _die_with_parent()
    # Private memory, not address space: numpy and onnxruntime reserve much more than they use.
    for what, most in (
        (resource.RLIMIT_DATA, limits.MEMORY_BYTES),
        (resource.RLIMIT_CPU, limits.CPU_SECONDS),
        (resource.RLIMIT_CORE, 0),
    ):
        _, allowed = resource.getrlimit(what)
        low = most if allowed == resource.RLIM_INFINITY else min(most, allowed)
        resource.setrlimit(what, (low, allowed))


def _die_with_parent() -> None:
    """Ask Linux to end this process when the one that waits for it is killed."""
    if sys.platform == "linux":
        import ctypes

        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
