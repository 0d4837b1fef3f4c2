"""Old formats by way of LibreOffice: the source stays, nothing is fetched, nothing runs on."""

import http.server
import os
import stat
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from parse.docx_writer import outline

from proposal_check.errors import UnreadableFile
from proposal_check.parse import limits, read_bytes, via_office

needs_office = pytest.mark.skipif(via_office.program() is None, reason="LibreOffice is not installed")
RTF = (
    b"{\\rtf1\\ansi\\ansicpg936 {\\b \\u31532?\\u19968?\\u31456? \\u27010?\\u36848?\\par}"
    b"\\u27491?\\u25991?\\par}"
)


@needs_office
def test_a_converted_file_keeps_its_own_source() -> None:
    document = read_bytes(RTF, "方案.rtf")
    assert (document.source.format, document.source.size, document.source.name) == (
        "rtf",
        len(RTF),
        "方案.rtf",
    )
    assert [b.text for b in document.blocks][:2] == ["第一章 概述", "正文"]
    assert [w.code for w in document.warnings] == ["converted"]


EXAMPLE = next((Path(__file__).parents[2] / "corpora" / "examples" / "faulty").glob("*.docx"))


@needs_office
@pytest.mark.parametrize("kind", ["doc", "odt"])
def test_a_twin_in_another_format_reads_the_same(kind: str, tmp_path: Path) -> None:
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [str(via_office.program()), profile, "--headless", "--convert-to", kind, "--outdir", tmp_path]
    subprocess.run([*command, EXAMPLE], check=True, capture_output=True)
    first = read_bytes(EXAMPLE.read_bytes(), EXAMPLE.name)
    other = read_bytes((tmp_path / EXAMPLE.name).with_suffix(f".{kind}").read_bytes(), f"twin.{kind}")
    assert outline(other) == outline(first)
    assert [t.text for t in other.tables()] == [t.text for t in first.tables()]
    assert (other.source.format, other.seen) == (kind, first.seen)


@pytest.fixture
def listener() -> Iterator[tuple[str, list[str]]]:
    asked: list[str] = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_error(404)

        do_HEAD = do_OPTIONS = do_PROPFIND = do_GET

        def log_message(self, *_: object) -> None:
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/", asked
    server.shutdown()


@needs_office
def test_nothing_linked_is_fetched(listener: tuple[str, list[str]]) -> None:
    address, asked = listener
    fields = "".join(
        f'{{\\field{{\\*\\fldinst {name} "{address}{name}.png" }}{{\\fldrslt }}}}'
        for name in ("INCLUDEPICTURE", "INCLUDETEXT")
    )
    template = f"{{\\*\\template {address}t.dot}}"
    read_bytes(RTF.replace(b"\\ansi\\", f"\\ansi{template}{fields}\\".encode()), "方案.rtf")
    assert asked == []


def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str) -> None:
    """Put a program of ours in the place of LibreOffice."""
    program = tmp_path / "soffice"
    program.write_text(f"#!/bin/sh\n{script}\n", "utf-8")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")


def test_a_program_that_hangs_is_ended_with_all_it_started(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    office(tmp_path, monkeypatch, f"(sleep 4; touch {tmp_path}/late) & sleep 60")
    monkeypatch.setattr(limits, "OFFICE_SECONDS", 1)
    started = time.monotonic()
    with pytest.raises(UnreadableFile, match="1 秒"):
        read_bytes(RTF, "方案.rtf")
    time.sleep(max(0.0, started + 5.5 - time.monotonic()))
    assert not (tmp_path / "late").exists()


@pytest.mark.skipif(sys.platform != "linux", reason="the system tells of a parent's death on Linux only")
def test_a_program_ends_with_a_reader_that_is_killed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fifo = tmp_path / "told"
    os.mkfifo(fifo)
    office(tmp_path, monkeypatch, f"exec 3>{fifo}; echo begun >&3; (sleep 20; echo late >&3) & wait")
    (tmp_path / "方案.rtf").write_bytes(RTF)
    code = "import sys, pathlib; from proposal_check.parse import read; read(pathlib.Path(sys.argv[1]))"
    reader = subprocess.Popen([sys.executable, "-c", code, str(tmp_path / "方案.rtf")])
    with fifo.open() as told:
        assert told.readline() == "begun\n"
        reader.kill()
        reader.wait()
        # The last writer's end is the end of the file.
        assert told.read() == ""


def test_a_program_that_makes_nothing_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    office(tmp_path, monkeypatch, "exit 0")
    with pytest.raises(UnreadableFile, match="未能转换"):
        read_bytes(RTF, "方案.rtf")


def test_without_the_program_the_advice_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(UnreadableFile, match="LibreOffice") as caught:
        read_bytes(RTF, "方案.rtf")
    assert "安装 LibreOffice" in caught.value.advice


def test_an_encrypted_doc_is_not_even_tried(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    header = bytearray(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504))
    stream = b"\xec\xa5\xc1\x00" + bytes(6) + b"\x00\x01" + bytes(500)
    with pytest.raises(UnreadableFile, match="加密"):
        read_bytes(bytes(header) + stream + "WordDocument".encode("utf-16-le"), "方案.doc")
