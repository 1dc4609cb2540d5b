"""How long an inspection takes, and what readers notice of hostile uploads: `python -m tests.bench.uploads`.

The figures are those of this machine at this moment; run it when nothing else does. It fails when a process of the
server has grown by more than `MOST_GROWTH` in the last pass, when one has died, and when a hostile file was kept.
"""

import itertools
import json
import os
import queue
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
UPLOADERS = 8
PASSES = 4  # of the whole corpus through every door
MOST_GROWTH = 2 * 1024  # KB of a process of the server, in the last pass


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
    work = (processor_time() - before) / 15
    say(f"An ordinary brochure, {len(brochure) / 1024**2:.1f} MB, {outcome}: {spread(took)}, work {milliseconds(work)}")
    # Waiting for neighbours on the machine is not ours.
    assert work <= LIMIT
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

    def upload(self, content: bytes, door: str = "single") -> str:
        """What came of it: "kept", or the message."""
        path, fields, file_field = self.doors()[door]
        boundary = uuid.uuid4().hex
        body = b"".join(
            f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
            for name, value in ({"csrfmiddlewaretoken": self.csrf} | fields).items()
        )
        head = (
            f'Content-Disposition: form-data; name="{file_field}"; filename="f.pdf"\r\n'
            "Content-Type: application/pdf\r\n\r\n"
        )
        body += f"--{boundary}\r\n{head}".encode() + content + f"\r\n--{boundary}--\r\n".encode()
        headers = {"Content-Type": f"multipart/form-data; boundary={boundary}", "Referer": self.site.address}
        if file_field != "file":
            headers["X-Requested-With"] = "XMLHttpRequest"
        request = Request(f"{self.site.address}{path}", body, headers)  # noqa: S310 - our own address
        with self.opener.open(request) as answer:
            told = answer.read().decode()
            if answer.headers.get_content_type() == "application/json":
                said = json.loads(told)
                if said.get("success") or said.get("step") == "chosen":
                    return "kept"
                told = said.get("htmlFragment") or f'<p class="error-message">{said["error_message"]}</p>'
            elif answer.url != request.full_url:
                return "kept"
        errors = re.search(r'class="error-message"[^>]*>(.*?)</', told, re.DOTALL)
        return re.sub(r"<[^>]+>|\s+", " ", errors[1]).strip()[:60] if errors else "no message"

    def doors(self) -> dict[str, tuple[str, dict[str, str], str]]:
        """Of every way to upload: the path, the fields besides the file, and the name of the file's own."""
        fields = {"title": "ბროშურა", "tags": ""}
        prefix = "document-chooser-upload"
        return {
            "single": ("/admin/documents/add/", fields, "file"),
            "several": ("/admin/documents/multiple/add/", {"title": "ბროშურა"}, "files[]"),
            "row of files": ("/admin/documents/multiple/add/", {"title": "ბროშურა", "collection": "1"}, "files[]"),
            "chooser": (
                "/admin/documents/chooser/create/",
                {f"{prefix}-{name}": value for name, value in fields.items()},
                f"{prefix}-file",
            ),
            "replacement": ("/admin/documents/edit/1/", fields, "file"),
        }


def workers(port: str) -> dict[int, int]:
    """Resident memory of the server's processes by their ids, in KB."""
    found = {}
    for status in Path("/proc").glob("[0-9]*/status"):
        try:
            command = (status.parent / "cmdline").read_bytes()
            environment = (status.parent / "environ").read_bytes()
            is_server = b"granian" in command or b"multiprocessing" in command
            if is_server and f"PORT={port}\0".encode() in environment:
                found[int(status.parent.name)] = int(re.search(r"VmRSS:\s+(\d+)", status.read_text())[1])
        except (OSError, TypeError):
            continue
    return found


