"""Functions that a bundle carries as text, to run where Gradatim is not installed. They use the standard library only.

Each file's text, without its docstring, is a cell; so each must run by itself, on any Python 3.
"""
