"""`sendtestemail` of Django, for an operator who wants to know why no mail comes."""

from smtplib import SMTPException

from django.conf import settings
from django.core.management.base import CommandError
from django.core.management.commands import sendtestemail


class Command(sendtestemail.Command):
    help = "Sends a test mail to these addresses, or says in one line why it cannot."

    def handle(self, *args, **options):
        try:
            super().handle(*args, **options)
        # A server that is not there, does not answer, has a wrong certificate, or refuses us or the address.
        except (OSError, SMTPException) as error:
            server = f"{settings.EMAIL_HOST}:{settings.EMAIL_PORT}"
            raise CommandError(f"The test mail was not sent by {server}: {error}") from None
