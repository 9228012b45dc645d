/* code-entry.h: makes an entry one for codes (機関コード, ログインID, パスコード): what is typed or
 * pasted is narrowed, and spaces and hyphens are dropped on the way in, so that an IME that is on
 * and a pasted "123 456" do no harm. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef enum
{
  MDG_CODE_DIGITS, /* only digits get in */
  MDG_CODE_ID      /* letters become upper case */
} MdgCodeKind;

/* @length: longest code, characters; what is beyond does not get in. Call once for an entry. */
void mdg_code_entry_prepare (GtkEntry *entry, MdgCodeKind kind, guint length);

/* What of @text would get into such an entry. Pure. Returns: (transfer full) */
char *mdg_code_entry_filter (const char *text, MdgCodeKind kind);

G_END_DECLS
