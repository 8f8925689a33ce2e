"""What training/README.md tells people to type can be typed."""

import re
from pathlib import Path

from training.rehearsal import commands, spread

TRAINING = Path(__file__).parent.parent.parent / "training"
README = (TRAINING / "README.md").read_text("utf-8")


def test_every_command_of_the_page_is_rehearsed_in_its_order():
    written = re.findall(r"^    python -m (training\.\w+)", README, re.MULTILINE)

    rehearsed = [command[1] for command in commands(README)]

    assert rehearsed == [name for name in written if name != "training.rehearsal"]
    assert {"training.train", "training.teach", "training.export", "training.risk", "training.evaluate"} <= set(
        rehearsed
    )


def test_every_command_and_option_of_the_page_is_there():
    for _, module, *arguments in commands(README):
        source = (TRAINING / f"{module.removeprefix('training.')}.py").read_text("utf-8")
        missing = [option for option in arguments if option.startswith("--") and f'"{option}"' not in source]
        assert missing == [], module


def test_a_rehearsal_takes_minutes_where_the_evening_takes_hours():
    page = (
        "    python -m training.train --epochs 6 --minutes 120 --fold 0  # an hour\n"
        "    python -m training.teach x.pt --limit 40000\n"
    )

    assert commands(page) == [
        ["-m", "training.train", "--epochs", "1", "--minutes", "0.5", "--fold", "0"],
        ["-m", "training.teach", "x.pt", "--limit", "40"],
    ]


def test_a_few_rows_come_from_all_over():
    assert spread([{"n": n} for n in range(100)], 4) == [{"n": 0}, {"n": 25}, {"n": 50}, {"n": 75}]
    assert spread([{"n": 1}], 4) == [{"n": 1}]
