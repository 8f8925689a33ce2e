"""Every figure of the model card in one run: `python -m training.evaluate [--rivals] [--write]`.

With `--rivals` also those of others on the same texts: the majority value, VADER, TextBlob, and a frozen MiniLM with
logistic regression. `--write` stores ours in `training/figures.json`, which the test suite holds every later model to.
"""

import argparse
import json
import random
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from middleway.reading import Reading, read, read_many
from middleway.reading.labels import FIELDS, QUIET, VALUES
from training.passages import Passage, public, public_rows, written
from training.scores import agreement, calibration_error, f1, macro_f1, share_better

FIGURES = Path(__file__).parent / "figures.json"
READ_FIELDS = tuple(field for field in FIELDS if field != "in_view")  # nobody labelled in_view in the gold sets
FAR_ENDS = (
    ("warmth_other", "placating"),
    ("belonging", "self_omitting"),
    ("awareness", "avoidant"),
    ("warmth_self", "indulgent"),
    ("response", "freeze"),
    ("response", "fawn"),
)


@dataclass(frozen=True)
class Said:
    """What a reader said of some texts.

    Per field, it has the value, its probability, and whether it is sure; per text, the distances.
    """

    value: dict[str, list[str]]
    confidence: dict[str, list[float]]
    sure: dict[str, list[bool]]
    distance: list[float]
    cold: list[float]


def say(texts: list[str], how: Callable[[list[str]], list[Reading]]) -> Said:
    readings = how(texts)
    fields = {field: [reading.fields.field(field) for reading in readings] for field in FIELDS}
    other = [reading.fields.warmth_other for reading in readings]
    return Said(
        {field: [choice.value for choice in fields[field]] for field in FIELDS},
        {field: [max(choice.probabilities.values()) for choice in fields[field]] for field in FIELDS},
        {field: [field not in reading.unsure for reading in readings] for field in FIELDS},
        [reading.fields.distance() for reading in readings],
        [spectrum.presence * abs(spectrum.place) for spectrum in other],
    )


def full(texts: list[str]) -> list[Reading]:
    return [read(text) for text in texts]


def bulk(texts: list[str]) -> list[Reading]:
    readings = list(read_many(texts))
    refused = [reading for reading in readings if not isinstance(reading, Reading)]
    if refused:
        raise refused[0]  # if it were skipped, every later reading would stand beside another text's labels
    return [reading for reading in readings if isinstance(reading, Reading)]


OURS = {"full model": full, "bulk reader": bulk}


def gold_figures(passages: list[Passage], said: Said) -> dict[str, dict[str, float]]:
    """Return macro-F1, agreement with the consensus, calibration error, coverage and agreement where sure, by field."""
    out: dict[str, dict[str, float]] = {}
    for field in READ_FIELDS:
        known = [i for i, p in enumerate(passages) if p.fields[field] is not None]
        gold = [str(passages[i].fields[field]) for i in known]
        value = [said.value[field][i] for i in known]
        sure = [said.confidence[field][i] for i in known]
        right = [g == v for g, v in zip(gold, value, strict=True)]
        told = [said.sure[field][i] for i in known]
        kept = [r for r, s in zip(right, told, strict=True) if s]
        shown = [r for r, s, v in zip(right, told, value, strict=True) if s and v != QUIET[field]]
        out[field] = {
            "macro_f1": macro_f1(gold, value),
            "agreement": agreement(gold, value),
            "calibration_error": calibration_error(right, sure),
            "coverage": len(kept) / len(right),
            "agreement_where_sure": float(np.mean(kept)) if kept else float("nan"),
            "found_and_shown": sum(shown) / max(1, sum(g != QUIET[field] for g in gold)),
            "shown_is_true": float(np.mean(shown)) if shown else float("nan"),
        }
        out[field] |= {f"f1_{v}": f1(gold, value, v) for v in VALUES[field] if v in gold}
    return out


def single_readers() -> dict[str, dict[str, float]]:
    """Compare each gold reader with the others of the passage, where those agree with one another (leave one out)."""
    out = {}
    for field in READ_FIELDS:
        gold, said = [], []
        for row in public_rows("gold_dev"):
            readers = [reader[field] for reader in row["readers"]]
            for at, one in enumerate(readers):
                others = set(readers[:at] + readers[at + 1 :])
                if len(readers) > 2 and len(others) == 1:
                    gold.append(others.pop())
                    said.append(one)
        out[field] = {"macro_f1": macro_f1(gold, said), "agreement": agreement(gold, said)}
    return out


def far_figures(how: Callable[[list[str]], list[Reading]]) -> dict[str, float]:
    """Return how often each far end is read right in our held-out sentences, and how often the worst mistakes occur."""
    passages = written("heldout_far_ends")
    said = say([p.text for p in passages], how)
    out: dict[str, float] = {"passages": len(passages)}
    for field, value in FAR_ENDS:
        at = [i for i, p in enumerate(passages) if p.fields[field] == value]
        out[f"{value} right"] = float(np.mean([said.value[field][i] == value for i in at]))
        beside = [i for i, p in enumerate(passages) if p.fields[field] != value]
        out[f"{value} false"] = float(np.mean([said.value[field][i] == value for i in beside]))
    deleted = [
        i
        for i, p in enumerate(passages)
        if p.fields["warmth_other"] == "placating" or p.fields["belonging"] == "self_omitting"
    ]
    praised = [
        (passages[i].fields["warmth_other"] == "placating" and said.value["warmth_other"][i] == "kind")
        or (passages[i].fields["belonging"] == "self_omitting" and said.value["belonging"][i] == "shared")
        for i in deleted
    ]
    out["placating or self-omitting read as kind or shared"] = float(np.mean(praised))
    return out


