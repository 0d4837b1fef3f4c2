"""Workers that do what a task's name says, for tests of the pool."""

import os
import time
from multiprocessing.connection import Connection

from proposal_check.batch.row import Row
from proposal_check.batch.worker import Settings, bound_memory


def obey(pipe: Connection, settings: Settings, parent: int) -> None:  # noqa: ARG001
    """Answer, hang, die or run out of memory."""
    pipe.send(None)
    while True:
        try:
            task = pipe.recv()
        except EOFError:
            return
        if task.name.startswith("hang"):
            time.sleep(600)
        if task.name.startswith("die"):
            os._exit(7)
        if task.name.startswith("memory"):
            pipe.send(Row(task.name, "memory", "too much"))
        else:
            pipe.send(Row(task.name, "reviewed", str(os.getpid())))


def greedy(pipe: Connection, settings: Settings, parent: int) -> None:  # noqa: ARG001
    """Take more memory than is allowed."""
    bound_memory(settings.memory)
    pipe.send(None)
    task = pipe.recv()
    try:
        bytearray(settings.memory * 2**21)
        pipe.send(Row(task.name, "reviewed"))
    except MemoryError:
        pipe.send(Row(task.name, "memory"))


def stillborn(pipe: Connection, settings: Settings, parent: int) -> None:  # noqa: ARG001
    """Die before saying ready."""
    os._exit(3)
