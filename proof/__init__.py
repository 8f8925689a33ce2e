"""Proofs: commands that print a figure of docs/threat-model.md, and fail when it is not what it must be."""
