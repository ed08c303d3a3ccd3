"""A served site: whom it answers and with what, what it shows while the accounts are wrong."""

from __future__ import annotations

import contextlib
import http.client
import json
import socket
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from click.testing import CliRunner
from playwright.sync_api import expect

from sunledger import pipeline
from sunledger.cli import main
from sunledger.errors import SunledgerError
from sunledger.model import BuildOptions, Finding, Report, Severity
from sunledger.serving import LiveSite
from sunledger.serving.making import make
from sunledger.serving.state import Outcome, Trouble
from sunledger.serving.watching import watching
from tests.browser.pictures import open_browser
from tests.publisher import REVENUE, Publisher

PAGE = (
    "<!doctype html><html lang='zh-CN'><head><meta charset='utf-8'><meta http-equiv='Content-Security-Policy' "
    "content=\"default-src 'none'; style-src 'self' file:; script-src 'self' file:; connect-src 'self'\">"
    "<title>t</title></head><body><h1>%s</h1></body></html>"
)
CLEAN = Report((), 4, 5, "0.1", pages=3)
HOSTILE = "<img src=x onerror=alert(1)>"


def broken(message: str = HOSTILE, number: int = 1) -> Report:
    """Make a report with errors."""
    errors = (
        Finding("a_rule", Severity.ERROR, "data/x.csv", line, "gross", message, f"{message} en", "改", "mend")
        for line in range(2, number + 2)
    )
    warning = Finding("b", Severity.WARNING, "data/y.csv", 1, "", "提醒一句", "a warning", "", "")
    return Report((*errors, warning), 1, 1, "0.1")


@dataclass
class Visit:
    """A served site, and what a browser would ask of it."""

    live: LiveSite
    out: Path

    def ask(self, path: str, method: str = "GET", **headers: str) -> tuple[int, dict[str, str], str]:
        """Ask once; return status, headers and body."""
        host = self.live.address.split("/")[2]
        with contextlib.closing(http.client.HTTPConnection(host, timeout=10)) as line:
            line.request(method, path, headers=headers)
            answer = line.getresponse()
            return answer.status, dict(answer.getheaders()), answer.read().decode()

    def state(self, ready: Callable[[dict[str, object]], bool] = lambda _: True) -> dict[str, object]:
        """Return the state as the script gets it, once it is as expected."""
        for _ in range(400):
            state: dict[str, object] = json.loads(self.ask("/_sunledger/state.json")[2])
            if ready(state):
                return state
            time.sleep(0.025)
        raise AssertionError(state)


@contextlib.contextmanager
def served(out: Path, build: Callable[[], Outcome]) -> Iterator[Visit]:
    """Serve a folder on a free port, built by ``build``."""
    live = LiveSite(out, 0, build)
    thread = threading.Thread(target=live.run)
    with live.answering():
        thread.start()
        try:
            yield Visit(live, out)
        finally:
            live.stop()
            thread.join()


@pytest.fixture(scope="module")
def visit(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Visit]:
    """Serve a site of a page, a page below it, and a file that is no page."""
    above = tmp_path_factory.mktemp("served")
    out = above / "site"
    (out / "c").mkdir(parents=True)
    (out / "empty").mkdir()
    for name in ("index.html", "c/index.html", "404.html"):
        (out / name).write_text(PAGE % name, encoding="utf-8")
    (out / "a.csv").write_text("a,b\n", encoding="utf-8")
    (above / "secret.html").write_text("secret", encoding="utf-8")
    (out / "out.html").symlink_to(above / "secret.html")
    with served(out, lambda: CLEAN) as visit:
        visit.state(lambda state: state["turn"] == 1)
        yield visit


