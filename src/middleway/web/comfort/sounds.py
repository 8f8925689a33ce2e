"""What a recording is, told by its first bytes and not by what a browser says of it."""

from typing import Final

LARGEST: Final = 1_000_000  # bytes: about three minutes at the rate that voice.js asks for
# The first bytes of each container, and where they stand: https://mimesniff.spec.whatwg.org/#matching-an-audio-or-video-type-pattern
_SIGNS: Final = (
    (0, b"\x1a\x45\xdf\xa3", "audio/webm"),
    (0, b"OggS\0", "audio/ogg"),
    (4, b"ftyp", "audio/mp4"),
    (8, b"WAVE", "audio/wav"),
    (0, b"ID3", "audio/mpeg"),
    (0, b"\xff\xfb", "audio/mpeg"),
    (0, b"\xff\xf1", "audio/aac"),
)
TYPES: Final = frozenset(kind for _, _, kind in _SIGNS)


def kind_of(sound: bytes) -> str:
    """Return the media type of a recording; "" when it is none that browsers play."""
    return next((kind for at, sign, kind in _SIGNS if sound[at : at + len(sign)] == sign), "")
