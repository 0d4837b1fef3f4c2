"""Word files without the time at which they were written."""

import io
import zipfile


def without_clock(content: bytes) -> bytes:
    """Repack a Word file without the time of writing that its zip entries carry."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for item in old.infolist():
            entry = zipfile.ZipInfo(item.filename, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(entry, old.read(item))
    return made.getvalue()
