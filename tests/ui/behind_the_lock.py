"""What is open when the window locks: it stands in memory before, and not after; what comes back, and what is said of the rest."""
import contextlib
import json
import os
import re
import subprocess

from gi.repository import Gio, GLib

import driver
from day_one import PASSPHRASE, term
from driver import key, wait
from logind import logind
from memory import forms_of_key, found_in_memory, in_memory, not_in_memory
from steps import show_tab

LANGUAGE = os.environ.get("MDG_TEST_LANGUAGE", "ja")
NAME = "org.madoguchi.Madoguchi"
PATH = "/org/madoguchi/Madoguchi"
CODE, ID, PASSWORD = "1312345678", "WA000008", "Staff-2026-Kiku"
KEY = "MFZWIZLTOQ2GK3LQN5ZGC4TZNJSXSMRV"
URI = f"otpauth://totp/{ID}?secret={KEY}"


def step(name):
    """The words of resources/assist/steps.json, found by their Japanese."""
    steps = json.loads((driver.TOP / "resources" / "assist" / "steps.json").read_text(encoding="utf-8"))
    texts = [choice["words"] for it in steps["steps"] for choice in it["choices"]]
    texts += [field["field"] for it in steps["steps"] for field in it["fields"]]
    texts += [it["title"] for it in steps["steps"]]
    return next(text[LANGUAGE] for text in texts if text["ja"] == name)


def copy(window, field):
    window.press(f"{'コピー：' if LANGUAGE == 'ja' else 'Copy: '}{step(field)}")


def clipboard():
    run = subprocess.run(["xclip", "-selection", "clipboard", "-t", "text/plain", "-out"], capture_output=True, check=False, timeout=10)
    return run.stdout.decode(errors="replace") if run.returncode == 0 else ""


def lock(window):
    key("ctrl+l")
    is_locked(window)


def is_locked(window):
    window.find(term("ロックを解く"), driver.BUTTONS)
    window.gone(term("アカウント"), driver.TABS)


def unlock(window, passphrase=PASSPHRASE):
    window.enter(term("職員用パスフレーズ"), passphrase)
    window.press(term("ロックを解く"))


def is_open(window):
    window.gone(term("ロックを解く"), driver.BUTTONS)
    window.find(term("アカウント"), driver.TABS)


def lock_over(window, secrets, others=()):
    """Locks the window with @secrets open, and opens it again. @others: may be there before"""
    in_memory(window, secrets)
    lock(window)
    not_in_memory(window, {**secrets, **dict(others), "the passphrase": PASSPHRASE})
    unlock(window)
    is_open(window)


# a login beside the browser ---------------------------------------------------------------------

def begin_login(window):
    window.press(term("ログインへ進む"))
    copy(window, "パスワード")
    wait(lambda: clipboard() == PASSWORD, "the password in the clipboard")


def login_is_broken_off(window):
    """Typed, shown, and copied: the password is nowhere, and the person is told."""
    window.enter(term("機関コード"), CODE)
    window.enter(term("ログインID"), ID)
    window.enter(term("パスワード"), PASSWORD)
    begin_login(window)
    lock_over(window, {"a password that is copied": PASSWORD})
    assert clipboard() != PASSWORD
    window.says(term("画面がロックされたため、ログインを中断しました。"))
    window.says(term("画面がロックされたため、入力中だったパスワードなどを消しました。"))
    assert window.holds(term("ログインID"), ID)
    assert window.holds(term("パスワード"), "")
    assert window.focused().get_name().startswith(term("パスワード"))  # and is in view, below two messages: who types next clicks there


def registration_goes_on(window):
    """Its key is in the records, and comes back: before the passcode, and at it."""
    forms = forms_of_key("the key of a registration", KEY)
    as_text = {"the key of a registration": KEY, "its URI": URI}
    window.enter(term("パスワード"), PASSWORD)
    begin_login(window)
    window.press(step("[Authenticator 登録] が出た（初回）"))
    window.enter(term("セットアップキー"), KEY)
    window.press(term("このキーを使う"))
    window.find(term("パスコードへ進む"), driver.BUTTONS)
    lock_over(window, as_text, forms)
    window.press(term("パスコードへ進む"))
    window.press(term("印刷せずに確認へ進む"))
    copy(window, "パスコード")
    wait(lambda: re.fullmatch("[0-9]{6}", clipboard()), "the passcode in the clipboard")
    lock_over(window, forms, as_text)
    assert not re.fullmatch("[0-9]{6}", clipboard())
    copy(window, "パスコード")
    wait(lambda: re.fullmatch("[0-9]{6}", clipboard()), "the passcode once more")
    window.press(step("登録確認完了または [管理メニュー] が出た"))
    window.says(term("Authenticator の登録が完了しました。"))