def fail_on_growth(before: dict[int, int], after: dict[int, int]) -> None:
    """Ends the run if a process of the server is larger by more than it may be, or is another one than before."""
    if before.keys() != after.keys():
        sys.exit(f"FAILED: the server's processes were {sorted(before)} and are {sorted(after)}")
    grown = {pid: after[pid] - before[pid] for pid in before}
    if too_much := {pid: by for pid, by in grown.items() if by > MOST_GROWTH}:
        sys.exit(f"FAILED: processes of the server have grown by more than {MOST_GROWTH} KB: {too_much}")


def read_pages(site: Site, times: list[float], stop: threading.Event) -> None:
    number = 0
    while not stop.is_set():
        begun = time.perf_counter()
        with urlopen(site.address + READ[number % len(READ)]) as page:  # noqa: S310 - our own address
            page.read()
        times.append(time.perf_counter() - begun)
        number += 1
        time.sleep(0.02)


def while_reading(site: Site, work: Callable[[], None] | None) -> list[float]:
    """Latencies of a reader, while `work` is done in other threads, or for `SECONDS`."""
    stop, times = threading.Event(), []
    reader = threading.Thread(target=read_pages, args=(site, times, stop))
    workers = [threading.Thread(target=work) for _ in range(UPLOADERS if work else 0)]
    for thread in (reader, *workers):
        thread.start()
    for thread in workers:
        thread.join()
    if not workers:
        time.sleep(SECONDS)
    stop.set()
    reader.join()
    return times


def uploads(clerk: Clerk, outcomes: dict[str, Counter[str]]) -> Callable[[], None]:
    """The work of one of several threads that share the whole corpus, every file through every door."""
    waiting = queue.SimpleQueue()
    for case, door in itertools.product(hostile.CASES, outcomes):
        waiting.put((door, hostile.file(case)))

    def until_none_waits() -> None:
        while True:
            try:
                door, content = waiting.get_nowait()
            except queue.Empty:
                return
            outcomes[door][clerk.upload(content, door)] += 1

    return until_none_waits


def measure_readers() -> None:
    with tempfile.TemporaryDirectory() as folder, running_site(Path(folder), "") as site:
        port = site.address.rpartition(":")[2]
        clerk = Clerk(site)
        for path in READ * 4:
            urlopen(site.address + path).close()  # noqa: S310 - our own address
        store = Path(folder, "media/private/documents")
        known = sorted((file.name, file.stat().st_size) for file in store.iterdir())
        outcomes: dict[str, Counter[str]] = {door: Counter() for door in clerk.doors()}

        quiet = while_reading(site, None)
        # A process has its full size only when each of its threads has seen all of it; a leak would go on growing.
        sizes = [workers(port)]
        for _ in range(PASSES):
            for counted in outcomes.values():
                counted.clear()
            disturbed = while_reading(site, uploads(clerk, outcomes))
            sizes.append(workers(port))
        say(f"A reader alone ({len(quiet)} pages): {spread(quiet)}, 99 of 100 within {of_a_hundred(quiet)}")
        say(
            f"A reader while {UPLOADERS} clerks upload hostile files ({len(disturbed)} pages): {spread(disturbed)}, "
            f"99 of 100 within {of_a_hundred(disturbed)}"
        )
        for door, counted in outcomes.items():
            say(f"  {door}: {counted.total()} files, {len(counted)} different messages, {counted['kept']} kept")
        for pid in sizes[0]:
            passes = " → ".join(f"{size.get(pid, 0):,}" for size in sizes)
            say(f"Memory of process {pid} of the server, in KB, before and after each pass: {passes}")
        now = sorted((file.name, file.stat().st_size) for file in store.iterdir())
        say(f"The files in the store are {'the same as before' if now == known else f'others: {now}'}")
        fail_on_growth(*sizes[-2:])
        if now != known or any(counted["kept"] for counted in outcomes.values()):
            sys.exit("FAILED: a hostile file was kept")


def of_a_hundred(times: list[float]) -> str:
    return milliseconds(statistics.quantiles(times, n=100)[98])


if __name__ == "__main__":
    say(f"{os.cpu_count()} processors, load {os.getloadavg()[0]:.1f}, pikepdf {pikepdf.__version__}")
    measure_inspections()
    say()
    measure_readers()
