"""The dashboard: pages with a JSON twin at the same address, and live updates."""
