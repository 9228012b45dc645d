"""Drives the program as a person does: finds things by role and accessible name (AT-SPI), types and
clicks with real keys and a real pointer (xdotool). Nothing here knows the program's inside.

A test file defines functions test_…(), each of which makes its own Desk, and ends with
driver.run(globals()). Results are TAP; when a test fails, what was on the screen is written out."""
import contextlib
import functools
import os
import pathlib
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import time
import traceback
import unicodedata
import unittest
import warnings

import gi

warnings.simplefilter("ignore", DeprecationWarning)
gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # noqa: E402

from bus import LEAVES, Bus  # noqa: E402

TOP = pathlib.Path(__file__).resolve().parents[2]
BUILD = pathlib.Path(os.environ.get("MDG_BUILD", TOP / "build"))
PROGRAM = BUILD / "ui" / "madoguchi"
OTHER_USER = BUILD / "tests" / "ui" / "madoguchi-other-user"  # who it is, MDG_TEST_USER says
# Sanitized builds on a busy machine are slow; a condition that holds is never waited for in vain.
PATIENCE = float(os.environ.get("MDG_TEST_PATIENCE", "30"))
SLOWNESS = PATIENCE / 30
# A sanitized build looks for everything but leaks here: whole stacks at every allocation would make the window
# six times slower. Of the windows only the tour, which does not come through here, is searched for them, and that
# with LEAKS=all alone (installer/debian/quickstart).
os.environ["ASAN_OPTIONS"] = os.environ.get("ASAN_OPTIONS", "") + ":detect_leaks=0:fast_unwind_on_malloc=1"
ENTRIES = {"text", "entry", "password text", "spin button"}
BUTTONS = {"push button", "toggle button", "link", "menu item", "check box", "radio button", "page tab", "button"}
TABS = {"page tab"}
# In the middle of a word a capital letter behind an underscore belongs to it: "Shift_JIS".
MNEMONIC = re.compile(r"\(_?[A-Z0-9]\)|(?<![a-z])_|_(?![A-Z])")

@functools.cache
def bus():
    """The accessibility bus of this session."""
    return Bus(int(5000 * SLOWNESS))


def pause(milliseconds=20):
    """Lets the bus work between two looks at a condition."""
    loop = GLib.MainLoop()
    GLib.timeout_add(milliseconds, loop.quit)
    loop.run()


def wait(condition, what, patience=None):
    """Looks until condition() is true and returns what it gave. An object that went away while we
    looked at it is no failure: we look again."""
    begin = time.monotonic()
    end = begin + (patience * SLOWNESS if patience else PATIENCE)
    while True:
        looked = time.monotonic()
        with contextlib.suppress(GLib.Error):
            answer = condition()
            if answer:
                if time.monotonic() > begin + 5 * SLOWNESS:  # so that a slow run says where it was
                    print(f"# {time.monotonic() - begin:.0f} s for {what}", flush=True)
                return answer
        now = time.monotonic()
        if now > end:
            raise AssertionError(f"waited in vain: {what}")
        # A program that is asked all the time what it shows comes to nothing else.
        pause(max(20, min(int((now - looked) * 1000), 500)))


def x(*words, text=None):
    return subprocess.run(["xdotool", *map(str, words)], check=True, capture_output=True, text=True,
                          input=text).stdout.strip()


def key(*names):
    x("key", "--clearmodifiers", *names)


def type_text(text):
    # What is on no key is put on a spare one for a moment; the program must see it come and go.
    delay = 12 if text.isascii() else 80
    x("type", "--clearmodifiers", "--delay", delay, "--file", "-", text=text)
    if not text.isascii():
        pause(250)


def set_clipboard(text):
    subprocess.run(["xclip", "-selection", "clipboard", "-in"], input=text.encode(), check=True,
                   stdout=subprocess.DEVNULL)


def get_clipboard():
    run = subprocess.run(["xclip", "-selection", "clipboard", "-out"], capture_output=True, check=False, timeout=10)
    return run.stdout.decode() if run.returncode == 0 else ""


def plain(text):
    """A label as it is read: without the mark of its mnemonic."""
    return MNEMONIC.sub("", text)


def walk(node):
    yield node
    for child in node.get_children():
        yield from walk(child)


