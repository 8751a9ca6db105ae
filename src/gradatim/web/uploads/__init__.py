"""Uploads that survive a dropped connection, a reload and a restart: a model comes in pieces and is handed in whole."""
