"""Run one of the proofs about pages, and print its figures: `python -m proof canaries [--count 100 | --night]`."""

import argparse
import importlib
import os
import sys

PARTS = ("canaries", "leaks", "matrix", "doors", "fuzz")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("part", choices=PARTS)
    parser.add_argument("--count", type=int, help="how many; what that counts is the part's own")
    parser.add_argument("--seed", type=int, default=1, help="of what is left to chance (default: 1)")
    parser.add_argument("--night", action="store_true", help="the long run")
    options = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "middleway.web.settings_test")
    os.environ.setdefault("ORT_DISABLE_TELEMETRY", "1")
    import django

    django.setup()
    from proof.stage import with_database

    part = importlib.import_module(f"proof.{options.part}")
    count = options.count or (part.NIGHT if options.night else part.CI)
    figures = with_database(lambda: part.run(count, options.seed))
    print(figures)
    sys.exit(not figures.is_good())


if __name__ == "__main__":
    main()
