/* pcsc.c: Windows's own smart-card service, by winscard.dll. Loaded when it is asked for: most
 * starts of the program never do. Always the functions for wide characters.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "platform/pcsc.h"

#include <windows.h>
#include <winscard.h>
#include <string.h>
#include <wchar.h>

G_STATIC_ASSERT (MDG_PCSC_ATR_MAX >= sizeof ((SCARD_READERSTATEW *)0)->rgbAtr);
G_STATIC_ASSERT (sizeof (SCARDHANDLE) <= sizeof (guint64));

#define FUNCTIONS(each)                                                                            \
  each (LONG, EstablishContext, (DWORD, LPCVOID, LPCVOID, SCARDCONTEXT *))                         \
      each (LONG, ReleaseContext, (SCARDCONTEXT)) each (LONG, Cancel, (SCARDCONTEXT))              \
          each (LONG, ListReadersW, (SCARDCONTEXT, LPCWSTR, LPWSTR, DWORD *)) each (               \
              LONG, GetStatusChangeW, (SCARDCONTEXT, DWORD, SCARD_READERSTATEW *, DWORD))          \
              each (LONG, ConnectW, (SCARDCONTEXT, LPCWSTR, DWORD, DWORD, SCARDHANDLE *, DWORD *)) \
                  each (LONG, Reconnect, (SCARDHANDLE, DWORD, DWORD, DWORD, DWORD *))              \
                      each (LONG, Disconnect, (SCARDHANDLE, DWORD))                                \
                          each (LONG, BeginTransaction, (SCARDHANDLE))                             \
                              each (LONG, EndTransaction, (SCARDHANDLE, DWORD))                    \
                                  each (LONG, Transmit,                                            \
                                        (SCARDHANDLE, const SCARD_IO_REQUEST *, const BYTE *,      \
                                         DWORD, SCARD_IO_REQUEST *, BYTE *, DWORD *))

#define DECLARE(type, name, arguments) type (WINAPI *name) arguments;
static struct
{
  FUNCTIONS (DECLARE)
} scard;

struct _MdgPcsc
{
  SCARDCONTEXT context;
};

static gboolean
load (HMODULE library)
{
  gboolean all = TRUE;

#define LOOK_UP(type, name, arguments)                                                             \
  {                                                                                                \
    FARPROC found = GetProcAddress (library, "SCard" #name);                                       \
    memcpy (&scard.name, &found, sizeof found);                                                    \
    all = all && found != NULL;                                                                    \
  }
  FUNCTIONS (LOOK_UP)
  return all;
}

static gboolean
is_loaded (void)
{
  static gsize state;

  if (g_once_init_enter (&state))
    {
      HMODULE library = LoadLibraryExW (L"winscard.dll", NULL, LOAD_LIBRARY_SEARCH_SYSTEM32);
      gboolean loaded = library != NULL && load (library);

      if (!loaded)
        g_info ("this Windows has no winscard.dll: %lu", GetLastError ());
      g_once_init_leave (&state, loaded ? 1 : 2);
    }
  return state == 1;
}

MdgPcscCode
mdg_pcsc_establish (MdgPcsc **context)
{
  SCARDCONTEXT handle;
  LONG code;

  if (!is_loaded ())
    return MDG_PCSC_NO_SERVICE;
  code = scard.EstablishContext (SCARD_SCOPE_USER, NULL, NULL, &handle);
  if (code != SCARD_S_SUCCESS)
    return code;
  *context = g_new (MdgPcsc, 1);
  (*context)->context = handle;
  return MDG_PCSC_OK;
}

void
mdg_pcsc_release (MdgPcsc *context)
{
  scard.ReleaseContext (context->context);
  g_free (context);
}

void
mdg_pcsc_cancel (MdgPcsc *context)
{
  scard.Cancel (context->context);
}

/* The names follow one another, each with its end; an empty one ends the list. */
static GStrv
split (const WCHAR *list, gsize length)
{
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  const WCHAR *end = list + length;

  for (const WCHAR *name = list; name < end && *name != 0; name += wcslen (name) + 1)
    {
      g_autofree char *utf8 = g_utf16_to_utf8 ((const gunichar2 *)name, -1, NULL, NULL, NULL);
      if (utf8 != NULL)
        g_strv_builder_add (names, utf8);
    }
  return g_strv_builder_end (names);
}

