"""What kind of file a recording is: its first bytes tell, not what a browser says of it."""

import re
from typing import Final

LARGEST: Final = 2_000_000  # bytes: three minutes from most phones; voice.js needs well under half of it
# The first bytes of each container: https://mimesniff.spec.whatwg.org/#matching-an-audio-or-video-type-pattern
# MP3 (layer III of each MPEG) and AAC begin with a frame; its last bits tell whether it has a checksum.
_SIGNS: Final = (
    (re.compile(rb"\x1a\x45\xdf\xa3"), "audio/webm"),
    (re.compile(rb"OggS\0"), "audio/ogg"),
    (re.compile(rb".{4}ftyp", re.DOTALL), "audio/mp4"),
    (re.compile(rb"RIFF.{4}WAVE", re.DOTALL), "audio/wav"),
    (re.compile(rb"ID3|\xff[\xe2\xe3\xf2\xf3\xfa\xfb]"), "audio/mpeg"),
    (re.compile(rb"\xff[\xf0\xf1\xf8\xf9]"), "audio/aac"),
)
TYPES: Final = frozenset(kind for _, kind in _SIGNS)


def kind_of(sound: bytes) -> str:
    """Return the media type of a recording; "" when browsers cannot play it."""
    return next((kind for sign, kind in _SIGNS if sign.match(sound)), "")
