"""What must never be lost: the database schema, its migrations, and submitted files addressed by their SHA-256."""
