"""Backups."""


def before_migrating() -> None:
    pass
