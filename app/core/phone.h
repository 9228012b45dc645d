/* phone.h: telephone numbers as they are written in Japan. Pure functions; any thread. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* As a person types or copies one, made half-width, with one hyphen wherever something parts its digits: "（０３）１２３４ー５６７８" is
 * "03-1234-5678". Anything else that stands in it stays, and is for others to refuse. @typed: UTF-8. Returns: (transfer full) */
char *mdg_phone_hyphened (const char *typed);

/* Digits in groups with hyphens; 10 or 11 digits, or 3 (113). */
gboolean mdg_phone_is_number (const char *phone);

/* "tel:08000804583", for a phone to scan. Returns: (transfer full) */
char *mdg_phone_to_uri (const char *phone);

G_END_DECLS