def walk_shown(node, closed=()):
    """What is below @node in its order, without what is in something that is not on the screen; nor what is in things with a
    role in @closed. A thing alone in another is drawn or not as that is, and so are several together: it is asked once of all."""
    role = node.get_role_name()
    if role in LEAVES or role in closed:
        return
    children = node.get_children()
    ends_here = len(children) > 1 or (children and role not in BUTTONS and children[0].get_role_name() in LEAVES)
    if ends_here and node.parent and node.parent.parent and not is_shown(node):
        return
    for child in children:
        yield child
        yield from walk_shown(child, closed)


def extents(node):
    return node.extents()


def has_state(node, state):
    return node.has_state(state)


def is_shown(node):
    return node.is_shown()


def is_sensitive(node):
    return has_state(node, Atspi.StateType.SENSITIVE)


def read_text(node):
    """What stands in a text field, as a screen reader gets it."""
    return node.read()


def is_called(own, name, exact=False):
    """Whether what is called @own is meant by @name. GTK doubles the name of a labelled field, so a name matches by its
    beginning unless @exact."""
    return name in (own, plain(own)) or (not exact and (own.startswith(name) or plain(own).startswith(name)))


class Program:
    """One run of madoguchi."""

    def __init__(self, *arguments, language="ja", environment=None, data=None, executable=PROGRAM):
        self.scratch = pathlib.Path(tempfile.mkdtemp(prefix="mdg-ui-"))
        self.data = pathlib.Path(data) if data else self.scratch / "data"
        self.log = self.scratch / "program.log"
        self.language = language
        self.executable = executable
        self.start(*arguments, environment=environment)

    def start(self, *arguments, environment=None, obedient=False, fillable=False):
        """Starts it (again, on the same folder). @obedient: file modes bind it even as root.
        @fillable: survives fill_disk()."""
        env = dict(os.environ, LANGUAGE=self.language, **(environment or {}))
        rein = ["setpriv", "--bounding-set=-dac_override,-dac_read_search"] if obedient and os.getuid() == 0 else []
        if fillable:
            rein += ["env", "--ignore-signal=XFSZ"]
        self.command = [*rein, str(self.executable), f"--data-dir={self.data}", *map(str, arguments)]
        with open(self.log, "ab") as log:
            self.process = subprocess.Popen(self.command, env=env, stdout=log, stderr=log, cwd=self.scratch)

    def fill_disk(self):
        """From now on whatever the program writes to a file fails."""
        resource.prlimit(self.process.pid, resource.RLIMIT_FSIZE, (0, 0))

    # Looking

    def root(self):
        """The program on the accessibility bus; fails at once when it has ended."""
        if self.process.poll() is not None:
            raise AssertionError(f"the program ended with {self.process.returncode}")
        return bus().program(self.process.pid)

    def nodes(self, closed=()):
        """What is on the screen: see walk_shown()."""
        root = self.root()
        return walk_shown(root, closed) if root else []

    def called(self, name, roles, exact=False):
        """(thing, its accessible name) of all on the screen whose name is_called() so."""
        for node in self.nodes(TABS if roles and roles <= BUTTONS else ()):
            if roles and node.get_role_name() not in roles:
                continue
            own = node.get_name()
            if is_called(own, name, exact) and is_shown(node):
                yield node, own

    def seek(self, name, roles=None, exact=False):
        """The first thing on the screen with that accessible name, or None."""
        return next((node for node, _ in self.called(name, roles, exact)), None)

    def find(self, name, roles=None, exact=False, patience=None):
        return wait(lambda: self.seek(name, roles, exact), f"{name!r} on the screen", patience)

    def gone(self, name, roles=None, patience=None):
        wait(lambda: self.root() is not None and self.seek(name, roles) is None, f"{name!r} to go", patience)

    def words(self, everything=False):
        """What a person can read now, line by line; or @everything that is on the bus."""
        return "\n".join(self.lines(everything))

    def lines(self, everything=False):
        """The same, one after the other as they are come upon."""
        for node in walk(self.root()) if everything else self.nodes():
            yield from (words for words in node.describe() if words and words != "GtkStackPage")
            if node.has_text():
                with contextlib.suppress(GLib.Error):
                    yield read_text(node)

    def says(self, *sentences, patience=None):
        """Waits until every one of @sentences is to be read."""
        missing = list(sentences)

        def look():
            for line in self.lines():
                missing[:] = [sentence for sentence in missing if sentence not in line]
                if not missing:
                    return True  # what is below is not asked for
            return not missing
        try:
            wait(look, "words", patience)
        except AssertionError:
            if missing:
                raise AssertionError(f"waited in vain: the words {missing}") from None
            raise

    def focused(self):
        """The thing with the keyboard focus, or None."""
        last = bus().last_focused
        with contextlib.suppress(GLib.Error):
            if last is not None and has_state(last, Atspi.StateType.FOCUSED):
                return last
        for node in self.nodes():
            if node.get_role_name() not in ("frame", "application") and has_state(node, Atspi.StateType.FOCUSED):
                return node
        return None

    def tree(self):
        lines = []
        root = self.root()
        for node in walk(root) if root else []:
            with contextlib.suppress(GLib.Error):
                mark = " " if is_shown(node) else "-"
                lines.append(f"{mark} {node.get_role_name()}: {node.get_name()!r}")
        return "\n".join(lines)

    def is_alive(self):
        """Whether the window still answers."""
        return len(self.root().get_children()) > 0

    # Acting

    def press(self, name, patience=None):
        """Presses the button of that name, once it may be pressed; or the tab that is not selected yet: the
        words of the one that is may stand on a button still to come."""
        def choose():
            found = list(self.called(name, BUTTONS))
            buttons = [(node, own) for node, own in found if node.get_role_name() not in TABS]
            for node, own in buttons:
                if is_called(own, name, exact=True):
                    return node
            if buttons:
                return buttons[0][0]
            return next((node for node, own in found if is_called(own, name, exact=True)
                         and not has_state(node, Atspi.StateType.SELECTED)), None)

        def ready():
            node = choose()
            return node if node and is_sensitive(node) else None
        wait(lambda: self.activate(ready()), f"the button {name!r}", patience)

    def activate(self, node):
        """Presses @node; returns whether it was there to be pressed."""
        if node is None:
            return False
        names = node.actions()
        if "click" not in names:
            self.click(node)
            return True
        try:
            node.act(names.index("click"))
        except GLib.Error as error:
            if "reply" not in error.message.lower():
                raise  # it went away before it heard of it: what stands there now is looked for
        return True

    def window_of(self, node):
        """The X window that shows @node."""
        while node is not None and node.get_role_name() not in ("frame", "dialog", "window", "alert"):
            node = node.get_parent()
        title = node.get_name() if node else ""

        def look():
            with contextlib.suppress(subprocess.CalledProcessError):  # another one went while it was looked for
                return x("search", "--onlyvisible", "--pid", self.process.pid, "--name", f"^{title}")
            return None
        return wait(look, "the X window").split()[-1]

    def click(self, node):
        """A real click at the middle of @node."""
        box = extents(node)
        x("mousemove", "--window", self.window_of(node), box.x + box.width // 2, box.y + box.height // 2, "click", 1)

    def focus(self, name):
        """Puts the keyboard into the field of that name, with the pointer. A click that follows
        typing within milliseconds may be lost on its way, so it is looked at and done again."""
        node = self.find(name, ENTRIES)
        wanted = node.get_name()

        def arrived():
            here = self.focused()
            return here is not None and here.get_name() == wanted
        for _ in range(3):
            self.click(node)
            with contextlib.suppress(AssertionError):
                wait(arrived, f"the focus in {name!r}", 2)
                return node
        raise AssertionError(f"no click puts the focus into {name!r}")

    def enter(self, name, text):
        """Types @text into the field of that name, replacing what was there."""
        for _ in range(3):  # on a busy machine the X server loses a key now and then
            node = self.focus(name)
            key("ctrl+a", "BackSpace")
            type_text(text)
            if self.comes_to_hold(node, text):
                return
            print(f"# {name!r} holds {self.field(name)!r} after typing {len(text)} characters", flush=True)
        raise AssertionError(f"{name!r} does not take what is typed")

    def comes_to_hold(self, node, text):
        """Whether the field @node comes to hold @text: digits may have been narrowed, and a secret
        shows a dot for each of its characters."""
        meant = "".join(unicodedata.normalize("NFKC", text).split())
        if node.get_role_name() == "password text":
            meant = "●" * len(text)
        with contextlib.suppress(AssertionError):
            return wait(lambda: "".join(unicodedata.normalize("NFKC", read_text(node)).split()) == meant,
                        "the field to hold what was typed", 5)
        return False

    def holds(self, name, text):
        """The same of the field of that name."""
        return self.comes_to_hold(self.find(name, ENTRIES), text)

    def field(self, name):
        """What stands in the field of that name."""
        return read_text(self.find(name, ENTRIES))

    # Ending

    def ask_to_close(self):
        """Presses what closes the window in its title bar."""
        def asked():
            if self.process.poll() is not None:
                return True
            # By what it can do: a window that was just made may still have been asked for its role before it had one.
            frame = next((node for node in self.root().get_children() if "window.close" in node.actions()), None)
            if frame is None:
                return False
            names = frame.actions()
            with contextlib.suppress(GLib.Error):  # it may be gone before it answers
                frame.act(names.index("window.close"))
            return True
        wait(asked, "the window to close")

    def close(self):
        """Closes the window as its title bar does, and returns the exit code."""
        self.ask_to_close()
        return self.process.wait(PATIENCE)

    def kill(self):
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()

    def remove(self):
        self.kill()
        if not os.environ.get("MDG_TEST_KEEP"):
            with contextlib.suppress(OSError):
                subprocess.run(["chmod", "-R", "u+rwX", str(self.scratch)], check=False)
            shutil.rmtree(self.scratch, ignore_errors=True)


@contextlib.contextmanager
def program(*arguments, **options):
    """A run of the program for one test: closed at the end (a failing exit code is a failure of
    the test), or, when the test fails, shown and killed."""
    it = Program(*arguments, **options)
    try:
        yield it
        status = it.close()
        assert status == 0, f"the program ended with {status}:\n{it.log.read_text(errors='replace')[-4000:]}"
    except BaseException:
        report(it)
        raise
    finally:
        it.remove()


def report(it):
    """Writes out what a failed test had before it."""
    with contextlib.suppress(Exception):
        folder = BUILD / "test-pictures"
        folder.mkdir(exist_ok=True)
        picture = folder / f"{pathlib.Path(sys.argv[0]).name}-{os.getpid()}-{it.process.pid}.png"
        subprocess.run(["import", "-window", "root", str(picture)], check=False, timeout=20, capture_output=True)
        print(f"# picture: {picture}")
    for part in (lambda: it.tree(), lambda: it.log.read_text(errors="replace")[-4000:]):
        with contextlib.suppress(Exception):
            for line in part().splitlines():
                print(f"#   {line}")


def at_length(test):
    """Marks a test that takes long and runs no code that the others do not: a run with MDG_TEST_BRIEF, as the
    sanitized one, leaves it out."""
    @functools.wraps(test)
    def unless_brief():
        if os.environ.get("MDG_TEST_BRIEF"):
            raise unittest.SkipTest("left to the run that is not brief")
        test()
    return unless_brief


def attempt(test):
    """Runs one test; returns (and prints, as TAP comments) the lines of what went wrong."""
    try:
        test()
        return []
    except unittest.SkipTest:
        raise
    except Exception:  # noqa: BLE001: any fault is a failed test
        faults = traceback.format_exc().splitlines()
        for line in faults:
            print(f"# {line}", flush=True)
        return faults


def run(names):
    """Runs every test_…() of a test file (or those named on the command line), as TAP. Keys and clicks
    go through an X server that now and then loses one on a busy machine: what fails is tried a
    second time, and the result says so."""
    tests = [(name, test) for name, test in names.items() if name.startswith("test_") and callable(test)]
    chosen = sys.argv[1:]
    tests = [(name, test) for name, test in tests if not chosen or name in chosen]
    print(f"1..{len(tests)}", flush=True)
    failed = 0
    for number, (name, test) in enumerate(tests, 1):
        begin = time.monotonic()
        try:
            faults = attempt(test)
        except unittest.SkipTest as why:
            print(f"ok {number} - {name} # SKIP {why}", flush=True)
            continue
        again = " (at the second try)" if faults else ""
        if faults and not attempt(test):
            faults = []
        failed += bool(faults)
        print(f"{'not ok' if faults else 'ok'} {number} - {name}{again} ({time.monotonic() - begin:.1f} s)", flush=True)
    sys.exit(1 if failed else 0)
