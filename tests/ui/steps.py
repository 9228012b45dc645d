"""The job of [0] in a person's steps, in either language: things are named by the documents' Japanese
terms; in English by whatever po/ja.po translates into them."""
import ast
import contextlib
import gettext
import itertools
import os
import re
import subprocess
import time

import driver
from driver import plain
from service import Passcodes

NEW_PASSWORD = "Kasumi-2026-mado"


def terms(language):
    """A function from the documents' Japanese term to the words on the screen. Where they say the same in Japanese of several
    things, it is told the context, as in po/ja.po."""
    if language == "ja":
        return lambda term, context=None: term
    catalogue = gettext.translation("madoguchi", driver.BUILD / "po", ["ja"])._catalog
    # Where several say the same in Japanese: a tab before a word without context, before words in lists.
    entries = sorted(((msgid.rpartition("\4"), text) for msgid, text in catalogue.items() if isinstance(msgid, str)),
                     key=lambda entry: 2 if entry[0][0] == "tab" else not entry[0][0])
    english = {plain(text): plain(msgid) for (_, _, msgid), text in entries}
    in_context = {(context, plain(text)): plain(msgid) for (context, _, msgid), text in entries}

    def look_up(term, context=None):
        if (context, term) in in_context:
            return in_context[context, term]
        if f"{term}…" in english and term not in english:  # a button's name is told by its beginning
            return english[f"{term}…"].removesuffix("…")
        assert term in english, f"po/ja.po translates nothing into {term!r}"
        return english[term]
    return look_up


def counted(language):
    """The same for words with a number: from the Japanese with %s or %u and the number to the words on the screen."""
    catalogue = (driver.TOP / "po" / "ja.po").read_text(encoding="utf-8")
    text = r'((?:"(?:[^"\\\\]|\\\\.)*"\n)+)'
    plurals = {}
    for one, many, words in re.findall(rf"^msgid {text}msgid_plural {text}msgstr\[0\] {text}", catalogue, re.MULTILINE):
        plurals[plain(ast_text(words))] = (plain(ast_text(one)), plain(ast_text(many)))

    def fill(words, n):
        form = words if language == "ja" else plurals[words][0 if n == 1 else 1]
        return re.sub("%[sud]", str(n), form, count=1)
    return fill


def ast_text(literals):
    """What the string literals of a catalogue, one a line, say together."""
    return "".join(ast.literal_eval(line) for line in literals.splitlines())


def in_dialog(program, name, roles):
    """What has that name in the system's dialog."""
    for dialog in driver.walk(program.root()):
        if dialog.get_role_name() == "dialog" and driver.is_shown(dialog):
            for node in driver.walk(dialog):
                if node.get_role_name() in roles and driver.is_shown(node) and plain(node.get_name() or "").startswith(name):
                    return node
    return None


def print_in_dialog(program):
    """《印刷》 in the system's print dialog, which comes with the default printer chosen. Neither "print to
    file" nor a preview is offered: both would leave the key in a file. (In Japanese.)"""
    driver.wait(lambda: in_dialog(program, "Paper", {"label"}), "the printer")
    ready = driver.wait(lambda: (button := in_dialog(program, "印刷", driver.BUTTONS - driver.TABS)) and driver.is_sensitive(button)
                        and button, "the print dialog's button")
    for unwanted in ("プレビュー", "ファイルに出力", "ファイルへ出力"):
        assert in_dialog(program, unwanted, driver.BUTTONS | {"label"}) is None, f"{unwanted} is offered"
    ready.act(0)


def accept_in_dialog(program, button):
    """Presses Return, and where the file dialog let that fall (it was reading the folder still) its @button, until it is gone.
    A second Return might go to the window behind it. Unlike ours the dialog's button has an underscore in its name."""
    name = terms(program.language)(button)
    driver.key("Return")
    last = time.monotonic()

    def is_gone():
        nonlocal last
        node = next((node for node, own in program.called(name, driver.BUTTONS) if "_" in own), None)
        if node and time.monotonic() > last + 5 * driver.SLOWNESS:
            last = time.monotonic()
            node.act(0)
        return node is None
    driver.wait(is_gone, "the file dialog to go")


def save_in_dialog(program, path, kind="PDF 文書"):
    """Types where to save into the system's file dialog, whose filter, or title, is @kind."""
    program.find(terms(program.language)(kind))
    driver.key("ctrl+a")
    driver.type_text(str(path))
    driver.wait(lambda: str(path) in program.words(), "the typed path")
    accept_in_dialog(program, "保存")


def open_in_dialog(program, path, kind="PDF 文書"):
    """Types which file to open into the system's file dialog, whose filter, or title, is @kind."""
    program.find(terms(program.language)(kind))
    driver.key("ctrl+l")
    driver.type_text(str(path))
    driver.wait(lambda: str(path) in program.words(), "the typed path")
    accept_in_dialog(program, "開く")


def show_tab(window, name):
    window.find(name, driver.TABS, exact=True).act(0)


