"""How fast attrib is, by ratios to well-known tools measured in the same run: `python -m benchmarks`."""
