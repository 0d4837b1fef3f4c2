"""Efforts, rates and what they come to."""
