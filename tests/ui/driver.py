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

Atspi.init()
# A program that hangs makes the call fail instead of hanging us.
Atspi.set_timeout(int(3000 * SLOWNESS), int(8000 * SLOWNESS))

_last_focused = None


def _on_focus(event):
    global _last_focused
    if event.detail1:
        _last_focused = event.source


_focus_listener = Atspi.EventListener.new(_on_focus)
_focus_listener.register("object:state-changed:focused")


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
        with contextlib.suppress(GLib.Error):
            answer = condition()
            if answer:
                if time.monotonic() > begin + 5 * SLOWNESS:  # so that a slow run says where it was
                    print(f"# {time.monotonic() - begin:.0f} s for {what}", flush=True)
                return answer
        if time.monotonic() > end:
            raise AssertionError(f"waited in vain: {what}")
        pause()


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
    for index in range(node.get_child_count()):
        child = node.get_child_at_index(index)
        if child is not None:
            yield from walk(child)


def walk_shown(node):
    """The same, without what is not on the screen and all below it. (A stack's page has a node of its
    own that never has a size.)"""
    for index in range(node.get_child_count()):
        child = node.get_child_at_index(index)
        if child is not None and is_shown(child):
            yield child
            yield from walk_shown(child)
        elif child is not None and child.get_name() == "GtkStackPage":
            yield from walk_shown(child)


def extents(node):
    return Atspi.Component.get_extents(node, Atspi.CoordType.WINDOW)


def has_state(node, state):
    return node.get_state_set().contains(state)


def is_shown(node):
    """GTK 4.8 reports SHOWING only for windows; what is not drawn has no size."""
    try:
        return extents(node).width > 0
    except GLib.Error:
        return False


def is_sensitive(node):
    return has_state(node, Atspi.StateType.SENSITIVE)


def read_text(node):
    """What stands in a text field, as a screen reader gets it."""
    return Atspi.Text.get_text(node, 0, Atspi.Text.get_character_count(node))


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
        desktop = Atspi.get_desktop(0)
        for index in range(desktop.get_child_count()):
            child = desktop.get_child_at_index(index)
            if child is not None and child.get_process_id() == self.process.pid:
                return child
        return None

    def nodes(self):
        root = self.root()
        return walk_shown(root) if root else []

    def seek(self, name, roles=None, exact=False):
        """The first thing on the screen with that accessible name, or None. GTK doubles the name of
        a labelled field, so a name matches by its beginning unless @exact."""
        for node in self.nodes():
            if roles and node.get_role_name() not in roles:
                continue
            own = node.get_name() or ""
            if name in (own, plain(own)) or (not exact and (own.startswith(name) or plain(own).startswith(name))):
                return node
        return None

    def find(self, name, roles=None, exact=False, patience=None):
        return wait(lambda: self.seek(name, roles, exact), f"{name!r} on the screen", patience)

    def gone(self, name, roles=None, patience=None):
        wait(lambda: self.root() is not None and self.seek(name, roles) is None, f"{name!r} to go", patience)

    def words(self, everything=False):
        """What a person can read now, line by line; or @everything that is on the bus."""
        found = []
        for node in walk(self.root()) if everything else self.nodes():
            if node.get_name():
                found.append(node.get_name())
            if node.get_description():
                found.append(node.get_description())
            if "Text" in node.get_interfaces():
                with contextlib.suppress(GLib.Error):
                    found.append(read_text(node))
        return "\n".join(found)

    def says(self, *sentences, patience=None):
        """Waits until every one of @sentences is to be read."""
        missing = list(sentences)

        def look():
            words = self.words()
            missing[:] = [sentence for sentence in missing if sentence not in words]
            return not missing
        try:
            wait(look, "words", patience)
        except AssertionError:
            if missing:
                raise AssertionError(f"waited in vain: the words {missing}") from None
            raise

    def focused(self):
        """The thing with the keyboard focus, or None."""
        with contextlib.suppress(GLib.Error):
            if _last_focused is not None and has_state(_last_focused, Atspi.StateType.FOCUSED):
                return _last_focused
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
        """Whether the window still answers: asks it something it cannot answer from a cache."""
        root = self.root()
        root.clear_cache()
        return root.get_child_count() > 0

    # Acting

    def press(self, name, patience=None):
        """Presses the button of that name, once it may be pressed; or the tab that is not selected yet: the
        words of the one that is may stand on a button still to come."""
        def ready():
            node = self.seek(name, BUTTONS - TABS, exact=True) or self.seek(name, BUTTONS - TABS)
            if node is None:
                node = self.seek(name, TABS, exact=True)
                if node and has_state(node, Atspi.StateType.SELECTED):
                    return None
            return node if node and is_sensitive(node) else None
        wait(lambda: self.activate(ready()), f"the button {name!r}", patience)

    def activate(self, node):
        """Presses @node; returns whether it was there to be pressed."""
        if node is None:
            return False
        names = [Atspi.Action.get_action_name(node, index) for index in range(Atspi.Action.get_n_actions(node))]
        if "click" not in names:
            self.click(node)
            return True
        try:
            Atspi.Action.do_action(node, names.index("click"))
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
            self.focus(name)
            key("ctrl+a")
            key("BackSpace")
            type_text(text)
            if self.holds(name, text):
                return
            print(f"# {name!r} holds {self.field(name)!r} after typing {len(text)} characters", flush=True)
        raise AssertionError(f"{name!r} does not take what is typed")

    def holds(self, name, text):
        """Whether the field of that name comes to hold @text: digits may have been narrowed, and a secret
        shows a dot for each of its characters."""
        meant = "".join(unicodedata.normalize("NFKC", text).split())
        if self.find(name, ENTRIES).get_role_name() == "password text":
            meant = "●" * len(text)
        with contextlib.suppress(AssertionError):
            return wait(lambda: "".join(unicodedata.normalize("NFKC", self.field(name)).split()) == meant,
                        f"{name!r} to hold what was typed", 5)
        return False

    def field(self, name):
        """What stands in the field of that name."""
        return read_text(self.find(name, ENTRIES))

    # Ending

    def ask_to_close(self):
        """Presses what closes the window in its title bar."""
        def asked():
            if self.process.poll() is not None:
                return True
            frame = next((node for node in walk(self.root()) if node.get_role_name() == "frame"), None)
            names = [Atspi.Action.get_action_name(frame, index) for index in range(Atspi.Action.get_n_actions(frame))] if frame else []
            if "window.close" not in names:
                return False
            with contextlib.suppress(GLib.Error):  # it may be gone before it answers
                Atspi.Action.do_action(frame, names.index("window.close"))
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
