"""Benchmarks of passage search: speed against floors, accuracy on planted passages with known truth."""
