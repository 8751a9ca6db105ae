"""What happens elsewhere, told to open pages: revisions derived from SQL, and one reader of the databases for all."""
