/* text.h: what people type, made into what is meant. Pure functions; any thread. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Full-width ASCII (０-９Ａ-ｚ and signs) and the ideographic space to half width (U+FF01-FF5E, U+3000);
 * everything else stays. @text: UTF-8. Returns: (transfer full) */
char *mdg_text_narrow (const char *text);

/* For code fields (機関コード, ログインID, パスコード): narrowed, and all white space and hyphens
 * (ASCII, full-width, U+2010-2015, U+2212, U+30FC between digits) removed. Returns: (transfer full) */
char *mdg_text_code (const char *text);

/* For searching and sorting (C1): what a person takes for the same is made the same. Width (full-width
 * letters, half-width kana with their marks), case and kana (katakana to hiragana) are folded, as is
 * what NFKC holds for compatible (㈱, ①); hyphens become "-", runs of white space one space; marks that
 * show nothing go. Not for showing. Returns: (transfer full) */
char *mdg_text_fold (const char *text);

/* The same of text that is in NFKC already; leaves no copy of it behind. Returns: (transfer full) */
char *mdg_text_fold_normal (const char *text);

/* TRUE when a control character (Unicode Cc) stands in @text: what is meant for one line has none. @text: UTF-8 */
gboolean mdg_text_has_control (const char *text);

/* The ASCII letters and digits of @text alone, for a file's name: no path, no device. Returns: (transfer full) */
char *mdg_text_letters_digits (const char *text);

/* TRUE when @text consists of exactly @n ASCII digits. */
gboolean mdg_text_is_digits (const char *text, gsize n);

/* A mail address (name@place, ASCII) as it is written, narrowed; whether there is such a place is not asked. @text: UTF-8.
 * Returns: (transfer full) (nullable): NULL: it is none */
char *mdg_text_mail (const char *text);

/* @text in groups of @size characters parted by one space, to be read aloud: "ABCD EFGH". ASCII.
 * Returns: (transfer full) */
char *mdg_text_group (const char *text, guint size);

G_END_DECLS
