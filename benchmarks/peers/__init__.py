"""Other readers from PyPI on the same files. Each lives in an environment of its own, outside the project."""
