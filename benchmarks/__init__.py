"""What people wait for, measured. `make bench` runs it; docs/benchmarks.md is what it writes."""
