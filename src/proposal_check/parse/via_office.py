"""Read .doc, .wps, .rtf and .odt by way of LibreOffice, which makes .docx of them in its own process."""

import contextlib
import hashlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import Final

from proposal_check.errors import UnreadableFile
from proposal_check.model.document import Document, ReadWarning, Source
from proposal_check.parse import leash, limits
from proposal_check.parse.from_docx import read_docx
from proposal_check.parse.package import Package

PROGRAMS: Final = ("soffice", "libreoffice")
NAMES: Final = {"doc": "旧版 Word 或 WPS 文档", "rtf": "RTF 文档", "odt": "OpenDocument 文档"}
ABSENT: Final = "请在本机安装 LibreOffice（命令 soffice 可用即可），或将文件另存为 .docx 后重新提交。"
SAVE_AS: Final = "请用 Word 或 WPS 打开并另存为 .docx 后重新提交。"
# The first words of the main stream of a .doc, on a sector's boundary; the flags follow at byte 10.
FIB: Final = b"\xec\xa5"
SECTOR: Final = 512
ENCRYPTED: Final = 0x01
# No macro runs, nothing linked is fetched, whatever the file says.
SETTINGS: Final = {
    "/org.openoffice.Office.Common/Security/Scripting": {
        "DisableMacrosExecution": "true",
        "MacroSecurityLevel": "3",
        "BlockUntrustedRefererLinks": "true",
        "DisableActiveContent": "true",
    },
    "/org.openoffice.Office.Writer/Content/Update": {"Link": "0", "Field": "false", "Chart": "false"},
    "/org.openoffice.Inet/Settings": {
        "ooInetProxyType": "1",
        **{f"ooInet{kind}ProxyName": "127.0.0.1" for kind in ("HTTP", "HTTPS", "FTP")},
        **{f"ooInet{kind}ProxyPort": "9" for kind in ("HTTP", "HTTPS", "FTP")},
    },
}


def read_converted(data: bytes, name: str, kind: str) -> Document:
    """Read a file of `kind` doc, rtf or odt; its source stays what was sent.

    Raises UnreadableFile when LibreOffice is not installed, fails, or takes longer than it may.
    """
    if kind == "doc" and _is_encrypted(data):
        raise UnreadableFile("文件设有打开密码（已加密），无法读取。", "请取消密码后重新提交。")
    made = _convert(data, kind)
    document = read_docx(Package(made), made, name)
    message = f"文件是{NAMES[kind]}，经 LibreOffice 转换后读取，版式和编号可能与原文件略有出入。"
    return replace(
        document,
        source=Source(name, hashlib.sha256(data).hexdigest(), kind, len(data)),
        warnings=(ReadWarning("converted", message), *document.warnings),
    )


def _is_encrypted(data: bytes) -> bool:
    for at in range(SECTOR, min(len(data), 64 * SECTOR), SECTOR):
        if data[at : at + 2] == FIB:
            return bool(data[at + 11] & ENCRYPTED)
    return False


def program() -> str | None:
    """Find LibreOffice; None when it is not installed."""
    return next((found for name in PROGRAMS if (found := shutil.which(name))), None)


def _convert(data: bytes, kind: str) -> bytes:
    office = program()
    if office is None:
        raise UnreadableFile(f"文件是{NAMES[kind]}，读取它需要 LibreOffice，本机没有安装。", ABSENT)
    with tempfile.TemporaryDirectory(prefix="proposal-check-") as folder:
        place = Path(folder)
        source = place / f"source.{kind}"
        source.write_bytes(data)
        _write_profile(place / "profile")
        _run([office, *_arguments(place, source)], place, kind)
        made = place / "out" / "source.docx"
        if not made.is_file() or made.stat().st_size > limits.FILE_BYTES:
            raise UnreadableFile(
                f"文件是{NAMES[kind]}，LibreOffice 未能转换，文件可能已损坏或加密。", SAVE_AS
            )
        return made.read_bytes()


def _arguments(place: Path, source: Path) -> list[str]:
    profile = f"-env:UserInstallation={(place / 'profile').as_uri()}"
    options = ["--headless", "--norestore", "--nologo", "--nodefault", "--nolockcheck"]
    return [
        profile,
        *options,
        "--convert-to",
        "docx:MS Word 2007 XML",
        "--outdir",
        str(place / "out"),
        str(source),
    ]


def _write_profile(profile: Path) -> None:
    items = "".join(
        f'<item oor:path="{path}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>'
        for path, settings in SETTINGS.items()
        for name, value in settings.items()
    )
    names = 'xmlns:oor="http://openoffice.org/2001/registry"'
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(
        f'<?xml version="1.0" encoding="UTF-8"?><oor:items {names}>{items}</oor:items>', "utf-8"
    )


def _run(command: list[str], place: Path, kind: str) -> None:
    """Run LibreOffice in a process group of its own, and leave nothing of it behind, however it ends."""
    environment = {"PATH": os.environ.get("PATH", os.defpath), "HOME": str(place), "TMPDIR": str(place)}
    quiet = subprocess.DEVNULL
    process = subprocess.Popen(
        _on_a_leash(command),
        stdin=quiet,
        stdout=quiet,
        stderr=quiet,
        env=environment,
        cwd=place,
        start_new_session=True,
    )
    try:
        process.wait(limits.OFFICE_SECONDS)
    except subprocess.TimeoutExpired as error:
        raise UnreadableFile(
            f"文件是{NAMES[kind]}，LibreOffice 在 {limits.OFFICE_SECONDS} 秒内没有转换完。", SAVE_AS
        ) from error
    finally:
        _end_group(process)


def _on_a_leash(command: list[str]) -> list[str]:
    """Let the program end with this process, however this one ends: a kill leaves no time to clear up."""
    if sys.platform != "linux":
        return command
    return [sys.executable, "-I", "-S", leash.__file__, str(os.getpid()), *command]


def _end_group(process: subprocess.Popen[bytes]) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
