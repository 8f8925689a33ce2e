"""What each kind of help line is for, in plain words."""

from django.utils.translation import gettext_lazy as _

FOR_WHOM = {
    "crisis": _("When you think of dying, or cannot bear it any longer"),
    "violence": _("When somebody close hurts or frightens you"),
    "using_violence": _("When you hurt or frighten somebody, or are afraid that you will"),
    "listening": _("Somebody who listens"),
    "children": _("For children and young people"),
}
# Directories of others, for countries that are not listed here: (name, address).
DIRECTORIES = (
    ("findahelpline.com", "https://findahelpline.com/"),
    ("nomoredirectory.org", "https://nomoredirectory.org/"),
)
