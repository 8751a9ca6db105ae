"""Is this machine ready? One file for each group of checks; each reads facts, and judges them apart from reading.

`examine.py` looks at everything; what it brings along is not imported by those who only show a report.
"""

from gradatim.workspace.doctor.report import Check, DoctorReport, State

__all__ = ["Check", "DoctorReport", "State"]
