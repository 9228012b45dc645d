/* pcsc.c: pcscd, by libpcsclite.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "platform/pcsc.h"

#include <string.h>
#include <winscard.h>

G_STATIC_ASSERT (MDG_PCSC_ATR_MAX >= MAX_ATR_SIZE);

struct _MdgPcsc
{
  SCARDCONTEXT context;
};

/* The library's codes are of 64 bits; those of PC/SC have 32. */
static MdgPcscCode
code_of (LONG code)
{
  return (MdgPcscCode)(guint32)code;
}

MdgPcscCode
mdg_pcsc_establish (MdgPcsc **context)
{
  SCARDCONTEXT handle;
  LONG code = SCardEstablishContext (SCARD_SCOPE_SYSTEM, NULL, NULL, &handle);

  if (code != SCARD_S_SUCCESS)
    return code_of (code);
  *context = g_new (MdgPcsc, 1);
  (*context)->context = handle;
  return MDG_PCSC_OK;
}

void
mdg_pcsc_release (MdgPcsc *context)
{
  SCardReleaseContext (context->context);
  g_free (context);
}

void
mdg_pcsc_cancel (MdgPcsc *context)
{
  SCardCancel (context->context);
}

/* The names follow one another, each with its end; an empty one ends the list. */
static GStrv
split (const char *list, gsize length)
{
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  const char *end = list + length;

  for (const char *name = list; name < end && *name != '\0'; name += strlen (name) + 1)
    g_strv_builder_add (names, name);
  return g_strv_builder_end (names);
}

MdgPcscCode
mdg_pcsc_list (MdgPcsc *context, GStrv *names)
{
  DWORD length = 0;
  LONG code = SCardListReaders (context->context, NULL, NULL, &length);
  g_autofree char *list = NULL;

  if (code == SCARD_S_SUCCESS)
    {
      /* Two more ends than there are, whatever the other side says of the length. */
      list = g_malloc0 (length + 2);
      code = SCardListReaders (context->context, NULL, list, &length);
    }
  if (code == SCARD_E_NO_READERS_AVAILABLE || (code == SCARD_S_SUCCESS && length == 0))
    *names = g_new0 (char *, 1);
  else if (code == SCARD_S_SUCCESS)
    *names = split (list, length);
  else
    return code_of (code);
  return MDG_PCSC_OK;
}

MdgPcscCode
mdg_pcsc_wait (MdgPcsc *context, guint32 milliseconds, MdgPcscState *states, guint n)
{
  SCARD_READERSTATE own[MDG_PCSC_STATES_MAX] = { 0 };
  LONG code;

  g_return_val_if_fail (n <= MDG_PCSC_STATES_MAX, MDG_PCSC_UNKNOWN_READER);

  for (guint i = 0; i < n; i++)
    {
      own[i].szReader = states[i].reader;
      own[i].dwCurrentState = states[i].current;
    }
  code = SCardGetStatusChange (context->context, milliseconds, own, n);
  if (code != SCARD_S_SUCCESS)
    return code_of (code);
  for (guint i = 0; i < n; i++)
    {
      states[i].event = (guint32)own[i].dwEventState;
      states[i].atr_length = MIN (own[i].cbAtr, sizeof own[i].rgbAtr);
      memcpy (states[i].atr, own[i].rgbAtr, states[i].atr_length);
    }
  return MDG_PCSC_OK;
}

MdgPcscCode
mdg_pcsc_connect (MdgPcsc *context, const char *reader, MdgPcscCard *card)
{
  SCARDHANDLE handle = 0;
  DWORD protocol = 0;
  LONG code = SCardConnect (context->context, reader, SCARD_SHARE_SHARED,
                            SCARD_PROTOCOL_T0 | SCARD_PROTOCOL_T1, &handle, &protocol);

  card->handle = (guint64)handle;
  card->protocol = (guint32)protocol;
  return code_of (code);
}

MdgPcscCode
mdg_pcsc_reconnect (MdgPcscCard *card)
{
  DWORD protocol = card->protocol;
  LONG code = SCardReconnect ((SCARDHANDLE)card->handle, SCARD_SHARE_SHARED,
                              SCARD_PROTOCOL_T0 | SCARD_PROTOCOL_T1, SCARD_LEAVE_CARD, &protocol);

  card->protocol = (guint32)protocol;
  return code_of (code);
}

void
mdg_pcsc_disconnect (MdgPcscCard *card)
{
  SCardDisconnect ((SCARDHANDLE)card->handle, SCARD_LEAVE_CARD);
}

MdgPcscCode
mdg_pcsc_begin (MdgPcscCard *card)
{
  return code_of (SCardBeginTransaction ((SCARDHANDLE)card->handle));
}

void
mdg_pcsc_end (MdgPcscCard *card)
{
  SCardEndTransaction ((SCARDHANDLE)card->handle, SCARD_LEAVE_CARD);
}

MdgPcscCode
mdg_pcsc_transmit (MdgPcscCard *card,
                   const guint8 *command,
                   gsize length,
                   guint8 *answer,
                   gsize *answer_length)
{
  const SCARD_IO_REQUEST *way = card->protocol == SCARD_PROTOCOL_T0 ? SCARD_PCI_T0 : SCARD_PCI_T1;
  DWORD n = MDG_PCSC_ANSWER_MAX;
  LONG code = SCardTransmit ((SCARDHANDLE)card->handle, way, command, length, NULL, answer, &n);

  *answer_length = code == SCARD_S_SUCCESS ? MIN (n, MDG_PCSC_ANSWER_MAX) : 0;
  return code_of (code);
}
