"""The candidates; importing a module enters its own into the list."""
