"""Run a peer on a file in its own environment, or say clearly why that is not possible."""

import json
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from benchmarks.measure.reading import Reading
from benchmarks.peers.adapters import PEERS

HOME = Path(tempfile.gettempdir()) / "proposal-check-peers"
_ADAPTERS = Path(__file__).with_name("adapters.py")
_PACKAGES = {
    "markitdown": ["markitdown[docx,pdf]"],
    "docling-slim": ["docling-slim[format-docx]"],
    "kreuzberg": ["kreuzberg"],
    "camelot": ["camelot-py"],
}
_TIMEOUT = 600


@dataclass(frozen=True)
class PeerRun:
    """`reading` is None where the peer could not read the file; `problem` then says why."""

    peer: str
    seconds: float = 0.0
    mebibytes: float = 0.0
    reading: Reading | None = None
    problem: str = ""


def interpreter(peer: str) -> Path:
    return HOME / peer / "bin" / "python"


def install(peer: str) -> None:
    """Make the peer's environment below the system's temporary folder, with pip as it is configured."""
    subprocess.run([sys.executable, "-m", "venv", str(HOME / peer)], check=True)
    command = [str(interpreter(peer)), "-m", "pip", "install", "-q", *_PACKAGES[peer]]
    subprocess.run(command, check=True)


def run(peer: str, path: Path) -> PeerRun:
    """Read a file with a peer. Raises KeyError for a peer that has no adapter."""
    if peer not in PEERS:
        raise KeyError(f"no adapter for {peer}; there are: {', '.join(PEERS)}")
    if not interpreter(peer).exists():
        return PeerRun(peer, problem=f"not installed: run python -m benchmarks.bench --install-peer {peer}")
    command = [str(interpreter(peer)), str(_ADAPTERS), peer, str(path)]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=_TIMEOUT, check=False)
    except subprocess.TimeoutExpired:
        return PeerRun(peer, problem=f"took more than {_TIMEOUT} s")
    if done.returncode:
        return PeerRun(peer, problem=(done.stderr.strip().splitlines() or ["failed"])[-1][:160])
    seen = json.loads(done.stdout.splitlines()[-1])
    headings = [(number, title, level) for number, title, level in seen["headings"]]
    return PeerRun(peer, seen["seconds"], seen["mebibytes"], Reading(headings, seen["tables"]))
