"""Runs untrusted models in a process of their own. Knows nothing of tasks, scores or candidates."""
