"""Tables as budgets: found, laid out in rows under roles, with units and levels."""
