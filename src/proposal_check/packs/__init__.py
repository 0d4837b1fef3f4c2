"""Data on disk becomes a validated Pack; every problem is reported as path:line."""
