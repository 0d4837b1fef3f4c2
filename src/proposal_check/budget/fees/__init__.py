"""Costs by class, and fees computed from others."""
