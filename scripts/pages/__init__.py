"""Pages that are made from the bank and from what was measured."""
