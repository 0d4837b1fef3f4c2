"""Pre-screen Chinese government informatization proposals, offline and reproducibly."""

__version__ = "0.1.0"
