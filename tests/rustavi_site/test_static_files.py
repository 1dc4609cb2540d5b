"""Static files beside which their compressed copies lie."""

import gzip
import secrets

import brotli
from django.core.files.storage import FileSystemStorage

from rustavi_site.static_files import LARGE, StaticFiles


def collected(folder, **files: bytes) -> dict[str, bytes]:
    """What lies in the folder after these files were collected into it, by ending."""
    for name, content in files.items():
        (folder / f"{name}.txt").write_bytes(content)
    storage = StaticFiles(location=folder, base_url="/static/")
    source = FileSystemStorage(folder)
    list(storage.post_process({f"{name}.txt": (source, f"{name}.txt") for name in files}))
    return {file.name: file.read_bytes() for file in folder.iterdir()}


def test_each_text_has_its_brotli_and_its_gzip_under_the_name_that_pages_use(tmp_path):
    small, large = b"body { margin: 0 } " * 50, b"let answer = 42; " * (LARGE // 10)
    files = collected(tmp_path, small=small, large=large)
    hashed = [name for name in files if name.count(".") == 2 and name.endswith(".txt")]
    assert len(hashed) == 2
    for name in hashed:
        assert brotli.decompress(files[f"{name}.br"]) == gzip.decompress(files[f"{name}.gz"]) == files[name]
        assert len(files[f"{name}.br"]) < len(files[f"{name}.gz"]) < len(files[name])


def test_what_does_not_get_smaller_has_no_copies(tmp_path):
    files = collected(tmp_path, noise=secrets.token_bytes(2000))
    assert files and not [name for name in files if name.endswith((".br", ".gz"))]
