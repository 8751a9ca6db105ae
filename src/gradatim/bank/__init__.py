"""The bank: exam tasks, skills and blueprints, read from `content/` and checked."""
