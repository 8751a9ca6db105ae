"""Checks drills: runs a learner's file and a drill's checks in the sandbox, and says what came of it."""
