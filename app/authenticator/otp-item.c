/* otp-item.c: an entry with its key, on its way in or out.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "authenticator/otp-item.h"

#include <sodium.h>
#include <string.h>

#include "core/text.h"

#define HEAD "madoguchi authenticator "
#define VERSION "1"
#define PARTS 4 /* of a line, parted by tabs */
#define TEXT_MAX 2000
#define NAMES_MAX 180 /* bytes, of MDG_AUDIT_TEXT_MAX */

static char *
copy_text (const char *text)
{
  return g_strdup (text != NULL ? text : "");
}

MdgOtpItem *
mdg_otp_item_new (MdgOtpauthUri *uri,
                  const char *note,
                  const char *institution_code,
                  const char *login_id)
{
  MdgOtpItem *item = g_new0 (MdgOtpItem, 1);

  item->uri = uri;
  item->note = copy_text (note);
  item->institution_code = copy_text (institution_code);
  item->login_id = copy_text (login_id);
  return item;
}

void
mdg_otp_item_free (MdgOtpItem *item)
{
  if (item == NULL)
    return;
  mdg_otpauth_uri_free (item->uri);
  g_free (item->note);
  g_free (item->institution_code);
  g_free (item->login_id);
  g_free (item);
}

GPtrArray *
mdg_otp_items_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify)mdg_otp_item_free);
}

/* writing -------------------------------------------------------------------------------------- */

static MdgSecret *
write_line (const MdgOtpItem *item)
{
  g_autoptr (MdgSecret) uri = mdg_otpauth_uri_to_string (item->uri);
  g_autofree char *note = g_uri_escape_string (item->note, NULL, FALSE);
  g_autofree char *code = g_uri_escape_string (item->institution_code, NULL, FALSE);
  g_autofree char *id = g_uri_escape_string (item->login_id, NULL, FALSE);
  char *line = g_strjoin ("\t", mdg_secret_get_string (uri), note, code, id, NULL);
  MdgSecret *secret = mdg_secret_new_from_string (line);

  mdg_wipe_string (line);
  return secret;
}

MdgSecret *
mdg_otp_bundle_write (GPtrArray *items)
{
  static const char head[] = HEAD VERSION "\n";
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func ((GDestroyNotify)mdg_secret_unref);
  gsize length = sizeof head - 1;
  guint8 *text, *at;
  MdgSecret *secret;

  for (guint i = 0; i < items->len; i++)
    {
      g_ptr_array_add (lines, write_line (items->pdata[i]));
      length += mdg_secret_get_length (lines->pdata[i]) + 1;
    }
  text = sodium_malloc (length);
  if (text == NULL)
    g_error ("no guarded memory for %" G_GSIZE_FORMAT " bytes", length);
  memcpy (text, head, sizeof head - 1);
  at = text + sizeof head - 1;
  for (guint i = 0; i < lines->len; i++)
    {
      gsize n;
      const guint8 *line = mdg_secret_get_data (lines->pdata[i], &n);

      memcpy (at, line, n);
      at[n] = '\n';
      at += n + 1;
    }
  secret = mdg_secret_new (text, length);
  sodium_free (text);
  return secret;
}

/* reading -------------------------------------------------------------------------------------- */

static gboolean
damaged (GError **error, guint line)
{
  mdg_set_error (error, MDG_ERROR_DAMAGED, "line %u of the entries is not what it should be", line);
  return FALSE;
}

/* Returns: (transfer full) (nullable) */
static char *
read_part (const char *begin, const char *end)
{
  char *text = g_uri_unescape_segment (begin, end, NULL);

  if (text != NULL && (mdg_text_has_control (text) || strlen (text) > TEXT_MAX))
    g_clear_pointer (&text, g_free);
  return text;
}

static gboolean
read_line (GPtrArray *items, const char *begin, const char *end, guint number, GError **error)
{
  const char *parts[PARTS + 1] = { begin };
  char *texts[PARTS - 1] = { NULL };
  MdgOtpauthUri *uri;
  gboolean sound = TRUE;

  for (guint i = 1; i < PARTS; i++)
    {
      const char *tab = memchr (parts[i - 1], '\t', (gsize)(end - parts[i - 1]));

      if (tab == NULL)
        return damaged (error, number);
      parts[i] = tab + 1;
    }
  parts[PARTS] = end + 1;
  if (memchr (parts[PARTS - 1], '\t', (gsize)(end - parts[PARTS - 1])) != NULL)
    return damaged (error, number);
  uri = mdg_otpauth_uri_parse (begin, parts[1] - 1 - begin, NULL);
  for (guint i = 1; i < PARTS; i++)
    {
      texts[i - 1] = read_part (parts[i], parts[i + 1] - 1);
      sound = sound && texts[i - 1] != NULL;
    }
  sound = sound && uri != NULL;
  if (sound)
    g_ptr_array_add (items,
                     mdg_otp_item_new (g_steal_pointer (&uri), texts[0], texts[1], texts[2]));
  mdg_otpauth_uri_free (uri);
  for (guint i = 0; i < PARTS - 1; i++)
    g_free (texts[i]);
  return sound || damaged (error, number);
}

GPtrArray *
mdg_otp_bundle_read (MdgSecret *text, GError **error)
{
  g_autoptr (GPtrArray) items = mdg_otp_items_new ();
  gsize length;
  const char *p = (const char *)mdg_secret_get_data (text, &length);
  const char *end = p + length;

  if (!g_utf8_validate (p, (gssize)length, NULL) || length < strlen (HEAD VERSION "\n")
      || memcmp (p, HEAD, strlen (HEAD)) != 0)
    {
      damaged (error, 1);
      return NULL;
    }
  if (memcmp (p + strlen (HEAD), VERSION "\n", strlen (VERSION "\n")) != 0)
    {
      mdg_set_error (error, MDG_ERROR_TOO_NEW, "entries of another version");
      return NULL;
    }
  p += strlen (HEAD VERSION "\n");
  for (guint line = 2; p < end; line++)
    {
      const char *stop = memchr (p, '\n', (gsize)(end - p));

      if (stop == NULL || items->len >= MDG_OTP_BUNDLE_MAX)
        {
          damaged (error, line);
          return NULL;
        }
      if (!read_line (items, p, stop, line, error))
        return NULL;
      p = stop + 1;
    }
  return g_steal_pointer (&items);
}

char *
mdg_otp_names_join (GPtrArray *names)
{
  GString *text;

  g_return_val_if_fail (names != NULL, NULL);

  if (names->len == 1)
    return g_strdup (names->pdata[0]);
  text = g_string_new (NULL);
  g_string_append_printf (text, "%u", names->len);
  for (guint i = 0; i < names->len; i++)
    {
      const char *name = names->pdata[i];

      if (text->len + strlen (name) > NAMES_MAX)
        {
          g_string_append (text, i > 0 ? ", …" : ": …");
          break;
        }
      g_string_append_printf (text, "%s%s", i > 0 ? ", " : ": ", name);
    }
  return g_string_free (text, FALSE);
}
