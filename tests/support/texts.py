"""Plain words of danger, a recording, for whatever takes words or a voice; and how to tell English from German."""

import re

DANGER = "He said he would kill me if I leave, and he choked me last night."
SOUND = b"\x1a\x45\xdf\xa3" + b"a voice that says: I am here" * 30
# Frequent in English, and no word of German. "Not" with a capital is German for distress.
ENGLISH = re.compile(
    r"\b(the|and|you|your|with|this|that|they|them|their|of|what|when|where|which|nothing|is|are|it|for|from|have|has"
    r"|be|been|yes|keep|back|not)\b"
)
