"""Where files lie that no web server may expose."""

from django.core.files.storage import FileSystemStorage


class PrivateFiles(FileSystemStorage):
    """Files on disk without a public address: PDF files and the originals of pictures."""

    def url(self, name: str) -> str:
        """Raises NotImplementedError, which Django and Wagtail take to mean: serve it through a view."""
        raise NotImplementedError(f"{name} is private: it has no public address.")
