"""Runs alone: `python -I child.py` reads one JSON object and writes brochures, each as soon as it is made.

Read: `{"brochures": [{"name": text, "timestamp": ISO 8601, "strict": bool, "content": parcel}, …]}`.
Written, for each in its order: one line `{"name": text, "length": bytes}` and that many bytes of PDF, or one line
`{"name": text, "reason": code, "detail": text}`. What goes to the log is written to the other stream. Ends with status
70 when the machine, not the text, is at fault.

The process limits itself before it loads native code, because the parent must not run Python between fork and exec
(`preexec_fn` can deadlock a threaded server).
"""

import json
import logging
import resource
import sys
from datetime import datetime
from pathlib import Path

MEBIBYTE = 1024 * 1024
LIMITS = {
    "RLIMIT_AS": 1024 * MEBIBYTE,  # address space; the longest text that may be set takes less than 400
    "RLIMIT_CPU": 15,  # seconds; the longest texts in both languages take about 5
    "RLIMIT_FSIZE": 32 * MEBIBYTE,  # any file written: the picture, and the answer
    "RLIMIT_NOFILE": 128,
    "RLIMIT_CORE": 0,
}
MACHINE_FAULT = 70  # EX_SOFTWARE of sysexits.h


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
    raise ImportError("child.py limits the process that it runs in: run it, never import it")
try:
    set_limits()
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
    import typst  # noqa: F401 - that it can be loaded is a matter of the machine, so it is tried here

    from brochures.typesetting import Reason, TypesettingError, typeset
    from brochures.typesetting.parcel import unpack
except (ImportError, OSError, ValueError) as fault:
    sys.stderr.write(repr(fault))
    sys.exit(MACHINE_FAULT)


def make(job: dict) -> tuple[dict, bytes]:
    """The line about one brochure, and its file (empty if it could not be made)."""
    try:
        pdf = typeset(unpack(job["content"]), timestamp=datetime.fromisoformat(job["timestamp"]), strict=job["strict"])
    except TypesettingError as error:
        return {"name": job["name"], "reason": error.reason, "detail": str(error)}, b""
    except Exception as error:
        # A fault of ours in one language; the other one may be sound.
        logging.exception("%s", job["name"])
        return {"name": job["name"], "reason": Reason.FAILED, "detail": repr(error)}, b""
    return {"name": job["name"], "length": len(pdf)}, pdf


def main() -> None:
    logging.basicConfig(format="%(message)s", level=logging.WARNING)
    for job in json.load(sys.stdin)["brochures"]:
        said, pdf = make(job)
        sys.stdout.buffer.write(json.dumps(said).encode() + b"\n" + pdf)
        # What is finished stays, should the next one take too long.
        sys.stdout.buffer.flush()


main()
