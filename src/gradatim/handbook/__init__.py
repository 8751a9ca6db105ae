"""The handbooks, generated from blueprints, bank and settings."""
