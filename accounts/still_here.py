"""Whether a login still holds, for the script that keeps an open form from being lost."""

from django.http import HttpRequest, JsonResponse
from django.middleware.csrf import get_token
from django.utils.crypto import salted_hmac
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe


@never_cache
@require_safe
def still_here(request: HttpRequest) -> JsonResponse:
    """`login` differs from one login to the next, `token` signs the forms of this one. Whoever is not logged in is sent
    to the login by the admin itself; asking does not make a session last longer."""
    login = salted_hmac("accounts.still_here", request.session.session_key or "").hexdigest()[:16]
    return JsonResponse({"login": login, "token": get_token(request)})
