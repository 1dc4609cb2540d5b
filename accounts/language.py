"""The language of the admin: everybody's own choice, Georgian until there is one."""

from django.conf import settings
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils import translation
from wagtail.users.models import UserProfile

# Where a choice waits until its owner has logged in.
CHOSEN = "language_of_the_admin"
CODES = dict(settings.LANGUAGES)


class LanguageOfStaff:
    """Whoever is logged in gets their own language, anybody else the one chosen at the head of the login.

    Wagtail does the first only while a view of its own runs: its error pages, and ours, are outside.

    `?language=en` is a choice and is remembered in the session, so that links and forms need not carry it; it is
    heard only before the login. Afterwards the language is changed in the settings of one's own account.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if not request.path.startswith(reverse("wagtailadmin_home")):
            return self.get_response(request)
        if request.user.is_authenticated:
            language = preferred_language(request.user)
        elif request.method == "GET" and request.GET.get("language") in CODES:
            return _remember(request)
        else:
            language = request.session.get(CHOSEN)
        if language in CODES:
            translation.activate(language)
            request.LANGUAGE_CODE = translation.get_language()
        return self.get_response(request)


def _remember(request):
    """Notes the choice and goes on to the same address without it."""
    query = request.GET.copy()
    request.session[CHOSEN] = query.pop("language")[-1]
    return HttpResponseRedirect(request.path + (f"?{query.urlencode()}" if query else ""))


def preferred_language(user) -> str:
    """What this person has chosen, "ka" or "en"; "" for whoever has not been in the admin yet."""
    profile = getattr(user, "wagtail_userprofile", None)
    return profile.preferred_language if profile else ""


def keep_choice(sender, request, user, **kwargs):
    """A language chosen at the login becomes the person's own."""
    language = request.session.pop(CHOSEN, None)
    if language in CODES:
        profile = UserProfile.get_for_user(user)
        profile.preferred_language = language
        profile.save(update_fields=["preferred_language"])


def begin_with_georgian(sender, instance, **kwargs):
    """A person without a choice is written to in Georgian.

    Wagtail would take the language of whoever causes a mail, so one colleague with an English admin would make the
    mails to all the others English.
    """
    if not instance.preferred_language:
        instance.preferred_language = settings.LANGUAGE_CODE
