"""How fast the readers are, beside their peers, in one run: `python -m bench.reading [--most 1000000]`.

Prints a table for docs/model-card.md. Nothing here is a test: speed depends on the machine.
"""

import os

# `read_many` works in two threads of its own; matrix products that start more threads only get in their way.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")


import argparse
import itertools
import random
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor

import numpy as np

from middleway.reading import read, read_many
from middleway.reading.network import network
from middleway.reading.tokens import tokens

CORES = len(os.sched_getaffinity(0))
SENTENCES = (
    "I felt hurt when you left the party without a word",
    "you never listen to me and it is always the same old story",
    "sorry it was all my fault please do whatever you like tonight",
    "can we talk tomorrow after work when we are both a bit calmer",
    "the train leaves at nine and my sister brings the tickets",
    "honestly i don't know what to say to that anymore",
    "thank you for waiting with me at the hospital yesterday",
    "he said that he would call but then he went out with his friends",
)
# Each layer of the encoder has four products of 384 x 384 and two of 384 x 1536; a multiply-add is two operations.
OPERATIONS_A_WORD = 6 * 2 * (4 * 384 * 384 + 2 * 384 * 1536)


def message(rng: random.Random, length: int) -> str:
    words = " . ".join(rng.sample(SENTENCES, len(SENTENCES)) * (length // 50 + 1)).split()
    return " ".join(words[:length]).replace(" .", ".")


def milliseconds(length: int, rounds: int = 300) -> tuple[float, float, float]:
    """Return p50 and p95 of one reading, and the mean number of model words in it."""
    rng = random.Random(length)
    texts = [message(rng, length) for _ in range(rounds)]
    for text in texts[:20]:
        read(text)
    times = []
    for text in texts:
        start = time.perf_counter()
        read(text)
        times.append((time.perf_counter() - start) * 1e3)
    pieces = float(np.mean([len(tokens(text, network().pieces).ids) for text in texts]))
    return float(np.percentile(times, 50)), float(np.percentile(times, 95)), pieces


def per_second(work: Callable[[], int]) -> float:
    """Return the best of three runs: other programs on the machine can only make it slower."""
    rates = []
    for _ in range(3):
        start = time.perf_counter()
        count = work()
        rates.append(count / (time.perf_counter() - start))
    return max(rates)


def chat(count: int) -> list[str]:
    rng = random.Random(1)
    return [message(rng, rng.choice((4, 8, 12, 12, 16, 30))) for _ in range(count)]


def streamed(count: int) -> Iterator[str]:
    return itertools.islice(itertools.cycle(chat(2_000)), count)


def full_batch(texts: list[str]) -> int:
    with ThreadPoolExecutor(CORES) as pool:
        return sum(1 for _ in pool.map(read, texts, chunksize=32))


def rivals(texts: list[str]) -> dict[str, float]:
    from textblob import TextBlob
    from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

    analyzer = SentimentIntensityAnalyzer()
    return {
        "VADER": per_second(lambda: sum(1 for text in texts if analyzer.polarity_scores(text))),
        "TextBlob": per_second(lambda: sum(1 for text in texts[:2_000] if TextBlob(text).sentiment)),
    }


def in_fresh_process(code: str) -> float:
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return float(done.stdout)


def cold_start() -> tuple[float, float, float]:
    """Return seconds to import, seconds of the first reading, and the peak of resident megabytes after it."""
    load = "import time; a = time.perf_counter(); from middleway.reading import read; b = time.perf_counter(); "
    first = load + "read('I felt hurt when you left.'); c = time.perf_counter(); "
    resident = first + "import resource; print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)"
    return (
        min(in_fresh_process(load + "print(b - a)") for _ in range(3)),
        min(in_fresh_process(first + "print(c - b)") for _ in range(3)),
        in_fresh_process(resident),
    )


def measured_peak() -> float:
    """Return how many float32 operations a second a program gets from this core, in a large matrix product."""
    a = np.random.default_rng(1).random((768, 768), dtype=np.float32)
    return per_second(lambda: (a @ a, 2 * 768**3)[1])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--most", type=int, default=1_000_000)
    options = parser.parse_args()
    importing, first, resident = cold_start()
    print(
        f"| import | {importing:.2f} s |\n| first reading after import | {first:.2f} s |\n"
        f"| peak memory | {resident:.0f} MB |"
    )
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    peak = measured_peak()
    for length in (12, 30, 100):
        p50, p95, pieces = milliseconds(length)
        limit = pieces * OPERATIONS_A_WORD / peak * 1e3
        print(
            f"| full model, {length} words, one core | p50 {p50:.1f} ms, p95 {p95:.1f} ms | "
            f"{p50 / limit:.2f} of the time that its float32 operations alone take "
            f"({limit:.1f} ms at {peak / 1e9:.0f} GFLOP/s) |"
        )
    os.sched_setaffinity(0, set(range(CORES)))
    texts = chat(10_000)
    print(f"| full model, batch, {CORES} cores | {per_second(lambda: full_batch(texts[:1000])):,.0f} messages/s |")
    bulk = per_second(lambda: sum(1 for _ in read_many(texts)))
    print(f"| bulk reader, {CORES} cores | {bulk:,.0f} messages/s |")
    for name, rate in rivals(texts).items():
        print(f"| {name}, one core | {rate:,.0f} messages/s | bulk reader / {name}: {bulk / rate:.1f} |")
    count = 1_000
    while count <= options.most:
        start = time.perf_counter()
        sum(1 for _ in read_many(streamed(count)))
        seconds = time.perf_counter() - start
        most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(
            f"| bulk reader, {count:,} messages | {seconds:.2f} s | {seconds / count * 1e6:.0f} µs each | "
            f"peak {most:.0f} MB |"
        )
        count *= 10


if __name__ == "__main__":
    main()