class DragSource:
    """The window out of which files are dragged, and what it has said."""

    def __init__(self, *files):
        self.process = subprocess.Popen([driver.BUILD / "tests" / "ui" / "madoguchi-drag-source", *files], stdout=subprocess.PIPE)
        os.set_blocking(self.process.stdout.fileno(), False)
        self.said = []

    def says(self, word, of):
        """Whether @word is the last it said of those in @of."""
        self.said += (self.process.stdout.read() or b"").decode().split()
        return [said for said in self.said if said in of][-1:] == [word]

    def lead(self, window, places, word, of):
        """Moves the pointer from place to place of @window until @word is said."""
        def move():
            driver.x("mousemove", "--window", window, *next(places))
            return self.says(word, of)
        places = itertools.cycle(places)
        driver.wait(move, f"the drag to be {word}")


def drop(program, node, *files):
    """Drags @files out of another window and drops them on @node, once that takes them."""
    source = DragSource(*files)
    try:
        driver.wait(lambda: source.says("ready", {"ready"}), "the files")
        window = driver.wait(lambda: found_window(source.process.pid), "the window of the files")
        driver.x("windowmove", "--sync", window, 1150, 10)
        driver.x("windowraise", window)
        box = driver.extents(node)
        x, y = box.x + box.width // 2, box.y + box.height // 2
        driver.x("mousemove", "--window", window, 60, 30, "mousedown", 1)
        source.lead(window, [(60 - 6 * step, 30) for step in range(1, 6)], "begun", {"begun"})  # from some pixels on
        source.lead(program.window_of(node), [(x, y), (x + 1, y)], "taken", {"taken", "refused"})
        driver.x("mouseup", 1)
        driver.wait(lambda: source.says("over", {"over"}), "the drop")
        assert "cancelled" not in source.said, source.said
    finally:
        source.process.kill()
        source.process.wait()


def found_window(pid):
    with contextlib.suppress(subprocess.CalledProcessError):  # none yet
        return driver.x("search", "--onlyvisible", "--pid", pid, "--name", "drag-source").split()[-1]
    return None


class Desk:
    """A person at the window: the program, the account in use, and an Authenticator."""

    def __init__(self, program, account):
        self.program = program
        self.account = account
        self.password = account["password"]
        self.term = terms(program.language)
        self.count = counted(program.language)
        self.codes = Passcodes(account["setup_key"]) if account.get("setup_key") else None
        self.ahead = 0  # how far the service's clock was set forward, seconds

    def read_help(self, sentence):
        """《?》 says @sentence of the page that is shown; Escape closes it."""
        self.program.press(self.term("? この画面の説明"))
        self.program.says(self.term(sentence))
        driver.key("Escape")
        driver.wait(lambda: self.term(sentence) not in self.program.words(), "the help to close")

    def begin(self):
        self.program.press(self.term("システムの利用を始める"))
        self.program.find(self.term("機関コード"), driver.ENTRIES)

    def fill_in(self, password=None):
        it = self.program
        it.enter(self.term("機関コード"), self.account["institution_code"])
        it.enter(self.term("ログインID"), self.account["login_id"])
        it.enter(self.term("パスワード"), password or self.password)

    def log_in(self, password=None):
        """Types the three and presses 《ログイン》."""
        self.fill_in(password)
        self.program.press(self.term("ログイン"))

    def read_setup_key(self):
        """《テキストでコピー》: the key in one piece from the clipboard."""
        driver.set_clipboard("-")
        self.program.press(self.term("テキストでコピー"))
        key = driver.wait(lambda: re.fullmatch(r"[A-Z2-7]{16,}", driver.get_clipboard()), "the set-up key").group(0)
        self.codes = Passcodes(key)
        return key

    def scan(self):
        """What the QR code on the screen says, as a phone reads it."""
        def look():
            picture = self.program.scratch / "screen.png"
            subprocess.run(["import", "-window", "root", str(picture)], check=True, timeout=20)
            found = subprocess.run(["zbarimg", "--quiet", "--raw", str(picture)], capture_output=True, text=True, check=False)
            picture.unlink()
            return found.stdout.strip()
        return driver.wait(look, "a QR code that can be scanned")

    def proceed(self, answer="印刷せずに確認へ進む"):
        """《Authenticator 登録確認に進む》 and the answer to the question about printing."""
        self.program.press(self.term("Authenticator 登録確認に進む"))
        self.program.press(self.term(answer))

    def passcode(self):
        """A passcode the service has not seen, at the service's time."""
        return self.codes.fresh(lambda: time.time() + self.ahead)

    def send_passcode(self, digits=None):
        self.program.find(self.term("パスコードを送信"), driver.BUTTONS)
        self.program.enter(self.term("パスコード"), digits or self.passcode())
        self.program.press(self.term("パスコードを送信"))

    def register(self):
        """From the first login to [管理メニュー]."""
        self.log_in()
        self.read_setup_key()
        self.proceed()
        self.send_passcode()
        self.program.press("OK")
        self.at_menu()

    def at_menu(self):
        self.program.find(self.term("パスワード変更"), driver.BUTTONS)
        self.program.find(self.term("ログアウト"), driver.BUTTONS)

    def change_password(self, new=NEW_PASSWORD):
        it = self.program
        it.press(self.term("パスワード変更"))
        it.enter(self.term("現在のパスワードを入力してください。"), self.password)
        it.enter(self.term("新しいパスワードを入力してください。"), new)
        it.enter(self.term("新しいパスワードを再度入力してください。"), new)
        it.press(self.term("変更"))
        it.press("OK")
        self.password = new
        self.at_menu()

    def log_out(self):
        self.program.press(self.term("ログアウト"))
        self.program.press("OK")
        self.program.find(self.term("機関コード"), driver.ENTRIES)