def test_pages_get_the_script_and_nothing_else_does(visit: Visit) -> None:
    """The script comes with the answer, from a file of the server's own; the site's files stay as they were."""
    for path in ("/", "/index.html", "/c/", "/c/index.html?q=1"):
        status, headers, body = visit.ask(path)
        assert (status, headers["Cache-Control"]) == (200, "no-store")
        assert body.count('<script src="/_sunledger/reload.js?site=') == 1
        assert int(headers["Content-Length"]) == len(body.encode())
    assert "_sunledger" not in (visit.out / "index.html").read_text(encoding="utf-8")
    assert visit.ask("/a.csv")[2] == "a,b\n"
    assert visit.ask("/_sunledger/reload.js")[1]["Content-Type"].startswith("text/javascript")
    assert visit.ask("/_sunledger/overlay.css")[1]["Content-Type"].startswith("text/css")
    assert visit.ask("/", "HEAD")[2] == ""
    assert visit.ask("/c")[1]["Location"].endswith("/c/")


@pytest.mark.parametrize(
    "path",
    ["/none", "/empty/", "/out.html", "/../secret.html", "/%2e%2e/secret.html", "//etc/passwd", "/%00",
     "/_sunledger/../a.csv", "/_sunledger/none", "/c/..%5c..%5csecret.html"],
)  # fmt: skip
def test_nothing_outside_the_site_is_answered(visit: Visit, path: str) -> None:
    """Ways out, links, lists of folders and unknown addresses get the site's page about missing addresses."""
    status, _, body = visit.ask(path)
    assert (status, "404.html" in body, "secret" in body.replace("secret.html", "")) == (404, True, False)


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:80", "127.0.0.1", "127.0.0.1:1", "10.0.0.1", ""]
)
def test_only_this_machine_is_answered(visit: Visit, host: str) -> None:
    """A name of somebody else's that leads here is refused, the findings too."""
    for path in ("/", "/_sunledger/state.json"):
        status, _, body = visit.ask(path, Host=host)
        assert (status, "localhost" in body) == (421, True)
    assert visit.ask("/", Host=visit.live.address.split("/")[2].replace("127.0.0.1", "localhost"))[0] == 200


def test_an_address_that_is_not_whole_is_refused(visit: Visit, capfd: pytest.CaptureFixture[str]) -> None:
    """It ends in an answer and not in a traceback."""
    host = visit.live.address.split("/")[2]
    name, port = host.split(":")
    with socket.create_connection((name, int(port)), timeout=10) as raw:
        raw.sendall(f"GET http://[/ HTTP/1.1\r\nHost: {host}\r\n\r\n".encode())
        assert raw.recv(100).split()[1] == b"400"
    assert "Traceback" not in capfd.readouterr().err


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "CONNECT", "TRACE"])
def test_nothing_can_be_changed(visit: Visit, method: str) -> None:
    """Only GET and HEAD are answered."""
    status, headers, _ = visit.ask("/", method)
    assert (status, headers["Allow"]) == (405, "GET, HEAD")


def test_errors_keep_the_site_and_are_told(tmp_path: Path) -> None:
    """With errors the last good site is served and the state lists them, no warning, at most a hundred."""
    outcomes: list[Outcome] = [broken(number=103), Trouble("模板有误", "a template is wrong"), CLEAN]
    (tmp_path / "index.html").write_text(PAGE % "old", encoding="utf-8")
    with served(tmp_path, lambda: outcomes.pop(0)) as visit:
        first = visit.state(lambda state: state["turn"] == 1)
        assert "old" in visit.ask("/")[2]
        assert first["title_zh"] == "账目有 103 个错误，看到的还是改之前的网站"
        assert (len(first["findings"]), first["more"]) == (100, 3)  # type: ignore[arg-type]
        visit.live.change()
        second = visit.state(lambda state: state["turn"] == 2)
        assert (second["title_zh"], second["site"]) == ("网站没有生成：模板有误", first["site"])
        visit.live.change()
        third = visit.state(lambda state: state["turn"] == 3)
        assert (third["title_zh"], third["findings"]) == ("", [])
        assert third["site"] != first["site"]


