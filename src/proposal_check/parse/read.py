"""Read a submission file: tell its real type, check the limits, hand it to its reader."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Final

from proposal_check.errors import UnreadableFile
from proposal_check.model.document import Document, ReadWarning
from proposal_check.parse import limits
from proposal_check.parse.from_docx import main_part, read_docx
from proposal_check.parse.package import Package
from proposal_check.parse.recogniser import INSTALL, is_installed
from proposal_check.parse.sniff import sniff, sniff_package

# Told of pages recognised so far and of pages to recognise.
PageProgress = Callable[[int, int], None]
CONVERT: Final = "请用 Word 或 WPS 打开并另存为 .docx 后重新提交。"
NOT_YET: Final = "请提交可编辑的 Word 文件（.docx）。"
# Format of a Document → the extensions it goes by, and its name.
FORMATS: Final[dict[str, tuple[tuple[str, ...], str]]] = {
    "docx": ((".docx", ".docm", ".dotx", ".dotm"), "Word 文档（.docx）"),
    "pdf": ((".pdf",), "PDF"),
    "xlsx": ((".xlsx", ".xlsm", ".xltx", ".xltm"), "Excel 表格（.xlsx）"),
    "xls": ((".xls", ".xlt", ".et", ".ett"), "旧版 Excel 表格（.xls）"),
    "ofd": ((".ofd",), "OFD 版式文件"),
    "doc": ((".doc", ".dot", ".wps", ".wpt"), "旧版 Word 或 WPS 文档（.doc）"),
    "rtf": ((".rtf", ".doc"), "RTF 文档"),
    "image": ((".png", ".jpg", ".jpeg", ".tif", ".tiff", ".bmp"), "图片"),
    "odt": ((".odt", ".ott"), "OpenDocument 文档（.odt）"),
}
# Real types that LibreOffice turns into .docx first.
CONVERTED: Final = frozenset({"doc", "rtf", "odt"})
# Real type → what is wrong, what to do.
REFUSALS: Final[dict[str, tuple[str, str]]] = {
    "empty": ("文件是空的（0 字节）。", "请检查上传是否完整，重新提交。"),
    "encrypted": ("文件设有打开密码（已加密），无法读取。", "请取消密码后重新提交。"),
    "ppt": ("文件实际是旧版演示文稿（.ppt）。", NOT_YET),
    "compound": ("文件是加密文件或无法识别的旧版 Office 格式。", "请解除加密并另存为 .docx 后重新提交。"),
    "xlsb": ("文件实际是 Excel 表格（.xlsb）。", NOT_YET),
    "pptx": ("文件实际是演示文稿（.pptx）。", NOT_YET),
    "odf": ("文件实际是 OpenDocument 表格或演示文稿。", "请另存为 .docx 或 .xlsx 后重新提交。"),
    "mht": ("文件实际是网页归档格式（MHT）。", CONVERT),
    "html": ("文件实际是网页（HTML）。", CONVERT),
    "xml": ("文件实际是 XML 文本。", CONVERT),
    "image": ("文件实际是图片，读取它需要文字识别组件，本机没有安装。", INSTALL),
    "zip": ("文件是压缩包，不是 Word 文档。", "请解压后提交其中的 .docx 文件。"),
    "7z": ("文件是压缩包，不是 Word 文档。", "请解压后提交其中的 .docx 文件。"),
    "rar": ("文件是压缩包，不是 Word 文档。", "请解压后提交其中的 .docx 文件。"),
    "no_main_part": ("文件缺少正文部件（document.xml），不是完整的 Word 文档。", CONVERT),
    "unknown": (
        "文件内容无法识别，不是 Word 文档。",
        "请检查文件是否损坏或被加密软件保护，另存为 .docx 后重新提交。",
    ),
}


def read(path: Path, progress: PageProgress | None = None) -> Document:
    """Read one file in this process, by its content whatever its name. Raises UnreadableFile with what to do.

    `progress` is told of pages recognised so far and pages to recognise. See `guard` for files of strangers.
    """
    return read_bytes(_load(path), path.name, progress)


def read_bytes(data: bytes, name: str, progress: PageProgress | None = None) -> Document:
    """Read the bytes of one file; `name` is only printed and compared with the real type."""
    try:
        document = _read(data, name, progress)
    except UnreadableFile as error:
        raise UnreadableFile(f"「{name}」无法读取：{error.message}", error.advice) from error
    return _with_name_warning(document)


def _read(data: bytes, name: str, progress: PageProgress | None) -> Document:
    kind = sniff(data)
    if kind == "zip":
        return _read_package(Package(data), data, name)
    if kind == "pdf":
        from proposal_check.parse.from_pdf import read_pdf

        return read_pdf(data, name, progress)
    if kind == "xls":
        from proposal_check.parse.from_xlsx import read_xls

        return read_xls(data, name)
    if kind == "image" and is_installed():
        from proposal_check.parse.from_scan import read_image

        return read_image(data, name, progress)
    return _converted(data, name, kind)


def _read_package(package: Package, data: bytes, name: str) -> Document:
    kind = sniff_package(package)
    if kind == "docx" or (kind == "no_main_part" and main_part(package) in package.names):
        return read_docx(package, data, name)
    if kind == "xlsx":
        from proposal_check.parse.from_xlsx import read_xlsx

        return read_xlsx(package, data, name)
    if kind == "ofd":
        from proposal_check.parse.from_ofd import read_ofd

        return read_ofd(package, data, name)
    return _converted(data, name, kind)


def _converted(data: bytes, name: str, kind: str) -> Document:
    """Read what LibreOffice can turn into .docx, and refuse everything else."""
    if kind not in CONVERTED:
        raise UnreadableFile(*REFUSALS[kind])
    from proposal_check.parse.via_office import read_converted

    return read_converted(data, name, kind)


def _load(path: Path) -> bytes:
    if path.name.startswith(("~$", ".~")):
        raise UnreadableFile(f"「{path.name}」是 Office 打开文件时的临时锁文件。", "请提交同名的正式文件。")
    if path.is_dir():
        raise UnreadableFile(f"「{path.name}」是文件夹，不是文件。", "请指定其中的一个文件。")
    if path.exists() and not path.is_file():
        raise UnreadableFile(f"「{path.name}」是设备或管道，不是文件。", "请指定一个文件。")
    try:
        size = path.stat().st_size
        if size > limits.FILE_BYTES:
            raise UnreadableFile(
                f"「{path.name}」有 {size // 2**20} MB，超过上限 {limits.FILE_BYTES // 2**20} MB。",
                "请压缩文件中的图片后重新提交。",
            )
        return path.read_bytes()
    except FileNotFoundError as error:
        raise UnreadableFile(f"找不到文件「{path.name}」。", "请检查路径是否正确。") from error
    except OSError as error:
        raise UnreadableFile(f"「{path.name}」无法打开。", "请检查文件权限或磁盘后重试。") from error


def _with_name_warning(document: Document) -> Document:
    suffix = Path(document.source.name).suffix.lower()
    extensions, real = FORMATS[document.source.format]
    if suffix in extensions:
        return document
    message = f"文件扩展名是「{suffix or '无'}」，实际是 {real}，已按实际类型读取。"
    return replace(document, warnings=(ReadWarning("wrong_extension", message), *document.warnings))
