"""Write the golden cases of our tokeniser, from the reference tokeniser: `python -m training.golden`.

The texts are our own sentences and odd strings. `tests/reading/test_wordpiece.py` compares our tokeniser with them.
"""

import json
from pathlib import Path

from tokenizers import Tokenizer

from training.encoders import installed_minilm
from training.passages import OWN, written

ODD = (
    "",
    " ",
    "a",
    "ÀÉÎõü naïve café",
    "don't won't it's",
    "e-mail: a@b.co, see http://x.y/z?q=1",
    "1,234.56 at 9:30pm",
    "tab\tand\nline\r\nbreaks",
    "zero\u200bwidth\u200djoined\ufeff",
    "日本語とenglish",
    "한국어",
    "السلام عليكم",
    "שלום",
    "İstanbul ß ﬁ",
    "snake_case_word",
    "...!!!???",
    "“quoted” ‘too’ — dash – dash",
    "x" * 99,
    "x" * 101,
    "a" * 300,
    "supercalifragilisticexpialidocious",
    "nul\x00inside",
    "bell\x07",
    "\u0301alone",
    "½ ² ①",
    "U+FFFD \ufffd here",
)


def main() -> None:
    reference = Tokenizer.from_file(str(installed_minilm() / "tokenizer.json"))
    reference.no_padding()
    reference.no_truncation()
    texts = [*ODD, *(p.text for p in written(*OWN)[:: max(1, len(written(*OWN)) // 300)])]
    # The reference joins neighbouring pictographs into one unknown word; we keep them apart, so as to name each.
    texts = [t for t in texts if not any(ord(c) >= 0x2190 and not c.isalpha() and c not in "\ufeff\ufffd" for c in t)]
    cases = [{"text": t, "ids": reference.encode(t, add_special_tokens=False).ids} for t in texts]
    path = Path("tests/reading/golden/wordpiece.json")
    path.write_text(json.dumps(cases, indent=0) + "\n", "utf-8")
    print(f"{len(cases)} cases")


if __name__ == "__main__":
    main()