def test_without_a_site_the_findings_are_a_page(tmp_path: Path) -> None:
    """A first build with errors leaves no site: each address tells what is wrong, escaped, in two languages."""
    with served(tmp_path, broken) as visit:
        visit.state(lambda state: state["turn"] == 1)
        status, _, body = visit.ask("/c/whatever/")
        assert status == 503
        assert "账目有 1 个错误" in body
        assert "data/x.csv　第 2 行　gross 列" in body
        assert "&lt;img" in body
        assert "<img" not in body
        assert "mend" in body


def test_a_project_that_is_wrong_from_the_start_ends_the_command(tmp_path: Path) -> None:
    """Who starts the server is at the terminal and reads it there; a fault of the program is outlived."""
    live = LiveSite(tmp_path, 0, lambda: Trouble("没有", "none"))
    with live.answering(), pytest.raises(SunledgerError, match="没有"):
        live.run()


def test_a_taken_port_and_wrong_folders_are_told_with_the_remedy(tmp_path: Path) -> None:
    """Port, DATA and output folder: a sentence in each language, and nothing is built."""
    data = tmp_path / "data"
    (data / "lan").mkdir(parents=True)
    (tmp_path / "file").write_text("", encoding="utf-8")
    (tmp_path / "bare").mkdir()
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        for words, told in (
            ([str(data), "--out", str(tmp_path / "o"), "--port", str(port)], f"端口 {port} 不能用"),
            ([str(tmp_path / "nothing")], "没有找到数据目录"),
            ([str(tmp_path / "bare")], "sunledger init"),
            ([str(data), "--out", str(tmp_path / "file" / "site")], "不是目录"),
        ):
            done = CliRunner().invoke(main, ["serve", *words])
            assert (done.exit_code, told in done.stderr) == (2, True), done.stderr
            assert len(done.stderr.splitlines()) == 2


def test_a_build_says_what_went_wrong(tmp_path: Path) -> None:
    """From the process it runs in, an error of the project comes back as its sentence, not as an exception."""
    outcome = make(tmp_path / "none", BuildOptions(tmp_path / "site"))
    assert isinstance(outcome, Trouble)
    assert "没有找到数据目录" in outcome.zh


def test_a_broken_file_shows_its_finding_and_mending_brings_the_page_back(
    tmp_path: Path, chromium_path: Path
) -> None:
    """In a browser: the page, the finding on top of it once a cell is broken, and the new page once it is mended."""
    publisher = Publisher.small(tmp_path)
    out = tmp_path / "site"
    out.mkdir()
    times: list[int] = []

    def build() -> Outcome:
        report = pipeline.check(publisher.data)
        if report.ok:
            times.append(1)
            (out / "index.html").write_text(PAGE % f"site {len(times)}", encoding="utf-8")
        return report

    with (
        served(out, build) as visit,
        watching([publisher.data], visit.live.change),
        open_browser(chromium_path) as browser,
    ):
        page = browser.new_page()
        complaints: list[str] = []
        page.on("console", lambda said: complaints.append(said.text))
        page.goto(visit.live.address)
        expect(page.locator("h1")).to_have_text("site 1", timeout=10_000)
        whole = publisher.text(REVENUE)
        publisher.replace(REVENUE, "12345.67", "12,345.67元")
        panel = page.locator(".sunledger-panel")
        expect(panel).to_contain_text("revenue-2025.csv", timeout=10_000)
        expect(panel).to_contain_text("第 2 行")
        expect(page.locator("h1")).to_have_text("site 1")
        panel.get_by_role("button").click()
        expect(panel.locator("ol")).to_be_hidden()
        publisher.write(REVENUE, whole)
        expect(page.locator("h1")).to_have_text("site 2", timeout=10_000)
        expect(panel).to_have_count(0)
        # The answer before there is a site is one; a word against the pages' security policy would be another.
        assert [text for text in complaints if "503" not in text] == []
