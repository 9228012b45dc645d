/* bundle.h: サポート用の情報 (H3): what is handed to whoever helps from afar, as sections of facts, each of which can be left out.
 *
 * Without secrets because of what it is made of: a fact is one of the few forms below, and none of them lets through a text that a
 * person, a service, a card or a file wrote. Words are the program's own; numbers are counted here; of an error there is its code;
 * of what a device or a library says of itself, letters and short numbers. Not one of them holds six digits in a row, so that no
 * 機関コード, ログインID, パスコード, アクティベーションコード or insured person's number can stand in it. One thread at a time. */
#pragma once

#include "core/error.h"

G_BEGIN_DECLS

typedef enum
{
  MDG_BUNDLE_VERSIONS,
  MDG_BUNDLE_SETTINGS,
  MDG_BUNDLE_STATES,
  MDG_BUNDLE_RECORDS,
  MDG_BUNDLE_CERTIFICATES,
  MDG_BUNDLE_READERS,
  MDG_BUNDLE_ERRORS,
  MDG_BUNDLE_LOG,
  MDG_N_BUNDLE_SECTIONS
} MdgBundleSection;

typedef struct _MdgBundle MdgBundle;

MdgBundle *mdg_bundle_new (void);
void mdg_bundle_free (MdgBundle *bundle);

/* The section in the language of the program. Static */
const char *mdg_bundle_section_words (MdgBundleSection section);

/* Empties a section; facts go there from now on. */
void mdg_bundle_begin (MdgBundle *bundle, MdgBundleSection section);

/* Facts. @name: what it is, the program's own words. */

/* @words: the program's own (a string constant, translated or not), or put together from such and numbers. */
void mdg_bundle_add_words (MdgBundle *bundle, const char *name, const char *words);
void mdg_bundle_add_number (MdgBundle *bundle, const char *name, gint64 number);
void mdg_bundle_add_boolean (MdgBundle *bundle, const char *name, gboolean yes);

/* @time: seconds since 1970, told in UTC; 0: never */
void mdg_bundle_add_time (MdgBundle *bundle, const char *name, gint64 time);

/* @error: (nullable): none. Its code alone, and the line of the text it is in */
void mdg_bundle_add_error (MdgBundle *bundle, const char *name, const GError *error);

/* @text: (nullable): what a library, the system or a device says of itself ("Debian GNU/Linux 12", "ACS ACR39U 00 00"): of it
 * ASCII letters, numbers of up to five digits and plain signs. */
void mdg_bundle_add_label (MdgBundle *bundle, const char *name, const char *text);

/* A line of bundle-log.h's making, or @name alone. */
void mdg_bundle_add_line (MdgBundle *bundle, const char *line);

/* The whole, as it is shown and as it is saved: UTF-8 without a mark at its beginning, a line each. @left_out: bits (1 << section).
 * @now: seconds since 1970. Returns: (transfer full) */
char *mdg_bundle_to_text (MdgBundle *bundle, guint left_out, gint64 now);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MdgBundle, mdg_bundle_free)

G_END_DECLS
