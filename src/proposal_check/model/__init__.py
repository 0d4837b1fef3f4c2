"""Frozen values that every room shares: documents, readings, findings. Imports nothing but errors.

One convention, stated once: pages, rows and columns are 1-based; block and character indexes are
0-based and half-open; boxes are in points from the top left.
"""
