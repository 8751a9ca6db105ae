"""Finds out by experiment why a model lost points. Labels stay outside the sandbox: rows go in, answers come out."""

from gradatim.coach.ask_model import coach

__all__ = ["coach"]
