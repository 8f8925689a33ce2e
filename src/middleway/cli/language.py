"""The language of the command line: that of the terminal, as LANGUAGE, LC_ALL, LC_MESSAGES or LANG name it.

Pages and command line share one catalogue (docs/translating.md). Results for programs, such as JSON, stay as they are.
"""

import gettext
from importlib.resources import files
from typing import Final

from middleway.vocabulary import Term

_DOMAIN: Final = "django"


def speak() -> None:
    """Let `gettext.gettext` answer from the catalogue, for argparse too."""
    gettext.bindtextdomain(_DOMAIN, str(files("middleway").joinpath("locale")))
    gettext.textdomain(_DOMAIN)


def term(one: Term) -> str:
    """Return a word of the vocabulary in the language of the terminal."""
    return gettext.pgettext(one.context, one.word) if one.context else gettext.gettext(one.word)


def gettext_noop(message: str) -> str:
    """Mark a message that is translated where it is shown."""
    return message


_ = gettext_noop
# What argparse says by itself, and people meet.
ARGPARSE: Final = (
    _("usage: "),
    _("positional arguments"),
    _("options"),
    _("show this help message and exit"),
    _("%(prog)s: error: %(message)s\n"),
    _("argument %(argument_name)s: %(message)s"),
    _("the following arguments are required: %s"),
    _("unrecognized arguments: %s"),
    _("expected one argument"),
    _("invalid %(type)s value: %(value)r"),
    _("invalid choice: %(value)r (choose from %(choices)s)"),
)
# The codes of a reading as they are shown, with a space for "_".
CODES: Final = (
    _("none"),
    _("not sure"),
    _("not touched"),
    _("avoidant"),
    _("mindful"),
    _("flooded"),
    _("isolated"),
    _("shared"),
    _("self omitting"),
    _("harsh"),
    _("kind"),
    _("indulgent"),
    _("placating"),
    _("neutral"),
    _("fight"),
    _("flight"),
    _("freeze"),
    _("fawn"),
    _("connect"),
    _("crisis"),
    _("danger"),
    _("observation"),
    _("feeling"),
    _("need"),
    _("request"),
    _("limit"),
    _("blame"),
    _("absolute"),
    _("label"),
    _("mind reading"),
    _("demand"),
    _("apology"),
    _("appreciation"),
    _("validation"),
    _("curiosity"),
    _("reassurance"),
    _("self"),
    _("other"),
    _("both"),
)
