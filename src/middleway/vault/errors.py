"""Why something stays closed. No error says what was inside, or how close a guess came."""


class NotOpened(Exception):
    """A passphrase, a key or the bytes are wrong. One error stands for all of these, so that it reveals nothing."""

    def __init__(self) -> None:
        super().__init__("This could not be opened. What is stored was not changed.")


class CodeMistyped(Exception):
    """A recovery code has a typing mistake, which its check group shows before anything is tried."""

    def __init__(self) -> None:
        super().__init__("This code has a typing mistake. Compare it with your slip, group by group.")


class KeyChanged(Exception):
    """A person's public key is not the one that was pinned when the two of you were linked."""

    def __init__(self) -> None:
        super().__init__("This person's key is not the one you met. Nothing was shared.")


class RekeyUnfinished(Exception):
    """A rekey began and has not been finished; the next one must wait for it."""

    def __init__(self) -> None:
        super().__init__("The change of keys is not finished yet. Go on with it first; nothing is lost.")
