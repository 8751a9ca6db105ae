"""Is this machine ready? One file for each group of checks; each reads facts, and judges them apart from reading."""

from gradatim.workspace.doctor.examine import examine
from gradatim.workspace.doctor.report import Check, DoctorReport, State

__all__ = ["Check", "DoctorReport", "State", "examine"]