def change_goes_on(window):
    """The new password that the browser's page is being told is offered again."""
    window.press(term("パスワード変更…"))
    window.press(term("自動で作る（16文字、有効期限なし）"))
    window.press(term("保管して進む"))
    copy(window, "新しいパスワード")
    changed = wait(lambda: len(clipboard()) == 16 and clipboard(), "the new password in the clipboard")
    lock_over(window, {"a new password": changed})
    copy(window, "新しいパスワード")
    wait(lambda: clipboard() == changed, "the new password once more")
    window.press(step("パスワード変更完了と出た"))
    window.says(term("パスワードを変更しました。"))
    return changed


# the Authenticator, a move -----------------------------------------------------------------------

def qr_code_is_put_away(window):
    show_tab(window, "Authenticator")
    window.press(term("二次元バーコードを表示"))
    window.enter(term("職員用パスフレーズ"), PASSPHRASE)
    window.press(term("続ける"))
    wait(lambda: found_in_memory(window, {"the key": KEY}), "the key")
    lock_over(window, {"a key shown to a phone": KEY}, forms_of_key("a key shown to a phone", KEY))
    window.says(term("このページを離れたか画面がロックされたため、二次元バーコードを消しました。"))
    window.press(term("戻る"))


def passphrase_of_a_move(window):
    phrase = "violet hammer canyon"
    show_tab(window, term("問い合わせ先"))
    window.press(term("端末の引っ越し"))
    window.enter(term("ファイルのパスフレーズ"), phrase)
    window.enter(term("もう一度"), phrase)
    lock_over(window, {"the passphrase of a move": phrase})
    window.says(term("画面がロックされたため、入力中だったパスワードなどを消しました。"))


# other windows, and who asks over the bus ----------------------------------------------------------

def call(path, interface, method, arguments=None):
    return Gio.bus_get_sync(Gio.BusType.SESSION).call_sync(NAME, path, interface, method, arguments, None,
                                                           Gio.DBusCallFlags.NONE, 10000).unpack()


def actions(path):
    """What may be asked for there: (name, what it takes)."""
    for name, (_, takes, _) in call(path, "org.gtk.Actions", "DescribeAll")[0].items():
        yield name, takes


def ask_for_all(window):
    """Every action that the program exports but its end; opening it a second time; and a notification that is clicked."""
    some = {"": [], "s": [GLib.Variant("s", "certificates")], "b": [GLib.Variant("b", True)], "i": [GLib.Variant("i", 1)]}
    asked = []
    for path in (PATH, f"{PATH}/window/1"):
        with contextlib.suppress(GLib.Error):  # a window without any
            for name, takes in actions(path):
                if name != "quit":
                    call(path, "org.gtk.Actions", "Activate", GLib.Variant("(sava{sv})", (name, some[takes], {})))
                    asked.append(name)
    call(PATH, "org.gtk.Application", "Activate", GLib.Variant("(a{sv})", ({},)))
    call(PATH, "org.freedesktop.Application", "ActivateAction",
         GLib.Variant("(sava{sv})", ("show-certificates", [], {})))
    assert {"help", "show-certificates"} <= set(asked), asked


def nobody_gets_behind(window):
    """With a dialog open; the window shows the same afterwards as before."""
    show_tab(window, term("アカウント"))
    window.press(term("ユーザ設定情報（PDF）"))
    window.press(term("PDF を開く"))
    window.find(term("PDF 文書"))  # the dialog's filter
    wait(lambda: logind().asked, "the program to ask for its session")
    wait(lambda: logind().say("Lock") or window.seek(term("ロックを解く"), driver.BUTTONS), "the lock")
    logind().say("Unlock")
    is_locked(window)
    window.gone(term("PDF 文書"))
    before = window.words()
    ask_for_all(window)
    window.root()
    is_locked(window)
    assert window.words() == before
    unlock(window)
    is_open(window)
    window.find(term("PDF を開く"), driver.BUTTONS)  # the tab that was open
