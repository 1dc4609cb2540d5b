"""How long an inspection takes, and what readers notice of hostile uploads: `python -m tests.bench.uploads`.

The figures are those of this machine at this moment; run it when nothing else does.
"""

import os
import re
import resource
import statistics
import sys
import tempfile
import threading
import time
import uuid
from collections import Counter
from collections.abc import Callable
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.request import HTTPCookieProcessor, OpenerDirector, Request, build_opener, urlopen

import django
import pikepdf
import typst
from PIL import Image

os.environ["DJANGO_SETTINGS_MODULE"] = "rustavi_site.settings.test"
django.setup()

from brochures.inspection import RefusalCode, Refused, inspect  # noqa: E402
from tests.brochures import friendly, hostile  # noqa: E402
from tests.browser.server import Site, running_site  # noqa: E402

LIMIT = 0.5  # seconds for an ordinary brochure
SECONDS = 20  # of each half of the measurement of latency
READ = ["/ka/", "/ka/projects/participatory-budgeting/", "/en/projects/", "/ka/brochures/"]
UPLOADERS = 2
# The dearest of the corpus, and one that is cheap.
DEAR = [
    "nested forms that never end",
    "30 MB of drawing",
    "200 MB of drawing",
    "2,000,000 dictionaries",
    "script in the name tree",
]


def say(line: str = "") -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def milliseconds(seconds: float) -> str:
    return f"{seconds * 1000:.0f} ms"


def spread(times: list[float]) -> str:
    return f"median {milliseconds(statistics.median(times))}, worst {milliseconds(max(times))}"


# --- the inspection alone --------------------------------------------------------------------------------------------


def ordinary(megabytes: float) -> bytes:
    """A brochure of eight pages in Georgian with a photograph on each, so large in all."""
    with tempfile.TemporaryDirectory() as folder:
        quality = 20
        while True:
            for page in range(8):
                photo = Image.effect_noise((1600, 1000), 30 + page).convert("RGB")
                photo.save(Path(folder, f"{page}.jpg"), quality=quality)
            sections = [
                f'#pagebreak(weak: true)\n= თავი {page + 1}\n#image("{page}.jpg", alt: "ფოტო")\n'
                + friendly.GEORGIAN * 8
                for page in range(8)
            ]
            source = Path(folder, "brochure.typ")
            source.write_text(
                '#set document(title: "ბროშურა")\n#set text(lang: "ka", font: "FiraGO")\n' + "\n".join(sections)
            )
            pdf = typst.compile(
                source, format="pdf", font_paths=[str(friendly.FONTS)], ignore_system_fonts=True, pdf_standards=["ua-1"]
            )
            if len(pdf) >= megabytes * 1024**2 or quality > 90:
                return pdf
            quality += 5


def processor_time() -> float:
    """Seconds that all inspections so far have worked, which tells more than the clock on a busy machine."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def inspected(content: bytes, times: int = 1) -> tuple[list[float], str]:
    """How long each time took, and what came of it."""
    took = []
    with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
        file.write(content)
        file.flush()
        for _ in range(times):
            begun = time.perf_counter()
            try:
                outcome = f"{inspect(file.name).page_count} pages"
            except Refused as refused:
                outcome = str(refused.code)
            took.append(time.perf_counter() - begun)
    return took, outcome


def measure_inspections() -> None:
    brochure = ordinary(2)
    before = processor_time()
    took, outcome = inspected(brochure, times=15)
    work = milliseconds((processor_time() - before) / 15)
    say(f"An ordinary brochure, {len(brochure) / 1024**2:.1f} MB, {outcome}: {spread(took)}, work {work}")
    assert statistics.median(took) <= LIMIT
    for case in ("Word", "long report", "scan"):
        took, outcome = inspected(friendly.file(case), times=5)
        say(f"{case}, {len(friendly.file(case)) / 1024:.0f} KB, {outcome}: {spread(took)}")
    say()
    say("The hostile corpus, slowest first")
    results = {case: inspected(hostile.file(case)) for case in hostile.CASES}
    for case, (took, outcome) in sorted(results.items(), key=lambda item: -item[1][0][0])[:10]:
        say(f"  {milliseconds(took[0]):>8}  {outcome:<14} {case} ({len(hostile.file(case)):,} bytes)")
    say(f"  all {len(results)}: {spread([took[0] for took, _outcome in results.values()])}")
    wrong = [case for case, (_took, outcome) in results.items() if outcome != hostile.CASES[case][1]]
    say(f"  refused for another reason than they should: {wrong or 'none'}")
    assert RefusalCode.BUSY not in [outcome for _took, outcome in results.values()]


# --- readers meanwhile -----------------------------------------------------------------------------------------------


class Clerk:
    """Somebody who is logged in and uploads."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self.opener: OpenerDirector = build_opener(HTTPCookieProcessor(CookieJar()))
        token = self.token("/admin/login/")
        form = f"csrfmiddlewaretoken={token}&username={site.user}&password={site.password}&next=/admin/"
        self.opener.open(f"{site.address}/admin/login/", form.encode()).close()
        self.csrf = self.token("/admin/documents/add/")

    def token(self, path: str) -> str:
        with self.opener.open(f"{self.site.address}{path}") as page:
            return re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page.read().decode())[1]

    def upload(self, content: bytes) -> str:
        """What came of it: "kept", or the message."""
        boundary = uuid.uuid4().hex
        fields = {"csrfmiddlewaretoken": self.csrf, "title": "ბროშურა", "tags": ""}
        body = b"".join(
            f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
            for name, value in fields.items()
        )
        head = 'Content-Disposition: form-data; name="file"; filename="f.pdf"\r\nContent-Type: application/pdf\r\n\r\n'
        body += f"--{boundary}\r\n{head}".encode() + content + f"\r\n--{boundary}--\r\n".encode()
        request = Request(  # noqa: S310 - our own address
            f"{self.site.address}/admin/documents/add/",
            body,
            {"Content-Type": f"multipart/form-data; boundary={boundary}", "Referer": self.site.address},
        )
        with self.opener.open(request) as answer:
            page = answer.read().decode()
            if not answer.url.endswith("/add/"):
                return "kept"
        errors = re.search(r'class="error-message"[^>]*>(.*?)</', page, re.DOTALL)
        return re.sub(r"<[^>]+>|\s+", " ", errors[1]).strip()[:60] if errors else "no message"


