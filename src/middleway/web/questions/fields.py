"""The boxes in which questions are answered, each with what its page shows beside it."""

from django import forms

from middleway.content import Prompt
from middleway.web.forms import LONGEST, WordsField
from middleway.web.library import library
from middleway.web.questions.asks import Ask
from middleway.web.questions.choices import Choices, families, meanings

_LINE = 2_000  # characters


class AskedField(forms.Field):
    """A box with its question. The template shows the starters and the example of its `prompt`, and meanings."""

    ask: Ask
    prompt: Prompt
    meanings: dict[str, str]
    families: dict[str, str]


class _Yes(AskedField, forms.BooleanField):
    pass


class _Time(AskedField, forms.RegexField):
    pass


class _One(AskedField, forms.ChoiceField):
    pass


class _Many(AskedField, forms.MultipleChoiceField):
    pass


class _Words(AskedField, WordsField):
    pass


def field_of(ask: Ask, tie: str, listed: Choices) -> AskedField:
    """Return the box for a question, in the words for a tie. `listed`: what there is to choose from."""
    prompt = library().prompt(ask.prompt, tie)
    field = _box(ask, listed, prompt.question, prompt.help)
    field.ask, field.prompt = ask, prompt
    field.meanings, field.families = meanings(ask.choices), families(ask.choices)
    return field


def _box(ask: Ask, listed: Choices, label: str, help_text: str) -> AskedField:
    if ask.kind == "yes":
        return _Yes(required=False, label=label, help_text=help_text)
    if ask.kind == "time":
        clock, pattern = forms.TimeInput(attrs={"type": "time"}), "^([01][0-9]|2[0-3]):[0-5][0-9]$"
        return _Time(pattern, widget=clock, required=False, label=label, help_text=help_text)
    if ask.kind == "one":
        return _One(choices=listed, widget=forms.RadioSelect, required=False, label=label, help_text=help_text)
    if ask.kind == "many":
        ticks = forms.CheckboxSelectMultiple
        return _Many(choices=listed, widget=ticks, required=False, label=label, help_text=help_text)
    rows, longest = (2, _LINE) if ask.kind == "line" else (6, LONGEST)
    return _Words(rows=rows, max_length=longest, required=False, label=label, help_text=help_text)
