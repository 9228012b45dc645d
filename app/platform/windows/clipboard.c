/* clipboard.c: text in Windows' clipboard that its history does not keep.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "platform/clipboard.h"

#include <windows.h>
#include <string.h>

#include "core/error.h"

/* The formats by which Windows, and programs that agreed on the first one, know what to leave
 * alone. Of the first only the presence counts; the others hold a DWORD that says no. */
static const WCHAR *const refusals[]
    = { L"ExcludeClipboardContentFromMonitorProcessing", L"CanIncludeInClipboardHistory",
        L"CanUploadToCloudClipboard" };

gboolean
mdg_clipboard_is_available (void)
{
  return TRUE;
}

/* Whoever sets data has to own the clipboard with a window. This one is made once, for good. */
static HWND
own_window (void)
{
  static HWND window;

  if (window == NULL)
    window = CreateWindowExW (0, L"STATIC", NULL, 0, 0, 0, 0, 0, HWND_MESSAGE, NULL,
                              GetModuleHandleW (NULL), NULL);
  return window;
}

/* The clipboard owns the copy when this succeeds. */
static gboolean
set_bytes (UINT format, gconstpointer data, gsize length)
{
  HGLOBAL memory = GlobalAlloc (GMEM_MOVEABLE, length);
  gpointer place = memory != NULL ? GlobalLock (memory) : NULL;

  if (place != NULL)
    {
      memcpy (place, data, length);
      GlobalUnlock (memory);
      if (SetClipboardData (format, memory) != NULL)
        return TRUE;
      SecureZeroMemory (GlobalLock (memory), length);
      GlobalUnlock (memory);
    }
  GlobalFree (memory);
  return FALSE;
}

/* Before the text: nobody may see that without these. */
static gboolean
set_refusals (void)
{
  const DWORD no = 0;

  for (guint i = 0; i < G_N_ELEMENTS (refusals); i++)
    {
      UINT format = RegisterClipboardFormatW (refusals[i]);
      if (format == 0 || !set_bytes (format, &no, sizeof no))
        return FALSE;
    }
  return TRUE;
}

static gboolean
set_text (MdgSecret *secret)
{
  glong length;
  gunichar2 *wide = g_utf8_to_utf16 (mdg_secret_get_string (secret), -1, NULL, &length, NULL);
  gsize bytes = ((gsize)length + 1) * sizeof (gunichar2);
  gboolean set;

  if (wide == NULL)
    return FALSE;
  set = set_bytes (CF_UNICODETEXT, wide, bytes);
  SecureZeroMemory (wide, bytes);
  g_free (wide);
  return set;
}

guint
mdg_clipboard_put (MdgSecret *secret, GError **error)
{
  gboolean put;
  DWORD failure;

  g_return_val_if_fail (secret != NULL, 0);

  if (!OpenClipboard (own_window ()))
    {
      mdg_set_error (error, MDG_ERROR_IN_USE, "the clipboard is open elsewhere: %lu",
                     GetLastError ());
      return 0;
    }
  put = EmptyClipboard () && set_refusals () && set_text (secret);
  failure = GetLastError ();
  if (!put)
    EmptyClipboard ();
  CloseClipboard ();
  if (put)
    return GetClipboardSequenceNumber ();
  mdg_set_error (error, MDG_ERROR_FAILED, "the clipboard takes no text: %lu", failure);
  return 0;
}

gboolean
mdg_clipboard_holds (guint ticket)
{
  return ticket != 0 && GetClipboardSequenceNumber () == ticket;
}

gboolean
mdg_clipboard_clear (guint ticket)
{
  if (!mdg_clipboard_holds (ticket))
    return TRUE;
  if (!OpenClipboard (own_window ()))
    return FALSE;
  /* Nobody changes it now; somebody may have, just before. */
  if (mdg_clipboard_holds (ticket))
    EmptyClipboard ();
  CloseClipboard ();
  return TRUE;
}
