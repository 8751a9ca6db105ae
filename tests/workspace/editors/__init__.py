"""What editors find in a folder, and what they would run."""
