"""Convert .docx files by LibreOffice: PDF twins and old .doc files. Its bytes differ between its versions."""

import shutil
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path

MISSING = "LibreOffice (soffice) is not installed: no PDF, scan or .doc can be made"
_TIMEOUT = 600


def available() -> bool:
    return shutil.which("soffice") is not None


def convert(files: Mapping[str, bytes], target: str = "pdf") -> dict[str, bytes]:
    """Convert all files in one run, keyed as given. Raises RuntimeError without LibreOffice or a result."""
    if not available():
        raise RuntimeError(MISSING)
    with tempfile.TemporaryDirectory() as folder:
        paths = {name: Path(folder) / f"file{i}.docx" for i, name in enumerate(files)}
        for name, path in paths.items():
            path.write_bytes(files[name])
        profile = f"-env:UserInstallation=file://{folder}/profile"
        command = ["soffice", profile, "--headless", "--convert-to", target, "--outdir", folder]
        subprocess.run(
            [*command, *map(str, paths.values())], check=True, capture_output=True, timeout=_TIMEOUT
        )
        made = {name: path.with_suffix(f".{target}") for name, path in paths.items()}
        lacking = [name for name, path in made.items() if not path.exists()]
        if lacking:
            raise RuntimeError(f"LibreOffice made no {target} of {lacking}")
        return {name: path.read_bytes() for name, path in made.items()}
