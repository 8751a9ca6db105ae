"""The walls around an untrusted process, one layer a file. Standard library only, Linux only.

Nothing here imports anything else of gradatim: the fork server and its children use it.
"""
