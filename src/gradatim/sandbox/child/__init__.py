"""The model's side of the conversation. Imports nothing of gradatim but `sandbox.wire`.

Everything here runs beside the model's own code and is as little trusted as the model.
"""
