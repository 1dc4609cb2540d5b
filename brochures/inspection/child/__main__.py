"""Runs alone: `python -I child FILE FOLDER` prints one JSON object about the PDF at FILE and ends.

Either `{"refused": code, "detail": text}`, or what `structure.examine` and `pages.read` say, put together; the
pictures of the first page are then in FOLDER. Ends with status 70 when the machine, not the file, is at fault (no
pikepdf, no such file).

Nothing of the project is imported here but the modules beside this one. The process limits itself before it loads
native code, because the parent must not run Python between fork and exec (`preexec_fn` can deadlock a threaded server).
"""

import json
import resource
import sys
import time

STARTED = time.monotonic()
MEBIBYTE = 1024 * 1024
LIMITS = {
    # An honest file takes about 60 MB of address space; a small hostile one would unpack to gigabytes.
    "RLIMIT_AS": 512 * MEBIBYTE,
    "RLIMIT_CPU": 5,  # seconds
    "RLIMIT_FSIZE": 4 * MEBIBYTE,  # any file written: the pictures, and the answer, which goes to a file of the parent
    "RLIMIT_NOFILE": 32,
    "RLIMIT_NPROC": 0,  # no children (not for root, whom this limit does not bind)
    "RLIMIT_CORE": 0,
}
MACHINE_FAULT = 70  # EX_SOFTWARE of sysexits.h
MAX_DETAIL = 500  # characters


def set_limits() -> None:
    """Lower this process's limits for good. A stricter limit that is already there stays."""
    for name, wanted in LIMITS.items():
        kind = getattr(resource, name)
        limit = min([wanted, *(old for old in resource.getrlimit(kind) if old != resource.RLIM_INFINITY)])
        try:
            resource.setrlimit(kind, (limit, limit))
        except (ValueError, OSError):
            # macOS knows RLIMIT_AS but refuses to set it. Anywhere else we would run unprotected.
            if not (name == "RLIMIT_AS" and sys.platform == "darwin"):
                raise


if __name__ != "__main__":
    raise ImportError("this program limits the process that it runs in: run it, never import it")
try:
    set_limits()
    # Found beside this file: Python puts the folder that it runs at the head of its path.
    import pages
    import structure
except (ImportError, OSError, ValueError) as fault:
    sys.stderr.write(repr(fault))
    sys.exit(MACHINE_FAULT)


def main(path: str, folder: str) -> int:
    """Print the answer about the file at `path`; the process's exit status."""
    try:
        answer = structure.examine(path, STARTED)
        answer |= pages.read(path, folder, STARTED)
    except structure.Refusal as refusal:
        code, detail = refusal.args
        answer = {"refused": code, "detail": detail[:MAX_DETAIL]}
    except OSError as fault:
        sys.stderr.write(repr(fault))
        return MACHINE_FAULT
    # Half a surrogate pair is a character to Python and none to UTF-8.
    sys.stdout.buffer.write(json.dumps(answer, ensure_ascii=False).encode(errors="replace"))
    return 0


sys.exit(main(*sys.argv[1:]))
