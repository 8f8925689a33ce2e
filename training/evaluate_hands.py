"""What the full model does with sentences by other hands than those it learned from: `python -m training.evaluate_hands`.

`heldout_signs`, `heldout_ends`, `heldout_far_ends`, `heldout_evening` and `heldout_disputes` were written by hands that
saw nothing of the sentences for training. Prints tables for the model card.
"""

from collections import defaultdict

import numpy as np

from middleway.reading import signs
from middleway.reading.labels import QUIET
from training.evaluate import FAR_ENDS, READ_FIELDS, Said, full, say, table
from training.passages import HERE, Passage, rows, written

HANDS = ("heldout_ends", "heldout_far_ends", "heldout_evening", "heldout_disputes")
PRAISE = (("warmth_other", "placating", "kind"), ("belonging", "self_omitting", "shared"))
MIDDLES = (("awareness", "mindful"), ("belonging", "shared"), ("warmth_self", "kind"), ("warmth_other", "kind"))


def ends(passages: list[Passage], said: Said) -> list[list[object]]:
    """Return, per far end: texts, the share read right, how often it is said of others, and ideas right in all wordings."""
    out: list[list[object]] = []
    for field, value in FAR_ENDS:
        right = defaultdict(list)
        for passage, found in zip(passages, said.value[field], strict=True):
            if passage.fields[field] == value:
                right[passage.group].append(found == value)
        every = [one for wordings in right.values() for one in wordings]
        beside = [
            found == value
            for passage, found in zip(passages, said.value[field], strict=True)
            if passage.fields[field] != value
        ]
        out.append(
            [
                value,
                len(every),
                float(np.mean(every)),
                float(np.mean(beside)),
                len(right),
                float(np.mean([all(one) for one in right.values()])),
            ]
        )
    return out


def praised(passages: list[Passage], said: Said) -> float:
    """Return the share of texts that delete their writer and are read as kind or as shared."""
    wrong = [
        any(p.fields[field] == end and said.value[field][i] == middle for field, end, middle in PRAISE)
        for i, p in enumerate(passages)
        if any(p.fields[field] == end for field, end, _ in PRAISE)
    ]
    return float(np.mean(wrong))


def middles(passages: list[Passage], said: Said) -> list[list[object]]:
    """Return, per middle: how many errors its field has, and the share of them that say the middle of nothing."""
    out: list[list[object]] = []
    for field, middle in MIDDLES:
        wrong = [
            (p.fields[field], found)
            for p, found in zip(passages, said.value[field], strict=True)
            if p.fields[field] not in (None, found)
        ]
        of_nothing = [found == middle and gold == "none" for gold, found in wrong]
        out.append([f"{field} {middle}", len(wrong), float(np.mean(of_nothing)) if wrong else 0.0])
    return out


def told(passages: list[Passage], said: Said) -> list[list[object]]:
    """Return, per field: how many values are told as sure, the share of them that is true, and of what there is."""
    out: list[list[object]] = []
    for field in READ_FIELDS[:-1]:  # risk has figures of its own
        shown = [
            p.fields[field] == found
            for p, found, sure in zip(passages, said.value[field], said.sure[field], strict=True)
            if sure and found != QUIET[field] and p.fields[field] is not None
        ]
        there = sum(p.fields[field] not in (None, QUIET[field]) for p in passages)
        out.append([field, len(shown), float(np.mean(shown)), sum(shown) / max(1, there)])
    return out


def evening(passages: list[Passage], said: Said) -> list[list[object]]:
    """Return the shares of messages of which something wrong is told, only what is true, or nothing at all."""
    wrong = true = 0
    for i, passage in enumerate(passages):
        shown = [
            said.value[field][i] == passage.fields[field]
            for field in READ_FIELDS[:-1]
            if said.sure[field][i] and said.value[field][i] != QUIET[field]
        ]
        wrong += not all(shown)
        true += bool(shown) and all(shown)
    count = len(passages)
    quiet = sum(all(p.fields[field] == QUIET[field] for field in READ_FIELDS[:-1]) for p in passages)
    return [[count, wrong / count, true / count, (count - wrong - true) / count, quiet / count]]


def alarms(passages: list[Passage]) -> list[list[object]]:
    """Return how many harmless texts have a sign of danger, threat or crisis, and a clear one."""
    found = [signs(p.text) for p in passages if p.fields["risk"] == "none"]
    any_sign, clear = [bool(one) for one in found], [any(each.is_clear for each in one) for one in found]
    return [[len(found), float(np.mean(any_sign)), float(np.mean(clear))]]


def risks(passages: list[Passage], kinds: list[str]) -> list[list[object]]:
    """Return, per kind: texts, the shares with any sign and with a clear one, and how often a clear one is of its risk.

    The labels do not tell a threat from a danger.
    """
    found_of = defaultdict(list)
    for passage, kind in zip(passages, kinds, strict=True):
        found = signs(passage.text)
        clear = [each for each in found if each.is_clear]
        right = any(("danger" if each.kind == "threat" else each.kind) == passage.fields["risk"] for each in clear)
        found_of[kind].append((bool(found), bool(clear), right))
    out: list[list[object]] = []
    for kind, row in sorted(found_of.items()):
        any_sign, clear, right = (sum(each) for each in zip(*row, strict=True))
        out.append([kind, len(row), any_sign / len(row), clear / len(row), right / max(1, clear)])
    return out


def main() -> None:
    kinds = [f"{row['kind']}, {row['mode']}" for row in rows(HERE / "sentences" / "heldout_signs.jsonl")]
    head = ["heldout_signs: texts that are", "texts", "any sign", "clear", "right kind, where clear"]
    print(table(head, risks(written("heldout_signs"), kinds)))
    for name in HANDS:
        passages = written(name)
        said = say([p.text for p in passages], full)
        print(f"\n## {name}: {len(passages)} texts\n")
        if name in ("heldout_ends", "heldout_far_ends"):
            head = ["end", "texts", "right", "said of others", "ideas", "right in all wordings"]
            print(table(head, ends(passages, said)))
            print(f"\nself-erasure read as kind or shared: {praised(passages, said):.3f}\n")
        if name == "heldout_evening":
            print(
                table(["texts", "something wrong", "only true", "nothing", "touch no field"], evening(passages, said)),
                "\n",
            )
        print(table(["middle", "errors of its field", "said of nothing"], middles(passages, said)), "\n")
        print(table(["field", "told as sure", "true", "of what is there"], told(passages, said)), "\n")
        print(table(["harmless texts", "any sign", "clear"], alarms(passages)))


if __name__ == "__main__":
    main()
