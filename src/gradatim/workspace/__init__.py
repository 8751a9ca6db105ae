"""The candidate's folder."""
