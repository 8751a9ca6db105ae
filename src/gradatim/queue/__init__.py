"""Grading jobs. SQL is the only truth: lease, heartbeat, fence and sweep are conditional updates."""
