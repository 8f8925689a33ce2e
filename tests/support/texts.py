"""Plain words of danger, and a recording, for whatever takes words or a voice."""

DANGER = "He said he would kill me if I leave, and he choked me last night."
SOUND = b"\x1a\x45\xdf\xa3" + b"a voice that says: I am here" * 30
