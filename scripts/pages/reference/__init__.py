"""The reference of the documentation: commands, file formats, JSON, findings and kinds, each read from the code."""
