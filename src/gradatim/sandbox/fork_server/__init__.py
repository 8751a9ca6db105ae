"""The fork server: a process that has imported TensorFlow once and forks a fresh, confined child for each model.

It is trusted: it reads no byte that a model or a candidate wrote, and runs no operation of TensorFlow, whose threads
would not survive a fork. Imports nothing of gradatim but `sandbox.child`, `sandbox.confinement` and `sandbox.wire`.
"""
