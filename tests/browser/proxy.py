"""A network between the browser and the server that fails as a test wishes.

The browser visits the proxy itself, so to the server it is an ordinary visitor of the same site.
"""

import json
from contextlib import contextmanager, suppress
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread

# In seconds; longer than a test waits for what it wants to see.
PATIENCE = 60
HTML = "<!doctype html><title>Ошибка</title><h1>Сервер недоступен</h1>".encode()


class Exchange(BaseHTTPRequestHandler):
    """A request and its answer, on a connection of its own: the browser has no reason to send it again by itself."""

    def do_GET(self):
        self.body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        network = self.server.network
        if self.path.endswith("/entries/"):
            network.sent.append(json.loads(self.body))
            network.fault(self)
        elif not network.is_down:
            passed(self)

    do_POST = do_GET  # noqa: N815 — the name that the standard library asks for

    def served(self):
        """Let the server act; returns its status, headers and body."""
        upstream = HTTPConnection(self.server.network.upstream, timeout=PATIENCE)
        try:
            upstream.request(self.command, self.path, self.body, dict(self.headers) | {"Connection": "close"})
            answer = upstream.getresponse()
            return answer.status, answer.getheaders(), answer.read()
        finally:
            upstream.close()

    def tell(self, status, headers, body, *, most=None):
        """Answer the browser, with the first bytes of the body alone when `most` says how many."""
        self.send_response_only(status)
        for name, value in headers:
            if name.lower() not in ("connection", "content-length", "transfer-encoding"):
                self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        # Nobody may listen any more.
        with suppress(ConnectionError):
            self.end_headers()
            self.wfile.write(body[:most])

    def log_message(self, *args):
        """Say nothing: what was sent is kept in the network."""


def passed(exchange):
    exchange.tell(*exchange.served())


def cut_before(exchange):
    """The connection is lost on the way to the server."""


def cut_after(exchange):
    """The server acts, and its answer is lost."""
    exchange.served()


def cut_amid(exchange):
    """The server acts, and half of its answer is lost."""
    status, headers, body = exchange.served()
    exchange.tell(status, headers, body, most=len(body) // 2)


def answered_502(exchange):
    exchange.tell(502, [("Content-Type", "text/html; charset=utf-8")], HTML)


def answered_503(exchange):
    exchange.tell(503, [("Content-Type", "text/html; charset=utf-8"), ("Retry-After", "120")], HTML)


class Hold:
    """Requests wait on their way to the server until they are let go."""

    def __init__(self):
        self._come, self._gone, self._served = Event(), Event(), Event()

    def __call__(self, exchange):
        self._come.set()
        assert self._gone.wait(PATIENCE)
        exchange.tell(*exchange.served())
        self._served.set()

    def taken(self):
        """Wait until a request has come."""
        assert self._come.wait(PATIENCE)

    def let_go(self):
        """Let what has come go on, and wait until one of them has been served."""
        self._gone.set()
        assert self._served.wait(PATIENCE)


class Network:
    """The way to the server: `fault` befalls what the journal saves; while it `is_down`, nothing else passes either.

    `sent` holds what the journal tried to save, whatever became of it.
    """

    def __init__(self, upstream: str):
        self.upstream, self.sent, self.address = upstream, [], ""
        self.mend()

    def mend(self):
        self.fault, self.is_down = passed, False

    def go_down(self):
        self.fault, self.is_down = cut_before, True

    @property
    def told(self) -> dict[str, set[str]]:
        """Return by operation all that was ever sent under its key."""
        told = {}
        for batch in self.sent:
            for operation in batch["ops"]:
                told.setdefault(operation["id"], set()).add(json.dumps(operation, sort_keys=True))
        return told


@contextmanager
def proxied(address: str):
    """Stand before the server at the address; yields the network."""
    network = Network(address.removeprefix("http://"))
    with ThreadingHTTPServer(("127.0.0.1", 0), Exchange) as proxy:
        proxy.daemon_threads, proxy.network = True, network
        network.address = f"http://127.0.0.1:{proxy.server_port}"
        serving = Thread(target=proxy.serve_forever, kwargs={"poll_interval": 0.01})
        serving.start()
        try:
            yield network
        finally:
            proxy.shutdown()
            serving.join()
