"""Runs the command line as `python -m middleway.cli`."""

import sys

from middleway.cli import main

sys.exit(main())
