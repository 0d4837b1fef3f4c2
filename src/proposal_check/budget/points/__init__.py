"""Function points: lists, weights, factors, and the way to effort and cost."""