def workers(port: str) -> list[int]:
    """Resident memory of the server's processes, in KB."""
    found = []
    for status in Path("/proc").glob("[0-9]*/status"):
        try:
            command = (status.parent / "cmdline").read_bytes()
            environment = (status.parent / "environ").read_bytes()
            is_server = b"granian" in command or b"multiprocessing" in command
            if is_server and f"PORT={port}\0".encode() in environment:
                found.append(int(re.search(r"VmRSS:\s+(\d+)", status.read_text())[1]))
        except (OSError, TypeError):
            continue
    return sorted(found, reverse=True)


def read_pages(site: Site, times: list[float], stop: threading.Event) -> None:
    number = 0
    while not stop.is_set():
        begun = time.perf_counter()
        with urlopen(site.address + READ[number % len(READ)]) as page:  # noqa: S310 - our own address
            page.read()
        times.append(time.perf_counter() - begun)
        number += 1
        time.sleep(0.02)


def while_reading(site: Site, work: Callable[[threading.Event], None] | None) -> list[float]:
    """Latencies of a reader during `SECONDS`, while `work` goes on in other threads."""
    stop, times = threading.Event(), []
    threads = [threading.Thread(target=read_pages, args=(site, times, stop))]
    threads += [threading.Thread(target=work, args=(stop,)) for _ in range(UPLOADERS if work else 0)]
    for thread in threads:
        thread.start()
    time.sleep(SECONDS)
    stop.set()
    for thread in threads:
        thread.join()
    return times


def measure_readers() -> None:
    with tempfile.TemporaryDirectory() as folder, running_site(Path(folder), "") as site:
        port = site.address.rpartition(":")[2]
        clerk = Clerk(site)
        clerk.upload(friendly.file("Word"))
        for path in READ * 4:
            urlopen(site.address + path).close()  # noqa: S310 - our own address
        files = [hostile.file(case) for case in DEAR]
        outcomes: Counter[str] = Counter()

        def upload(stop: threading.Event) -> None:
            number = 0
            while not stop.is_set():
                outcomes[clerk.upload(files[number % len(files)])] += 1
                number += 1

        quiet = while_reading(site, None)
        # Each worker has to have seen each file once before its memory means anything.
        while_reading(site, upload)
        outcomes.clear()
        before = workers(port)
        disturbed = while_reading(site, upload)
        after = workers(port)
        say(f"A reader alone ({len(quiet)} pages): {spread(quiet)}")
        say(f"A reader while {UPLOADERS} clerks upload hostile files ({len(disturbed)} pages): {spread(disturbed)}")
        say(f"  99 of 100 within {milliseconds(statistics.quantiles(disturbed, n=100)[98])}")
        for outcome, number in outcomes.most_common():
            say(f"  {number} × {outcome}")
        say(f"Resident memory of the server's processes, KB: {before} before, {after} after")
        kept = list(Path(folder, "media/private/documents").iterdir())
        say(f"Files in the store: {len(kept)} (four brochures of the first content, one of ours)")


if __name__ == "__main__":
    say(f"{os.cpu_count()} processors, load {os.getloadavg()[0]:.1f}, pikepdf {pikepdf.__version__}")
    measure_inspections()
    say()
    measure_readers()
