"""Say plainly, before anything is installed, when this Python cannot run Gradatim. Must parse on any Python 3."""

import struct
import sys

version = "%d.%d" % sys.version_info[:2]
if not (3, 11) <= sys.version_info[:2] <= (3, 13):
    sys.exit(
        "Expected Python 3.11, 3.12 or 3.13 (TensorFlow 2.21 has no wheels for others). Received: Python %s at %s.\n"
        "Install one of them, or name it: make setup PYTHON=/path/to/python3.11" % (version, sys.executable)
    )
if struct.calcsize("P") != 8:
    sys.exit("Expected a 64-bit Python (TensorFlow has no 32-bit wheels). Received: a 32-bit Python %s." % version)
