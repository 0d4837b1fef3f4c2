"""Submissions with known truth, and the figures measured on them. Nothing in src imports this."""
