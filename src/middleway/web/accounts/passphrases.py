"""Which passphrases are strong enough; and a strong one, made for the person.

A generated one is six words of the EFF's long list (7,776 words, through the xkcdpass package): 77 bits. A person's own
is refused when it is short (NIST SP 800-63B-4: 15 characters where a password stands alone), common, made of personal
things, or guessable: zxcvbn (Wheeler 2016) estimates guesses from 93,855 common passwords, words and names, dates,
keyboard runs and repeats.
"""

import secrets
from collections.abc import Iterable
from functools import cache
from hashlib import sha256
from importlib import resources
from typing import Final

from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from xkcdpass import xkcd_password
from zxcvbn import zxcvbn

WORDS: Final = 6
SHORTEST: Final = 15
LONGEST: Final = 256
_GUESSES: Final = 14  # powers of ten: years on one graphics card at our cost, with pepper and disk stolen
_OURS: Final = ("middleway", "middle way", "notes")
_WRITTEN_AS: Final = str.maketrans("431057@$!", "aeiostasi")
_ESTIMATED: Final = 72  # characters that zxcvbn looks at; what comes after only adds


def generated() -> str:
    """Return six random words, 77 bits."""
    return " ".join(secrets.choice(_words()) for _ in range(WORDS))


def refuse_weak(passphrase: str, personal: Iterable[str] = ()) -> None:
    """Raise ValidationError with the reason, when a passphrase is not strong enough for what it guards."""
    if len(passphrase) < SHORTEST:
        raise ValidationError(_("Too short. Take at least 15 characters: four or more words do it."), code="short")
    if len(passphrase) > LONGEST:
        raise ValidationError(_("Too long. 256 characters are enough."), code="long")
    known = [part for word in personal for part in {word, *word.split()} if len(part) > 2]
    if _is_made_of(known, passphrase):
        raise ValidationError(
            _("This holds your name, or something others know of you. Take words that nobody links to you."),
            code="personal",
        )
    together = "".join(sign for sign in _folded(passphrase) if sign.isalnum())
    if sha256(together.encode()).hexdigest()[:16] in _well_known():
        raise ValidationError(_("Many people know this one. Take words that do not belong together."), code="common")
    try:
        CommonPasswordValidator().validate(passphrase)
    except ValidationError as error:
        raise ValidationError(_("Many people use this one. Take another."), code="common") from error
    found = zxcvbn(passphrase[:_ESTIMATED], user_inputs=[*_OURS, *known])
    if float(found["guesses_log10"]) < _GUESSES:
        raise ValidationError(
            _(
                "This can be guessed: it is common, repeats itself, or is made of names, dates or well-known "
                "words. Add words that do not belong together."
            ),
            code="guessable",
        )


def _is_made_of(known: list[str], passphrase: str) -> bool:
    """Whether too little is left without what others know, even where digits or signs stand for letters."""
    whole = left = _folded(passphrase)
    for part in sorted(map(_folded, known), key=len, reverse=True):
        left = left.replace(part, "")
    return left != whole and len(left) < SHORTEST


def _folded(text: str) -> str:
    return text.casefold().translate(_WRITTEN_AS)


@cache
def _well_known() -> frozenset[str]:
    """Return digests of sayings, titles and examples that guessers try first; the sentences themselves are others'."""
    found = resources.files("middleway.web.accounts").joinpath("well_known.txt").read_text("ascii")
    return frozenset(line for line in found.split() if line)


@cache
def _words() -> list[str]:
    words: list[str] = xkcd_password.generate_wordlist(
        wordfile=xkcd_password.locate_wordfile("eff-long"), min_length=3, max_length=9
    )
    return words
