"""USB sticks for the window: images with a real file system, plugged below the /media of the test's own (see
../support/session), where the program takes an image for a removable drive. exFAT by Debian's FUSE program, whose
process can be stopped and killed: so a stick can hang and be pulled at a certain moment. (FAT32 on a disk that is
removable for the kernel, too: ../drives.) Needs root and loop devices; without them the tests are skipped, and say so."""
import contextlib
import os
import pathlib
import shutil
import signal
import subprocess
import unittest

from driver import TOP, wait

FLIP = TOP / "tests" / "drives" / "flip-bit"


def run(*words, **options):
    return subprocess.run([str(word) for word in words], check=True, capture_output=True, text=True, **options).stdout


def need_sticks():
    """Skips the test where no stick can be made."""
    if not os.environ.get("MDG_OWN_MEDIA"):
        raise unittest.SkipTest("plugging a stick needs root and a mount namespace")
    for tool in ("losetup", "mkfs.exfat", "mount.exfat-fuse"):
        if not shutil.which(tool):
            raise unittest.SkipTest(f"there is no {tool}")
    if not os.path.exists("/dev/fuse") or not os.path.exists("/dev/loop-control"):
        raise unittest.SkipTest("there is no FUSE, or no loop device")


def is_ours(process):
    with contextlib.suppress(OSError):
        return os.readlink(f"/proc/{process}/ns/mnt") == os.readlink("/proc/self/ns/mnt")
    return False


class Stick:
    """One stick; pulled and gone when the test ends."""

    def __init__(self, folder, label, megabytes=8):
        self.label = label
        self.image = pathlib.Path(folder) / f"{label}.img"
        self.path = pathlib.Path("/media") / label
        self.daemon = None  # its process, while it is plugged
        self.path.mkdir()
        run("truncate", "-s", f"{megabytes}M", self.image)
        run("mkfs.exfat", "-n", label, self.image)

    def plug(self, *options):
        device = run("losetup", "--find", "--show", self.image).strip()
        run("mount.exfat-fuse", *(["-o", ",".join(options)] if options else []), device, self.path)
        run("losetup", "--detach", device)  # when it is pulled
        self.daemon = wait(lambda: next(iter(self.daemons()), None), "the stick's process")
        wait(self.path.is_mount, f"{self.label} to be plugged")

    def daemons(self):
        """Processes of sticks plugged here; other tests have some of the same name."""
        found = subprocess.run(["pgrep", "-f", f"^mount.exfat-fuse .*{self.path}$"], capture_output=True, text=True, check=False)
        return {int(word) for word in found.stdout.split() if is_ours(word)}

    def pull(self):
        """As one should. A program may be looking at it at this moment."""
        wait(lambda: subprocess.run(["umount", str(self.path)], capture_output=True, check=False).returncode == 0,
             f"{self.label} to be free")
        wait(lambda: not self.daemons(), "the stick's process to end")  # it writes the rest
        self.daemon = None

    def hang(self):
        """From now on the stick does not answer."""
        os.kill(self.daemon, signal.SIGSTOP)

    def resume(self):
        os.kill(self.daemon, signal.SIGCONT)

    def yank(self):
        """As one should not: whatever waits for it fails."""
        os.kill(self.daemon, signal.SIGKILL)
        subprocess.run(["umount", "-l", str(self.path)], check=True)
        self.daemon = None

    def fill(self):
        """Leaves no room."""
        with open(self.path / "写真.bin", "wb", buffering=0) as file:
            for size in (65536, 512):
                with contextlib.suppress(OSError):
                    while True:
                        file.write(bytes(size))

    def flip_bit(self, content):
        """Turns over one bit of the copy of the file @content, on the medium. Not while it is plugged."""
        assert not self.daemons()
        run(FLIP, self.image, content)

    def remove(self):
        for daemon in self.daemons():
            os.kill(daemon, signal.SIGKILL)
        subprocess.run(["umount", "-l", str(self.path)], capture_output=True, check=False)
        self.image.unlink()
        shutil.rmtree(self.path)
