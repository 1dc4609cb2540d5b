"""The command that makes brochures: `manage.py make_brochures`."""

import signal
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from brochures.making import Outcome
from brochures.management.commands import make_brochures as command
from brochures.typesetting.bounded import MachineError
from projects.models import ProjectPage
from tests.brochures.made import made

pytestmark = pytest.mark.django_db


def run(*args, **options) -> tuple[str, str]:
    out, errors = StringIO(), StringIO()
    call_command("make_brochures", *args, stdout=out, stderr=errors, **options)
    return out.getvalue(), errors.getvalue()


def test_the_command_does_what_is_left_to_do(hub, no_child):
    assert run()[0] == "0 made, 4 unchanged, 0 failed, 0 removed\n"


def test_the_command_makes_what_is_missing_or_changed(hub, budgeting):
    Path(made(hub, "ka").document.file.path).unlink()
    ProjectPage.objects.filter(pk=budgeting.pk).update(summary_en="Changed.")
    assert run()[0] == "2 made, 2 unchanged, 0 failed, 0 removed\n"
    assert run()[0] == "0 made, 4 unchanged, 0 failed, 0 removed\n"


def test_the_command_makes_all_from_a_page_on(hub, budgeting):
    last = max(hub.pk, budgeting.pk)
    # The announcement offers the brochures of another page.
    assert run("--all", "--from", str(last))[0] == "2 made, 0 unchanged, 0 failed, 0 removed\n"


def test_the_command_tells_what_could_not_be_made(hub):
    ProjectPage.objects.filter(pk=hub.pk).update(summary_en="北京")
    out, errors = StringIO(), StringIO()
    with pytest.raises(CommandError, match="1 could not be made"):
        call_command("make_brochures", stdout=out, stderr=errors)
    assert "0 made, 3 unchanged, 1 failed, 0 removed" in out.getvalue()
    assert f"({hub.pk}), en:" in errors.getvalue() and "京北" in errors.getvalue()


@pytest.mark.parametrize("by", [signal.SIGINT, signal.SIGTERM])
def test_the_command_is_stopped_and_goes_on(hub, budgeting, monkeypatch, by):
    first, second = sorted([hub.pk, budgeting.pk])
    seen = []

    def stopped(page, **options):
        seen.append(page.pk)
        if seen == [first, second]:
            signal.raise_signal(by)
        return {"ka": Outcome.MADE, "en": Outcome.UNCHANGED}

    monkeypatch.setattr(command, "make_brochures", stopped)
    before, out = signal.getsignal(signal.SIGTERM), StringIO()
    with pytest.raises(CommandError, match=rf"make_brochures --all --from {second}$") as told:
        call_command("make_brochures", "--all", stdout=out)
    assert told.value.returncode == 128 + by
    # Of the page at which it was stopped nothing is counted.
    assert out.getvalue() == "1 made, 1 unchanged, 0 failed, 0 removed\n"
    assert signal.getsignal(signal.SIGTERM) == before
    monkeypatch.setattr(command, "make_brochures", lambda page, **options: seen.append(page.pk) or {})
    run("--all", "--from", str(second))
    assert seen[:3] == [first, second, second]


def test_one_page_with_a_fault_leaves_the_others_made(hub, budgeting, monkeypatch, caplog):
    first, second = sorted([hub.pk, budgeting.pk])
    original = command.make_brochures

    def faulty(page, **options):
        if page.pk == first:
            raise ZeroDivisionError("a fault of ours")
        return original(page, **options)

    monkeypatch.setattr(command, "make_brochures", faulty)
    ProjectPage.objects.filter(pk=second).update(summary_en="Changed.")
    out = StringIO()
    with pytest.raises(CommandError, match="1 could not be made") as told:
        call_command("make_brochures", stdout=out, stderr=StringIO())
    assert told.value.returncode != 0
    assert f"Page {first}: ZeroDivisionError('a fault of ours')" in out.getvalue()
    assert out.getvalue().endswith("1 made, 1 unchanged, 1 failed, 0 removed\n")
    assert f"page {first}" in caplog.text and "ZeroDivisionError" in caplog.text


def test_a_machine_that_cannot_typeset_ends_the_run_at_once(hub, budgeting, monkeypatch):
    def fault(page, **options):
        raise MachineError("no typst")

    monkeypatch.setattr(command, "make_brochures", fault)
    with pytest.raises(CommandError, match="no typst"):
        run()


class Terminal(StringIO):
    def isatty(self):
        return True


def test_the_command_draws_a_bar_at_a_terminal(hub, budgeting):
    out = Terminal()
    first = min(hub, budgeting, key=lambda page: page.pk).title
    call_command("make_brochures", stdout=out)
    assert f"[..............................] 0/3 {first[:40]}" in out.getvalue()
    assert "[##############################] 3/3" in out.getvalue()
    # The bar makes room for the summary.
    assert out.getvalue().endswith("\x1b[K0 made, 4 unchanged, 0 failed, 0 removed\n")
