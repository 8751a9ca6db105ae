"""Watch mode: checks the current drill whenever its file is saved."""
