"""Who is who."""

from django.contrib.auth.backends import AllowAllUsersModelBackend


class Accounts(AllowAllUsersModelBackend):
    """Names the owner of a right password even where the account is switched off.

    The login form can then say so, to nobody who does not know the password. In everything else an account that is
    switched off is nobody: its sessions end at once.
    """

    def get_user(self, user_id):
        user = super().get_user(user_id)
        return user if user and user.is_active else None
