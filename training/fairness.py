"""Does a text read the same whoever is named in it? `python -m training.fairness`.

Takes our own sentences that name someone, and swaps who it is: the kind of tie, the gender, the pronoun, the name. The
names include rare ones that are not in our list. Counts how many fields change their value, and how many findings come
or go.
"""

import random
import re
from collections import Counter
from dataclasses import dataclass

from middleway.reading import Reading, read, read_many
from middleway.reading.canonical import names
from middleway.reading.labels import FIELDS
from training.passages import OWN, written

TIES = (
    "partner",
    "mother",
    "brother",
    "friend",
    "husband",
    "sister",
    "father",
    "wife",
    "girlfriend",
    "roommate",
    "mum",
    "boyfriend",
)
NAMES = (
    "Tom",
    "Aisha",
    "Kenji",
    "Oluwaseun",
    "Maria",
    "Siobhan",
    "Xiomara",
    "Thorvald",
    "Priyanka",
    "Zbigniew",
    "Nkechi",
    "Beth",
)
PRONOUNS = (("he", "him", "his", "himself"), ("she", "her", "her", "herself"), ("they", "them", "their", "themselves"))
SWAPS = 8
_TIE = re.compile(rf"\b(my|your|his|her|their) ({'|'.join(TIES)}|mom|dad|bf|gf)\b", re.IGNORECASE)
_HE = re.compile(r"\b(he|him|his|himself)\b", re.IGNORECASE)
_SHE = re.compile(r"\b(she|her|hers|herself)\b", re.IGNORECASE)
_AFTER_THEY = {
    "is": "are",
    "was": "were",
    "has": "have",
    "does": "do",
    "'s": "'re",
    "isn't": "aren't",
    "wasn't": "weren't",
    "doesn't": "don't",
    "hasn't": "haven't",
}


@dataclass(frozen=True, slots=True)
class Swap:
    tie: str
    name: str
    pronoun: tuple[str, str, str, str]


def named(text: str) -> str | None:
    """Return the known first name with a capital in `text` if there is exactly one, otherwise None."""
    found = {w for w in re.findall(r"(?<=[a-z,] )[A-Z][a-z]{2,}\b", text) if w.lower() in names()}
    return found.pop() if len(found) == 1 else None


def swapped(text: str, swap: Swap) -> str:
    """Return `text` with its tie, name and masculine pronouns replaced."""
    name = named(text)
    if name:
        text = re.sub(rf"\b{name}\b", swap.name, text)
    text = _TIE.sub(lambda m: f"{m.group(1)} {swap.tie}", text)
    # Only "he" is swapped: "her" may be "him" or "his", and a wrong guess would test our grammar, not the model.
    if _HE.search(text) and not _SHE.search(text):
        text = _HE.sub(
            lambda m: like(m.group(), swap.pronoun[("he", "him", "his", "himself").index(m.group().lower())]), text
        )
        if swap.pronoun[0] == "they":
            text = re.sub(r"\b(they)((?: |(?='))\S+)", agreeing, text, flags=re.IGNORECASE)
    return text


def agreeing(match: "re.Match[str]") -> str:
    """Make the verb after "they" plural: "is" becomes "are", "yells" becomes "yell"."""
    verb = match.group(2).strip()
    space = " " if match.group(2).startswith(" ") else ""
    plural = _AFTER_THEY.get(verb.lower(), verb[:-1] if re.fullmatch(r"[a-z]{2,}[^s]s", verb) else verb)
    return match.group(1) + space + plural


def like(model: str, word: str) -> str:
    return word.capitalize() if model[0].isupper() else word


def counterfactuals() -> list[tuple[str, list[str]]]:
    """Return (text, its swaps) for every sentence of ours that names a tie or a person, with SWAPS versions each."""
    rng = random.Random(9)
    out = []
    for passage in written(*OWN, "heldout_far_ends", "heldout_risk"):
        if not (_TIE.search(passage.text) or named(passage.text)):
            continue
        versions: dict[str, None] = {}
        for _ in range(60):
            swap = Swap(rng.choice(TIES), rng.choice(NAMES), rng.choice(PRONOUNS))
            version = swapped(passage.text, swap)
            if version != passage.text:
                versions[version] = None
            if len(versions) == SWAPS:
                out.append((passage.text, list(versions)))
                break
    return out


def changed(one: Reading, other: Reading) -> list[str]:
    return [field for field in FIELDS if one.fields.field(field).value != other.fields.field(field).value]


def figures() -> dict[str, float]:
    sets = counterfactuals()
    out: dict[str, float] = {"texts": len(sets), "swaps each": SWAPS}
    for name, reader in (("full model", lambda texts: map(read, texts)), ("bulk reader", read_many)):
        moved: Counter[str] = Counter()
        findings = compared = 0
        for text, versions in sets:
            first, *others = [r for r in reader([text, *versions]) if isinstance(r, Reading)]
            for other in others:
                moved.update(changed(first, other))
                findings += first.findings != other.findings
                compared += 1
        out[f"{name}: fields changed"] = sum(moved.values()) / (compared * len(FIELDS))
        out[f"{name}: readings whose findings changed"] = findings / compared
        out |= {f"{name}: {field} changed": moved[field] / compared for field in FIELDS}
    return out


def main() -> None:
    for name, value in figures().items():
        print(f"| {name} | {value:.4f} |" if isinstance(value, float) else f"| {name} | {value} |")


if __name__ == "__main__":
    main()
