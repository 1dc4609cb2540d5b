"""Forms whose explicit save takes marks, and which show the state of the English beside each field."""

from dataclasses import dataclass

from django.template.loader import render_to_string
from django.utils.functional import cached_property
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.log_actions import get_active_log_context, log

from .fields import english_column, label_of, rows_of, translated_names
from .folding import FoldingForm
from .judging import JudgedDifference, Judgement, judge, place_of
from .marking import Said, take_marks
from .marks import State
from .records import BilingualRecord

STILL_RIGHT, REASON = "still_right-", "reason-"
# The state in words and the icon beside them: never told by colour alone.
WORDS = {
    State.UNTRANSLATED: (_("No English yet"), "circle-xmark"),
    State.ENGLISH_ONLY: (_("There is no Georgian text"), "info-circle"),
    State.CURRENT: (_("Matches the Georgian text"), "check"),
    State.OUTDATED: (_("Outdated: the Georgian text has changed since"), "history"),
}
NOT_OLDER_BUT_DIFFERS = (_("Not older than the Georgian text, but the two differ:"), "warning")


@dataclass(frozen=True)
class ShownDifference:
    """A difference, and the input in which somebody says why it is right as it is."""

    difference: JudgedDifference
    input_name: str
    reason: str


@dataclass(frozen=True)
class ShownState:
    """What the template admin/english_state.html shows beside one English field."""

    judgement: Judgement
    input_name: str
    is_ticked: bool
    differences: list[ShownDifference]

    @property
    def word(self):
        return self._word_and_icon[0]

    @property
    def icon(self) -> str:
        return self._word_and_icon[1]

    @property
    def _word_and_icon(self):
        state = self.judgement.state
        if state == State.CURRENT and any(one.difference.acceptance is None for one in self.differences):
            return NOT_OLDER_BUT_DIFFERS
        return WORDS[state]

    @property
    def is_outdated(self) -> bool:
        return self.judgement.state == State.OUTDATED

    def __bool__(self) -> bool:
        return self.judgement.state != State.EMPTY

    def __html__(self) -> str:
        return render_to_string("admin/english_state.html", {"shown": self}) if self else ""


class MarkingForm(FoldingForm):
    """Mixed into the model form of a bilingual record. The ticks and reasons are read from what was sent by name, so
    that they need no fields: which there are depends on the texts."""

    marks_changed = False

    @property
    def still_right(self) -> set[str]:
        """The fields of which somebody says that their English is still right."""
        return {
            name
            for name in translated_names(type(self.instance))
            if self.data.get(self.add_prefix(f"{STILL_RIGHT}{name}"))
        }

    @property
    def reasons(self) -> dict[str, str]:
        """By key of a difference: why it is right as it is."""
        prefix = self.add_prefix(REASON)
        return {name.removeprefix(prefix): self.data[name].strip() for name in self.data if name.startswith(prefix)}

    def has_changed(self):
        return super().has_changed() or self.marks_changed or self._says_something()

    def _says_something(self) -> bool:
        known = {key: accepted["reason"] for key, accepted in self.instance.accepted_differences.items()}
        return bool(self.still_right) or any(reason != known.get(key, "") for key, reason in self.reasons.items())

    def take_marks(self) -> Said:
        """Of this form's own record, as it was filled in."""
        before = (self.instance.marks, self.instance.accepted_differences)
        said = take_marks(self.instance, still_right=self.still_right, reasons=self.reasons, by=name_of_user())
        self.marks_changed = before != (self.instance.marks, self.instance.accepted_differences)
        return said

    @cached_property
    def _judgements(self) -> dict[str, Judgement]:
        return judge(self.instance)

    def state_of(self, name: str) -> ShownState:
        """Of the English of a field ("summary"), as the form stands."""
        judgement = self._judgements[name]
        shown = []
        for one in judgement.differences:
            input_name = self.add_prefix(f"{REASON}{one.key}")
            kept = one.acceptance["reason"] if one.acceptance else ""
            shown.append(ShownDifference(one, input_name, self.data.get(input_name, kept)))
        input_name = self.add_prefix(f"{STILL_RIGHT}{name}")
        return ShownState(judgement, input_name, bool(self.data.get(input_name)), shown)


class BilingualRecordForm(MarkingForm, WagtailAdminModelForm):
    """Of an organisation or a setting, which has no drafts: every save is an explicit one."""

    def save(self, commit=True):
        said = self.take_marks()
        record = super().save(commit=commit)
        if commit:
            log_said(record, {"": said})
        return record


class StateInHelpText(MarkingForm):
    """For a form that no panels lay out: the state stands with the help text of each English field."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in translated_names(type(self.instance)):
            if column := self.fields.get(english_column(name)):
                column.help_text = format_html("{}{}", column.help_text, self.state_of(name))


def log_said(record: BilingualRecord, said: dict[str, Said]) -> None:
    """Into the history of a page or a shared record, by what the row is called ("" for the record itself)."""
    model_of = {"": type(record)} | {place_of(row, number): type(row) for _name, number, row in rows_of(record)}
    still_right, accepted, withdrawn = [], [], []
    for place, words in said.items():

        def label(name, place=place):
            own = label_of(model_of[place], name)
            return f"{place}, {own}" if place else own

        still_right += [label(name) for name in words.still_right]
        accepted += [f"{label(name)}: {message} ({reason})" for name, message, reason in words.accepted]
        withdrawn += [f"{label(name)}: {message}" for name, message in words.withdrawn]
    for action, entries in (
        ("bilingual.still_right", still_right),
        ("bilingual.right_as_it_is", accepted),
        ("bilingual.not_right", withdrawn),
    ):
        if entries:
            log(instance=record, action=action, data={"entries": entries})


def name_of_user() -> str:
    """Of whoever acts now, as it stands in what is kept; "" for code."""
    user = get_active_log_context().user
    return (user.get_full_name() or user.get_username()) if user else ""
