"""The library on disk: a catalogue in SQLite, fingerprints in sorted memory-mapped files, texts in chunks.

The catalogue is the only thing that changes in place, in one transaction; every other file is written once
under a name of its own, made durable, and becomes part of the library when the transaction that lists it
commits. A process killed at any moment therefore leaves the old state or the new one. Files that no
committed catalogue lists are swept by the next writer.
"""

from proposal_check.overlap.store.catalogue import is_library
from proposal_check.overlap.store.reader import Store
from proposal_check.overlap.store.writer import Writer, writing

__all__ = ["Store", "Writer", "is_library", "writing"]
