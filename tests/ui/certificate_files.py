"""Certificate files as a clinic gets them, made by openssl: nothing of ours is in them."""
import pathlib
import subprocess

ISSUER = "/C=JP/O=Online Billing NW/CN=Online Billing NW Common Root CA - G1"


def openssl(*words, **options):
    subprocess.run(["openssl", *map(str, words)], check=True, capture_output=True, **options)


class Authority:
    """Issues certificates; its files lie in @folder."""

    def __init__(self, folder):
        self.folder = pathlib.Path(folder)
        self.folder.mkdir(parents=True, exist_ok=True)
        self.key = self.folder / "ca.key"
        self.certificate = self.folder / "ca.pem"
        openssl("req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", self.key, "-out", self.certificate, "-days", 4000,
                "-subj", ISSUER)

    def issue(self, name, code, days, password, *form):
        """A .p12 for the institution @code, valid for @days from now. @form: options of openssl pkcs12.
        Returns its path, in a folder that nobody looks into."""
        key, request, certificate = (self.folder / f"{name}.{ending}" for ending in ("key", "csr", "pem"))
        path = self.folder / f"{name}.p12"
        openssl("req", "-newkey", "rsa:2048", "-nodes", "-keyout", key, "-out", request, "-subj",
                f"/C=JP/O=Health Insurance Claims Review/CN={code}")
        openssl("x509", "-req", "-in", request, "-CA", self.certificate, "-CAkey", self.key, "-CAcreateserial", "-days", days,
                "-out", certificate)
        openssl("pkcs12", "-export", "-inkey", key, "-in", certificate, "-certfile", self.certificate, "-out", path,
                "-passout", f"pass:{password}", *form)
        return path
