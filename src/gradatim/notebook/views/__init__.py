"""What magics show: each view is HTML in a notebook and plain words elsewhere. Text from models stays text."""
