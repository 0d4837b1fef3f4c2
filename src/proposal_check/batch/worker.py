"""A process that reviews one submission after another; it can be killed at any moment."""

import ctypes
import logging
import os
import resource
import shutil
import signal
import sys
from dataclasses import dataclass, replace
from datetime import date
from multiprocessing.connection import Connection
from pathlib import Path

from proposal_check.batch.row import FOLDER, Row, row_of
from proposal_check.batch.shared import save_prints
from proposal_check.batch.submissions import Task
from proposal_check.errors import InputError, ProposalCheckError
from proposal_check.overlap.library import Library, load_library
from proposal_check.packs.load import load_pack
from proposal_check.packs.schema import Pack
from proposal_check.packs.waivers import FILE as WAIVERS_FILE
from proposal_check.report.audience import Audience, edition
from proposal_check.report.files import write_files
from proposal_check.report.to_comments import without_comments
from proposal_check.review.paths import review_paths

_KILL_WITH_PARENT = 1  # PR_SET_PDEATHSIG
_UNASKED = f"申报件自带的 {WAIVERS_FILE} 没有采用：豁免由审查单位用 --waivers 给出。"


@dataclass(frozen=True, slots=True)
class Settings:
    """What every review of a batch shares; `memory` is the most a worker may take, in MB."""

    pack: str
    out: str
    library: str | None
    waivers: str | None
    audience: Audience
    today: date
    memory: int


def serve(pipe: Connection, settings: Settings, parent: int) -> None:
    """Review what comes through the pipe until it closes; say ready first."""
    _die_with(parent)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    pack = load_pack(settings.pack)
    library = load_library(Path(settings.library)) if settings.library else None
    bound_memory(settings.memory)
    pipe.send(None)
    while True:
        try:
            task: Task = pipe.recv()
        except EOFError:
            return
        pipe.send(review_task(task, settings, pack, library))


def _die_with(parent: int) -> None:
    """End with the parent: an orphan must not write into a folder that a resumed run works in."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_KILL_WITH_PARENT, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(1)


def bound_memory(megabytes: int) -> None:
    """Bound this process's private memory, not its address space: libraries reserve more than they use."""
    limit = megabytes * 2**20
    resource.setrlimit(resource.RLIMIT_DATA, (limit, limit))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def review_task(task: Task, settings: Settings, pack: Pack, library: Library | None) -> Row:
    """Review one submission and write its files; whatever happens becomes its row."""
    try:
        return _review(task, settings, pack, library)
    except InputError as error:
        return Row(task.name, "unreadable", str(error))
    except ProposalCheckError as error:
        return Row(task.name, "unreadable", str(error))
    except MemoryError:
        return Row(task.name, "memory", f"处理时用去的内存超过{settings.memory}MB。")
    except Exception as error:
        logging.getLogger(__name__).exception("submission %s", task.name)
        return Row(task.name, "error", f"处理时发生内部错误（{type(error).__name__}），请交维护人员。")


def _review(task: Task, settings: Settings, pack: Pack, library: Library | None) -> Row:
    out = Path(settings.out)
    folder = out / FOLDER / task.name
    shutil.rmtree(folder, ignore_errors=True)
    waivers = Path(settings.waivers) if settings.waivers else None
    found = review_paths([Path(task.path)], pack, library, waivers=waivers)
    shown = edition(found.review, settings.audience)
    written = write_files(shown, pack, folder, settings.today, found.originals)
    save_prints(found.review.submission.main, out, task.key, library.texts if library else None)
    row = row_of(task.name, found.review, pack, found.waivers, settings.today)
    told = (_UNASKED,) if found.unasked else ()
    return replace(row, message="".join((*told, *without_comments(shown, [p.name for p in written]))))
