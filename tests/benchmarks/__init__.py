"""Tests of what the benchmark's figures rest on."""