MdgPcscCode
mdg_pcsc_list (MdgPcsc *context, GStrv *names)
{
  DWORD length = 0;
  LONG code = scard.ListReadersW (context->context, NULL, NULL, &length);
  g_autofree WCHAR *list = NULL;

  if (code == SCARD_S_SUCCESS)
    {
      /* Two more ends than there are, whatever the other side says of the length. */
      list = g_new0 (WCHAR, (gsize)length + 2);
      code = scard.ListReadersW (context->context, NULL, list, &length);
    }
  if (code == SCARD_E_NO_READERS_AVAILABLE || (code == SCARD_S_SUCCESS && length == 0))
    *names = g_new0 (char *, 1);
  else if (code == SCARD_S_SUCCESS)
    *names = split (list, length);
  else
    return code;
  return MDG_PCSC_OK;
}

MdgPcscCode
mdg_pcsc_wait (MdgPcsc *context, guint32 milliseconds, MdgPcscState *states, guint n)
{
  SCARD_READERSTATEW own[MDG_PCSC_STATES_MAX] = { 0 };
  gunichar2 *names[MDG_PCSC_STATES_MAX] = { NULL };
  LONG code;

  g_return_val_if_fail (n <= MDG_PCSC_STATES_MAX, MDG_PCSC_UNKNOWN_READER);

  for (guint i = 0; i < n; i++)
    {
      names[i] = g_utf8_to_utf16 (states[i].reader, -1, NULL, NULL, NULL);
      own[i].szReader = (const WCHAR *)names[i];
      own[i].dwCurrentState = states[i].current;
    }
  code = scard.GetStatusChangeW (context->context, milliseconds, own, n);
  for (guint i = 0; i < n; i++)
    {
      g_free (names[i]);
      if (code != SCARD_S_SUCCESS)
        continue;
      states[i].event = own[i].dwEventState;
      states[i].atr_length = MIN (own[i].cbAtr, sizeof own[i].rgbAtr);
      memcpy (states[i].atr, own[i].rgbAtr, states[i].atr_length);
    }
  return code;
}

MdgPcscCode
mdg_pcsc_connect (MdgPcsc *context, const char *reader, MdgPcscCard *card)
{
  g_autofree gunichar2 *name = g_utf8_to_utf16 (reader, -1, NULL, NULL, NULL);
  SCARDHANDLE handle = 0;
  DWORD protocol = 0;
  LONG code;

  if (name == NULL)
    return MDG_PCSC_UNKNOWN_READER;
  code = scard.ConnectW (context->context, (const WCHAR *)name, SCARD_SHARE_SHARED,
                         SCARD_PROTOCOL_T0 | SCARD_PROTOCOL_T1, &handle, &protocol);
  card->handle = handle;
  card->protocol = protocol;
  return code;
}

MdgPcscCode
mdg_pcsc_reconnect (MdgPcscCard *card)
{
  DWORD protocol = card->protocol;
  LONG code = scard.Reconnect ((SCARDHANDLE)card->handle, SCARD_SHARE_SHARED,
                               SCARD_PROTOCOL_T0 | SCARD_PROTOCOL_T1, SCARD_LEAVE_CARD, &protocol);

  card->protocol = protocol;
  return code;
}

void
mdg_pcsc_disconnect (MdgPcscCard *card)
{
  scard.Disconnect ((SCARDHANDLE)card->handle, SCARD_LEAVE_CARD);
}

MdgPcscCode
mdg_pcsc_begin (MdgPcscCard *card)
{
  return scard.BeginTransaction ((SCARDHANDLE)card->handle);
}

void
mdg_pcsc_end (MdgPcscCard *card)
{
  scard.EndTransaction ((SCARDHANDLE)card->handle, SCARD_LEAVE_CARD);
}

MdgPcscCode
mdg_pcsc_transmit (MdgPcscCard *card,
                   const guint8 *command,
                   gsize length,
                   guint8 *answer,
                   gsize *answer_length)
{
  const SCARD_IO_REQUEST way = { card->protocol, sizeof way };
  DWORD n = MDG_PCSC_ANSWER_MAX;
  LONG code
      = scard.Transmit ((SCARDHANDLE)card->handle, &way, command, (DWORD)length, NULL, answer, &n);

  *answer_length = code == SCARD_S_SUCCESS ? MIN (n, MDG_PCSC_ANSWER_MAX) : 0;
  return code;
}
