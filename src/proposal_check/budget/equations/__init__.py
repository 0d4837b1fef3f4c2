"""What a budget promises: products, sums, totals, and what would repair a broken one."""
