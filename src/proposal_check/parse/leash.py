"""Run a program that does not outlive who waits for it, not even when that one is killed outright.

Run as a script by `via_office` on Linux: `leash.py PID PROGRAM ARGUMENT…`, the head of a process group of its
own. The system tells it when its parent dies; it then kills the whole group: the program, what that
started, and itself.
"""

import ctypes
import os
import signal
import subprocess
import sys

PR_SET_PDEATHSIG = 1


def main(parent: int, command: list[str]) -> int:
    """Run the command and answer its exit code; end at once when `parent` is not the parent any more."""
    signal.signal(signal.SIGTERM, lambda *_: os.killpg(0, signal.SIGKILL))
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
    if os.getppid() != parent:
        return 1
    return subprocess.call(command)


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]), sys.argv[2:]))
