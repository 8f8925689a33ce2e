"""What a text says outright of danger: who does what to whom, told by grammar and by the data file beside this, without
any guess.

>>> from middleway.reading.outright import said
>>> [(one.kind, one.is_clear) for one in said("My step-dad hit my brother last night.").statements]
[('danger', True)]
"""

from middleway.reading.outright.found import Denial, Said, Statement, undenied
from middleway.reading.outright.parser import check_parser
from middleway.reading.outright.reader import said

__all__ = ["Denial", "Said", "Statement", "check_parser", "said", "undenied"]
