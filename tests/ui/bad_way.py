"""A bad way to the service: a relay between the window and the real training service, with mutual TLS on
both sides. It carries everything on until it is told to spoil the answers to one kind of request."""
import contextlib
import dataclasses
import http.client
import json
import socket
import ssl
import subprocess
import threading


@dataclasses.dataclass
class Answer:
    status: int
    headers: dict
    body: bytes
    cut: bool = False  # announces everything, sends half of it, hangs up


# What may be done to an answer (the relay tells when its test is over)

def no_json(answer, ending):
    answer.headers["Content-Type"] = "text/html"
    answer.body = "<html><body>ネットワークにサインインしてください</body></html>".encode()


def cut_off(answer, ending):
    answer.cut = True


def too_long(answer, ending):
    """10 MB of JSON that would be good otherwise."""
    answer.body = answer.body.rstrip()[:-1] + b', "filler": "' + b"x" * 10_000_000 + b'"}'


def wrong_types(answer, ending):
    answer.body = json.dumps({name: [value] for name, value in json.loads(answer.body).items()}).encode()


def short_idle(answer, ending):
    """Of a login: the window asks sooner whether the session still stands."""
    answer.body = json.dumps({**json.loads(answer.body), "idle_seconds": 8}).encode()


def slow(seconds):
    return lambda answer, ending: ending.wait(seconds)


def held(gate):
    """Until @gate, a threading.Event, is set."""
    def hold(answer, ending):
        while not gate.is_set() and not ending.is_set():
            gate.wait(0.1)
    return hold


def to_pem(service):
    """The terminal's certificate as Python's TLS wants it."""
    path = service.folder / "way.pem"
    if not path.exists():
        subprocess.run(["openssl", "pkcs12", "-in", service.ready["client_file"], "-nodes", "-passin", "stdin",
                        "-out", path], check=True, input=service.ready["client_password"].encode(), capture_output=True)
    return path


class BadWay:
    """A relay before @service; @connection is the file that leads the window here."""

    def __init__(self, service):
        self.service = service
        self.ending = threading.Event()
        self.fault = None
        self.spoilt = 0  # how many answers
        self.inner = ssl.create_default_context(cafile=service.ready["ca_file"])
        self.inner.load_cert_chain(to_pem(service))
        self.outer = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self.outer.load_cert_chain(service.folder / "state" / "server.pem")
        self.outer.load_verify_locations(service.ready["ca_file"])
        self.outer.verify_mode = ssl.CERT_REQUIRED
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.connection = service.connection_with(endpoint=f"https://127.0.0.1:{self.listener.getsockname()[1]}")
        threading.Thread(target=self.accept, daemon=True).start()

    def spoil(self, method, path, how):
        """From now on @how is done to every answer to @method @path."""
        self.fault = (method, path, how)
        self.spoilt = 0

    def heal(self):
        self.fault = None

    def close(self):
        self.ending.set()
        self.listener.close()

    # The threads

    def accept(self):
        while not self.ending.is_set():
            with contextlib.suppress(OSError):
                plain, _ = self.listener.accept()
                threading.Thread(target=self.serve, args=(plain,), daemon=True).start()

    def serve(self, plain):
        with contextlib.suppress(OSError, ValueError, http.client.HTTPException), \
                self.outer.wrap_socket(plain, server_side=True) as stream, stream.makefile("rb") as reader:
            while self.carry(stream, reader):
                pass

    def carry(self, stream, reader):
        """One request and its answer. Returns whether there may be more."""
        line = reader.readline().decode()
        if not line.strip():
            return False
        method, path, _ = line.split()
        headers = http.client.parse_headers(reader)
        body = reader.read(int(headers.get("Content-Length", 0)))
        answer = self.ask(method, path, dict(headers), body)
        if self.fault and self.fault[:2] == (method, path):
            self.spoilt += 1
            self.fault[2](answer, self.ending)
        head = "".join(f"{name}: {value}\r\n" for name, value in answer.headers.items())
        stream.sendall(f"HTTP/1.1 {answer.status} -\r\n{head}Content-Length: {len(answer.body)}\r\n\r\n".encode())
        stream.sendall(answer.body[:len(answer.body) // 2] if answer.cut else answer.body)
        return not answer.cut

    def ask(self, method, path, headers, body):
        connection = http.client.HTTPSConnection("127.0.0.1", self.service.port, context=self.inner, timeout=20)
        try:
            connection.request(method, path, body, headers)
            answer = connection.getresponse()
            kept = {name: value for name, value in answer.getheaders()
                    if name.lower() not in ("content-length", "transfer-encoding", "connection")}
            return Answer(answer.status, kept, answer.read())
        finally:
            connection.close()


@contextlib.contextmanager
def bad_way(service):
    """A relay before @service for one test."""
    it = BadWay(service)
    try:
        yield it
    finally:
        it.close()
