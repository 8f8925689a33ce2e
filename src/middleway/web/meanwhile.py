"""Do not overwrite, unseen, what another window has kept meanwhile.

A form of something kept says what its page showed (`seen`). If something else has been kept since, nothing is written,
and the form comes back with both: what was typed, and what is newer. Sent once more, it replaces the newer one.
"""


class ChangedMeanwhile(Exception):
    """Something newer is kept than the page showed. Nothing was written. The message is its mark, never words."""


def check(now: str, *seen: str) -> None:
    """Raise ChangedMeanwhile when `now`, the mark of what is kept, is not in `seen`. "" means that nothing is kept.

    It must be called in the batch, or in what `change` calls (records/writing.py), just before the write.
    """
    if now and now not in seen:
        raise ChangedMeanwhile(now)
