"""Day one at the window: the guide from training to a real profile, whose records a passphrase opens."""
import os
import re
import subprocess

import driver
from steps import save_in_dialog, terms

PASSPHRASE = "tugboat marble lantern"
term = terms(os.environ.get("MDG_TEST_LANGUAGE", "ja"))


def begin(window):
    window.press(term("本番の設定を始める"))
    window.find(term("本番の設定を始める"), {"heading"})


def type_passphrase(window, passphrase):
    """Twice; the keyboard goes from the one field over 《表示》 to the other."""
    window.enter(term("新しいパスフレーズ"), passphrase)
    driver.key("Tab", "Tab")

    def at_second():
        here = window.focused()
        return here is not None and here.get_name().startswith(term("パスフレーズ（もう一度）"))
    driver.wait(at_second, "Tab to come to the second field")
    window.enter(term("パスフレーズ（もう一度）"), passphrase)


def code_on_paper(window, name):
    """Saves the sheet as PDF, and reads it."""
    path = window.scratch / name
    window.press(term("PDF に保存"))
    save_in_dialog(window, path)
    window.says(term("回復コードを PDF に保存しました。"))
    text = subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, check=True, text=True).stdout
    groups = re.findall(r"\b[A-Z2-7]{4}\b", " ".join(re.findall(r"^.*(?:\b[A-Z2-7]{4}\b ){3}.*$", text, re.MULTILINE)))
    assert len(groups) == 8, text
    return " ".join(groups)


def make_records(window):
    """From the passphrase on, where the way of working is settled. Returns the recovery code."""
    type_passphrase(window, PASSPHRASE)
    window.press(term("次へ"))
    code = code_on_paper(window, "code.pdf")
    window.enter(term("用紙の回復コードを入力してください"), code)
    window.press(term("設定する"))
    window.find(term("準備ができました。「ユーザ設定情報」を取り込みますか"), {"heading"})
    window.press(term("あとで"))
    window.find(term("アカウント"), driver.TABS)
    return code
