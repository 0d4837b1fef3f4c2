"""Printed numbers: reading them, counting with them, writing them down."""
