"""The experiments, one family a file. Each returns suspicions with their evidence, and decides nothing."""
