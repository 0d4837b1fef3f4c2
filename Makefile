# The README's commands under the names people try first; each sets up what it needs.
.PHONY: demo test bench bench-cost

demo:
	scripts/demo

test:
	scripts/test

# ARGS=--full measures everything, passages and functions among it.
bench:
	scripts/bench $(ARGS)

# What passage search costs in growing libraries, beside its peers.
bench-cost:
	scripts/setup '[dev,bench]'
	.venv/bin/python -m benchmarks.overlap_bench cost
