"""madoguchi-training as a program of its own, and a second client that shares no code with ours: curl,
openssl, and the passcodes of RFC 6238 from Python's own HMAC."""
import base64
import contextlib
import hashlib
import hmac
import json
import os
import pathlib
import shutil
import signal
import struct
import subprocess
import tempfile
import time
import uuid

import driver

PROGRAM = driver.BUILD / "app" / "training" / "madoguchi-training"
AUTHORITY = """[ca]
default_ca = it
[it]
new_certs_dir = {folder}
database = {folder}/index
certificate = {authority}
private_key = {authority}
default_md = sha256
policy = any
rand_serial = yes
[any]
commonName = supplied
"""
CLIENT = """[req]
distinguished_name = any
x509_extensions = client
[any]
[client]
basicConstraints = critical, CA:FALSE
extendedKeyUsage = clientAuth
"""


def passcode(setup_key, at=None):
    """The six digits of RFC 6238 for @setup_key."""
    secret = base64.b32decode(setup_key.replace(" ", "").upper() + "=" * (-len(setup_key.replace(" ", "")) % 8))
    step = int((time.time() if at is None else at) // 30)
    digest = hmac.new(secret, struct.pack(">Q", step), hashlib.sha1).digest()
    offset = digest[-1] & 15
    return f"{(struct.unpack('>I', digest[offset:offset + 4])[0] & 0x7FFFFFFF) % 1_000_000:06d}"


class Passcodes:
    """An Authenticator: gives a passcode that was not given before, waiting for the next time step
    when it must (the service accepts none twice)."""

    def __init__(self, setup_key):
        self.setup_key = setup_key
        self.last = None

    def fresh(self, now=time.time):
        step = driver.wait(lambda: (int(now() // 30) if int(now() // 30) != self.last else None),
                           "the next time step", 40)
        self.last = step
        return passcode(self.setup_key, step * 30)


class Service:
    """A training service in a folder of its own."""

    def __init__(self, *arguments):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="mdg-service-"))
        self.arguments = arguments
        self.port = None
        self.stopped = False
        self.start()

    def start(self):
        """Starts it, the second time on the same port, and waits for its ready line."""
        port = ["--port", str(self.port)] if self.port else []
        with open(self.folder / "service.log", "ab") as log:
            self.process = subprocess.Popen([str(PROGRAM), "--state", str(self.folder / "state"), *port, *self.arguments],
                                            stdout=subprocess.PIPE, stderr=log, text=True, env=dict(os.environ, LANGUAGE="ja"))
        self.stopped = False
        self.line = self.process.stdout.readline()
        self.ready = json.loads(self.line)
        self.endpoint = self.ready["endpoint"]
        self.port = int(self.endpoint.rsplit(":", 1)[1])
        self.connection = self.folder / "connection.json"
        self.connection.write_text(self.line)

    def stop(self, sign=signal.SIGTERM):
        """Ends it; returns the exit code."""
        self.stopped = True
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGCONT)
            self.process.send_signal(sign)
        return self.process.wait(driver.PATIENCE)

    def freeze(self):
        """It still holds its port but does not answer any more."""
        self.process.send_signal(signal.SIGSTOP)

    def thaw(self):
        self.process.send_signal(signal.SIGCONT)

    def account(self, state):
        return next(account for account in self.ready["accounts"] if account["state"] == state)

    def connection_with(self, **changes):
        """A connection file with other contents, for a wrong CA or a missing certificate."""
        path = self.folder / f"connection-{len(list(self.folder.iterdir()))}.json"
        changed = {**self.ready, **changes}
        path.write_text(json.dumps({name: value for name, value in changed.items() if value is not None}) + "\n")
        return path

    def expired_certificate(self):
        """A .p12 of this service's authority that ran out yesterday; its password is the good one's."""
        folder = pathlib.Path(tempfile.mkdtemp(dir=self.folder))
        authority = self.folder / "state" / "ca-key.pem"
        (folder / "ca.conf").write_text(AUTHORITY.format(folder=folder, authority=authority))
        (folder / "index").touch()
        key, request, certificate, p12 = (folder / name for name in ("key", "request", "certificate", "expired.p12"))
        day = [time.strftime("%Y%m%d000000Z", time.gmtime(time.time() - days * 86400)) for days in (1000, 1)]
        commands = [
            ["req", "-new", "-newkey", "rsa:2048", "-nodes", "-subj", f"/CN={self.ready['accounts'][0]['institution_code']}",
             "-keyout", key, "-out", request],
            ["ca", "-batch", "-config", folder / "ca.conf", "-notext", "-startdate", day[0], "-enddate", day[1],
             "-in", request, "-out", certificate],
            ["pkcs12", "-export", "-inkey", key, "-in", certificate, "-out", p12, "-passout", "stdin"]]
        for command in commands:
            subprocess.run(["openssl", *map(str, command)], check=True, input=self.ready["client_password"].encode(),
                           capture_output=True)
        return p12

    # The second client

    @property
    def identity(self):
        """A certificate of this service's authority with its key: taking those of the .p12 out of it costs as much as a hundred
        requests, by its many rounds of key derivation."""
        pem = self.folder / "second-client.pem"
        if not pem.exists():
            key, conf, authority = self.folder / "second-client.key", self.folder / "second-client.conf", self.folder / "state" / "ca-key.pem"
            conf.write_text(CLIENT)
            subprocess.run(["openssl", "req", "-x509", "-config", conf, "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes",
                            "-subj", f"/CN={self.ready['accounts'][0]['institution_code']}", "-days", "30", "-CA", authority,
                            "-CAkey", authority, "-keyout", key, "-out", pem], check=True, capture_output=True)
            with open(pem, "ab") as both:
                both.write(key.read_bytes())
        return pem

    def curl(self, method, path, body=None, token=None, headers=()):
        """(status, JSON) of one request over mutual TLS."""
        command = ["curl", "--silent", "--show-error", "--max-time", "20", "--cacert", self.ready["ca_file"],
                   "--cert", self.identity, "--request", method, "--write-out", "\n%{http_code}", self.endpoint + path]
        if body is not None:
            command += ["--header", "Content-Type: application/json", "--data-binary", json.dumps(body)]
        if token:
            command += ["--header", f"Authorization: Bearer {token}"]
        for header in headers:
            command += ["--header", header]
        answer = subprocess.run(command, capture_output=True, text=True, check=True).stdout
        text, status = answer.rsplit("\n", 1)
        return int(status), json.loads(text) if text.strip() else None

    def log_in(self, account, password=None):
        """Logs in beside the window, as somebody at another terminal would."""
        return self.curl("POST", "/v1/session", {"institution_code": account["institution_code"],
                                                 "login_id": account["login_id"],
                                                 "password": password or account["password"]})

    def open_session(self, account, ahead=0):
        """The token of a session of somebody else's, who registers an Authenticator if need be. @ahead: how far the
        clock was set forward, seconds."""
        status, session = self.log_in(account)
        assert status in (200, 201), f"logging in answered {status}: {session}"
        token, key = session["token"], account.get("setup_key")
        if session["stage"] == "registration":
            key = self.curl("GET", "/v1/session/registration", token=token)[1]["setup_key"]
        status, session = self.curl("POST", "/v1/session/passcode", {"passcode": passcode(key, time.time() + ahead)}, token)
        assert status == 200 and session["stage"] == "open", f"the passcode was answered with {status}: {session}"
        return token

    def listed(self, token, account_id):
        """One account as the service has it."""
        status, account = self.curl("GET", f"/v1/accounts/{account_id}", token=token)
        assert status == 200, f"{account_id} was answered with {status}: {account}"
        return account

    def settings_pdf(self, token, account_id, path):
        """The attachment of an account, as somebody downloads it from the portal."""
        command = ["curl", "--silent", "--show-error", "--fail", "--max-time", "20", "--cacert", self.ready["ca_file"],
                   "--cert", self.identity, "--header", f"Authorization: Bearer {token}", "--output", str(path),
                   f"{self.endpoint}/v1/accounts/{account_id}/settings.pdf"]
        subprocess.run(command, check=True, capture_output=True)
        return path

    def put_note(self, token, account_id, note):
        """Somebody else changes a note."""
        tag = f'If-Match: "{self.listed(token, account_id)["revision"]}"'
        status, answer = self.curl("PUT", f"/v1/accounts/{account_id}/note", {"note": note}, token,
                                   [tag, f"Idempotency-Key: {uuid.uuid4()}"])
        assert status == 200, f"the note was answered with {status}: {answer}"

    def apply(self, token, institution_code, kind, count):
        """Somebody else applies for more accounts."""
        status, answer = self.curl("POST", "/v1/applications",
                                   {"institution_code": institution_code, "kind": kind, "count": count}, token,
                                   [f"Idempotency-Key: {uuid.uuid4()}"])
        assert status in (200, 201), f"the application was answered with {status}: {answer}"

    def advance_clock(self, seconds):
        status, _ = self.curl("POST", "/control/clock", {"advance_seconds": seconds})
        assert status in (200, 204), f"/control/clock answered {status}"

    def remove(self):
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGCONT)
            self.process.kill()
            self.process.wait()
        shutil.rmtree(self.folder, ignore_errors=True)


@contextlib.contextmanager
def service(*arguments):
    """A training service for one test; unless the test ends it, it must end well."""
    it = Service(*arguments)
    try:
        yield it
        status = 0 if it.stopped else it.stop()
        assert status == 0, f"the service ended with {status}:\n{(it.folder / 'service.log').read_text(errors='replace')[-4000:]}"
    finally:
        it.remove()
