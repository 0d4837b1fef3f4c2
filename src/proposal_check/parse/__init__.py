"""Bytes to Document: one reader per format, the same headings, contents and captions for all."""

from proposal_check.parse.read import read, read_bytes

__all__ = ["read", "read_bytes"]