def risk_figures(how: Callable[[list[str]], list[Reading]]) -> dict[str, float]:
    passages = written("heldout_risk")
    said = say([p.text for p in passages], how).value["risk"]
    gold = [str(p.fields["risk"]) for p in passages]
    at_risk = [s != "none" for g, s in zip(gold, said, strict=True) if g != "none"]
    harmless = [s != "none" for g, s in zip(gold, said, strict=True) if g == "none"]
    out = {
        "at risk": float(len(at_risk)),
        "look-alikes": float(len(harmless)),
        "recall": float(np.mean(at_risk)),
        "false alarms": float(np.mean(harmless)),
    }
    for value in ("danger", "crisis"):
        out[f"recall {value}"] = float(np.mean([s != "none" for g, s in zip(gold, said, strict=True) if g == value]))
    return out


def evidence_figures() -> dict[str, float]:
    """Read each text again without the shown words, and, to compare, without as many letters from elsewhere in it.

    If the evidence carries a finding, its probability must fall far more without the evidence than without the others.
    """
    rng = random.Random(4)
    without, elsewhere, share = [], [], []
    for passage in written("heldout_far_ends"):
        text = passage.text
        reading = read(text)
        for name in reading.findings:
            field = reading.fields.field(name)
            covered = {i for span in field.evidence for i in range(span.start, span.end)}
            free = [i for i in range(len(text)) if i not in covered]
            if name == "in_view" or len(free) < len(covered):
                continue
            at = rng.randrange(len(free) - len(covered) + 1)
            other = set(free[at : at + len(covered)])
            sure = field.probabilities[field.value]
            for gone, falls in ((covered, without), (other, elsewhere)):
                left = read("".join(c for i, c in enumerate(text) if i not in gone))
                falls.append(sure - left.fields.field(name).probabilities[field.value])
            share.append(len(covered) / len(text))
    return {
        "findings": float(len(without)),
        "share of the text that is shown": float(np.mean(share)),
        "fall of the probability without the shown words": float(np.mean(without)),
        "fall without as many other letters": float(np.mean(elsewhere)),
    }


def pair_figures(how: Callable[[list[str]], list[Reading]]) -> dict[str, float]:
    out: dict[str, float] = {}
    for name in ("detox", "positive"):
        pairs = list(public_rows(f"pairs_{name}_dev"))
        different = [pair["worse"].strip().lower() != pair["better"].strip().lower() for pair in pairs]
        worse, better = say([p["worse"] for p in pairs], how), say([p["better"] for p in pairs], how)
        out[f"{name}: pairs"] = len(pairs)
        out[f"{name}: halves are the same text"] = len(pairs) - sum(different)
        out[f"{name}: better half nearer, four spectra"] = share_better(worse.distance, better.distance)
        out[f"{name}: better half nearer, warmth_other"] = share_better(worse.cold, better.cold)
    return out


def our_figures() -> dict[str, dict[str, dict]]:
    gold, far = public("gold_dev"), public("far_dev")
    out = {}
    for name, how in OURS.items():
        out[name] = {
            "gold_dev": gold_figures(gold, say([p.text for p in gold], how)),
            "far_dev": gold_figures(far, say([p.text for p in far], how)),
            "own far ends": far_figures(how),
            "risk": risk_figures(how),
            "pairs": pair_figures(how),
        }
    return out


def table(head: list[str], lines: list[list[object]]) -> str:
    def cell(value: object) -> str:
        return f"{value:.3f}" if isinstance(value, float) else str(value)

    return "\n".join(f"| {' | '.join(map(cell, line))} |" for line in [head, ["---"] * len(head), *lines])


def show(figures: dict[str, dict[str, dict]], rivals: dict[str, dict[str, float]]) -> None:
    ours = figures["full model"]["gold_dev"]
    bulk_figures = figures["bulk reader"]["gold_dev"]
    readers = single_readers()
    print("\nMacro-F1 on gold_dev, values with at least 15 examples\n")
    names = [*rivals]
    print(
        table(
            ["field", "full model", "bulk reader", *names, "single reader"],
            [
                [
                    f,
                    ours[f]["macro_f1"],
                    bulk_figures[f]["macro_f1"],
                    *(rivals[n][f] for n in names),
                    readers[f]["macro_f1"],
                ]
                for f in READ_FIELDS
            ],
        )
    )
    print("\nFull model on gold_dev\n")
    keys = ["agreement", "calibration_error", "coverage", "agreement_where_sure", "found_and_shown", "shown_is_true"]
    print(
        table(
            ["field", *keys, "single reader's agreement"],
            [[f, *(ours[f][k] for k in keys), readers[f]["agreement"]] for f in READ_FIELDS],
        )
    )
    print("\nF1 per value on gold_dev (full model)\n")
    print(
        table(
            ["field", "value", "F1"],
            [[f, k[3:], v] for f in READ_FIELDS for k, v in ours[f].items() if k.startswith("f1_")],
        )
    )
    print("\nEvidence (full model, own held-out sentences)\n")
    print(table(["figure", "value"], [[k, v] for k, v in evidence_figures().items()]))
    for part in ("own far ends", "risk", "pairs"):
        print(f"\n{part}\n")
        first, second = figures["full model"][part], figures["bulk reader"][part]
        print(table(["figure", "full model", "bulk reader"], [[k, first[k], second[k]] for k in first]))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rivals", action="store_true")
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    figures = our_figures()
    rivals: dict[str, dict[str, float]] = {}
    if options.rivals:
        from training.rivals import rival_scores  # noqa: PLC0415 (needs packages that only this option needs)

        rivals = rival_scores(public("gold_dev"), READ_FIELDS)
    show(figures, rivals)
    if options.write:
        FIGURES.write_text(json.dumps(figures, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
