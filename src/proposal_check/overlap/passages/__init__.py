"""Passages that a proposal shares with earlier texts, or with itself, both sides quoted."""
