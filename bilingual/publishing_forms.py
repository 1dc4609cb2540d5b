"""The part of a page's form that asks before the page goes to readers or to those who publish it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from .concerns import Concern, Problem, PublishingWarning
from .gate import Judgement, accept, publishing_problems, publishing_warnings, ticked_keys
from .marking import take_marks
from .marking_forms import MarkingForm, name_of_user
from .records import BilingualRecord

IN_SPITE, SHOWN = "publish_in_spite", "shown_warning"
# The buttons of Wagtail's editor that send a page on.
SENT_ON = ("action-publish", "action-submit", "action-restart-workflow")


@dataclass(frozen=True)
class ShownConcern:
    """A concern, and where its link leads: an input of this form, or another screen."""

    concern: Concern
    input_name: str


@dataclass(frozen=True)
class ShownJudgement:
    """What the template admin/publishing_concerns.html shows above the tabs."""

    problems: list[ShownConcern]
    warnings: list[ShownConcern]
    is_ticked: bool

    def __bool__(self) -> bool:
        return bool(self.problems or self.warnings)


class JudgedForm(MarkingForm):
    """Mixed into the form of a page. Judges the page as it was sent, with the marks that saving would take; nothing is
    taken, logged or changed by that."""

    judgement: Judgement | None = None
    # Whether nothing but the gate refuses what was sent.
    is_only_refused = False

    @property
    def is_sent_on(self) -> bool:
        """Whether a button was pressed that publishes, or that asks somebody to."""
        # Wagtail's view takes it for the saving of a draft, because this person or this screen may do no more.
        if self.is_deferred_validation:
            return False
        approved = self.data.get("action-workflow-action") and self.data.get("workflow-action-name") == "approve"
        return bool(approved or any(self.data.get(name) for name in SENT_ON))

    def is_valid(self):
        valid = super().is_valid()
        if not self.is_sent_on:
            return valid
        if self.judgement is None:
            self.judgement = self._judge()
            self.is_only_refused = valid and self.judgement.refuses
            for problem in self.judgement.problems:
                # What the form refuses itself stands beside its field already.
                if problem.row is None and problem.field in self.fields and problem.field not in self.errors:
                    self.add_error(problem.field, problem.message)
        return valid and not self.judgement.refuses

    @property
    def ticked_now(self) -> set[str]:
        """The warnings that were shown beside the tick, if it was set: what was not seen is not accepted."""
        return set(self.data.getlist(SHOWN)) if self.is_bound and self.data.get(IN_SPITE) else set()

    def _judge(self) -> Judgement:
        self._bring_rows()
        with self._marks_as_after_saving():
            problems = publishing_problems(self.instance)
            warnings = publishing_warnings(self.instance)
        return Judgement(
            [*self._refused_by_fields(problems), *problems], warnings, ticked_keys(self.instance) | self.ticked_now
        )

    def _refused_by_fields(self, known: list[Problem]) -> Iterator[Problem]:
        """What the form itself refuses, so that one list has everything."""
        named = {problem.field for problem in known if problem.row is None}
        for name, errors in self.errors.items():
            if name not in named:
                label = f"{self[name].label}: " if name in self.fields else ""
                yield from (Problem(f"{label}{error}", field=name if label else "") for error in errors)

    def _bring_rows(self) -> None:
        """The rows as they were sent, into the page in memory; saving does the same again."""
        for name, formset in self.formsets.items():
            if name != "comments" and formset.is_valid():
                formset.save(commit=False)

    @contextmanager
    def _marks_as_after_saving(self):
        rows = [form for formset in self.formsets.values() for form in formset.forms if isinstance(form, MarkingForm)]
        before = [(form, form.instance.marks, form.instance.accepted_differences) for form in [self, *rows]]
        try:
            for form, _marks, _accepted in before:
                take_marks(form.instance, still_right=form.still_right, reasons=form.reasons)
            yield
        finally:
            for form, marks, accepted in before:
                form.instance.marks, form.instance.accepted_differences = marks, accepted

    def accept_what_was_ticked(self) -> list[PublishingWarning]:
        """Notes it on the page; those that were not accepted before are given back."""
        if self.judgement is None:
            return []
        ticked = [warning for warning in self.judgement.warnings if warning.key in self.ticked_now]
        return accept(self.instance, ticked, by=name_of_user())

    def has_changed(self):
        return super().has_changed() or bool(self.ticked_now)

    def shown(self, judgement: Judgement) -> ShownJudgement:
        return ShownJudgement(
            [ShownConcern(problem, self._input_of(problem)) for problem in judgement.problems],
            [ShownConcern(warning, self._input_of(warning)) for warning in judgement.unticked],
            is_ticked=False,
        )

    def _input_of(self, concern: Concern) -> str:
        """The name of the input that holds a field of the page or of a row; "" where this form has none."""
        if concern.row is None:
            return concern.field
        prefix = self._prefix_of(concern.row)
        return f"{prefix}-{concern.field}" if prefix and concern.field else prefix

    def _prefix_of(self, row: BilingualRecord) -> str:
        for formset in self.formsets.values():
            for form in formset.forms:
                if form.instance is row or (row.pk and type(form.instance) is type(row) and form.instance.pk == row.pk):
                    return form.prefix
        return ""
