"""Middleway: from alarm back to words that are true and kind, with both people in the picture."""

__version__ = "0.1.0"
