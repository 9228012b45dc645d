/* card-check.c: what is asked of a card, and in which order.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "readers/card-check.h"

#include "core/error.h"
#include "platform/smartcard.h"

/* Status words, facts.md 2.4. */
#define OK MDG_CARD_OK
#define END_OF_FILE 0x6282 /* ISO 7816-4: fewer bytes than asked for */
#define NOT_ALLOWED 0x6982
#define NOT_FOUND 0x6a82
#define NOT_AWAKE 0x6f00 /* what some cards say to the first command after power-up */

/* Files of 公的個人認証, facts.md 2.3. */
#define FILE_TOKEN 0x0006
#define FILE_CERTIFICATE 0x000a
#define FILE_PIN 0x0018

#define CHUNK 256

static const guint8 application_jpki[]
    = { 0xd3, 0x92, 0xf0, 0x00, 0x26, 0x01, 0x00, 0x00, 0x00, 0x01 };
static const guint8 application_face[]
    = { 0xd3, 0x92, 0x10, 0x00, 0x31, 0x00, 0x01, 0x01, 0x04, 0x02 };

typedef struct
{
  MdgCardSend send;
  gpointer card;
} Line;

/* ---- commands ------------------------------------------------------------------------------ */

/* A command of which only the status word counts. Returns: 0: @error is set */
static guint16
say (Line *line, const guint8 *command, gsize length, GError **error)
{
  guint16 status = 0;
  g_autoptr (GBytes) answer = line->send (line->card, command, length, &status, error);

  if (answer != NULL && status == 0)
    mdg_set_error (error, MDG_ERROR_CARD_FAILED, "the card's status word is 0");
  return answer != NULL ? status : 0;
}

static guint16
select_application (Line *line, const guint8 *name, gsize length, GError **error)
{
  guint8 command[5 + 16] = { 0x00, 0xa4, 0x04, 0x0c, (guint8)length };

  g_assert (length <= 16);
  for (gsize i = 0; i < length; i++)
    command[5 + i] = name[i];
  return say (line, command, 5 + length, error);
}

static guint16
select_file (Line *line, guint16 file, GError **error)
{
  const guint8 command[] = { 0x00, 0xa4, 0x02, 0x0c, 0x02, (guint8)(file >> 8), (guint8)file };

  return say (line, command, sizeof command, error);
}

/* Up to CHUNK bytes of the file that is selected; fewer at its end. */
static GBytes *
read_chunk (Line *line, gsize offset, gsize wanted, guint16 *status, GError **error)
{
  const guint8 command[]
      = { 0x00, 0xb0, (guint8)(offset >> 8 & 0x7f), (guint8)offset, (guint8)MIN (wanted, CHUNK) };

  return line->send (line->card, command, sizeof command, status, error);
}

/* ---- parts of the check; FALSE: @error is set ----------------------------------------------- */

static gboolean
ask_token (Line *line, MdgCardToken *token, GError **error)
{
  guint16 status = select_file (line, FILE_TOKEN, error);
  g_autoptr (GBytes) name = NULL;

  if (status == 0)
    return FALSE;
  if (status != OK)
    return TRUE;
  name = read_chunk (line, 0, MDG_CARD_TOKEN_LENGTH, &status, error);
  if (name == NULL)
    return FALSE;
  if (status == OK || status == END_OF_FILE)
    *token = mdg_card_token_of (g_bytes_get_data (name, NULL), g_bytes_get_size (name));
  return TRUE;
}

/* VERIFY without data asks for the tries; with data it would use one up, so it never has any. */
static gboolean
ask_tries (Line *line, MdgCardCheck *check, GError **error)
{
  static const guint8 verify_nothing[] = { 0x00, 0x20, 0x00, 0x80 };
  guint16 status = select_file (line, FILE_PIN, error);

  if (status == OK)
    status = say (line, verify_nothing, sizeof verify_nothing, error);
  if (status == 0)
    return FALSE;
  check->pin = mdg_card_pin_of (status, &check->tries);
  return TRUE;
}

/* Adds the certificate's bytes to @der, as far as the card gives them; of what is none, the first.
 * @status: (out): of the last answer. */
static gboolean
read_certificate (Line *line, GByteArray *der, guint16 *status, GError **error)
{
  gsize whole = CHUNK;

  while (der->len < whole)
    {
      g_autoptr (GBytes) chunk = read_chunk (line, der->len, whole - der->len, status, error);
      gsize length;
      const guint8 *bytes;

      if (chunk == NULL)
        return FALSE;
      bytes = g_bytes_get_data (chunk, &length);
      if ((*status != OK && *status != END_OF_FILE) || length == 0)
        return TRUE;
      if (der->len == 0)
        whole = MAX (mdg_card_certificate_length (bytes, length), 1);
      g_byte_array_append (der, bytes, (guint)MIN (length, whole - der->len));
    }
  return TRUE;
}

/* What fills a file up where nothing was written. */
static gboolean
is_filler (const GByteArray *bytes)
{
  return bytes->len == 1 && (bytes->data[0] == 0xff || bytes->data[0] == 0x00);
}

static gboolean
ask_certificate (Line *line, MdgCardCheck *check, GError **error)
{
  g_autoptr (GByteArray) der = g_byte_array_new ();
  guint16 status = select_file (line, FILE_CERTIFICATE, error);

  if (status == 0 || (status == OK && !read_certificate (line, der, &status, error)))
    return FALSE;
  if (mdg_card_certificate_end (der->data, der->len, &check->valid_until))
    check->certificate = MDG_CARD_CERTIFICATE_READ;
  else if (status == NOT_FOUND || is_filler (der))
    check->certificate = MDG_CARD_CERTIFICATE_ABSENT;
  else if (status == NOT_ALLOWED)
    check->certificate = MDG_CARD_CERTIFICATE_LOCKED;
  else
    check->certificate = MDG_CARD_CERTIFICATE_UNREADABLE;
  return TRUE;
}

static MdgCardKind
kind_of (MdgCardToken token, gboolean has_face)
{
  switch (token)
    {
    case MDG_CARD_TOKEN_JUKI:
      return MDG_CARD_KIND_JUKI;
    case MDG_CARD_TOKEN_ANDROID:
      return MDG_CARD_KIND_ANDROID;
    case MDG_CARD_TOKEN_IPHONE:
      return MDG_CARD_KIND_IPHONE;
    case MDG_CARD_TOKEN_MY_NUMBER:
    case MDG_CARD_TOKEN_UNKNOWN: /* a coming card's may have another name */
      break;
    }
  return has_face ? MDG_CARD_KIND_MY_NUMBER : MDG_CARD_KIND_STRANGE;
}

/* 公的個人認証, as the first that is said to the card. @there: (out) */
static gboolean
find_jpki (Line *line, gboolean *there, GError **error)
{
  guint16 status = select_application (line, application_jpki, sizeof application_jpki, error);

  if (status == NOT_AWAKE)
    status = select_application (line, application_jpki, sizeof application_jpki, error);
  if (status == 0)
    return FALSE;
  *there = status == OK;
  /* A card that knows no such application refuses; what is no refusal either is no card's word. */
  if (*there || (status >= 0x6200 && status < NOT_AWAKE))
    return TRUE;
  mdg_set_error (error, MDG_ERROR_CARD_FAILED, "the card says 0x%04x to SELECT", status);
  return FALSE;
}

gboolean
mdg_card_check_run (MdgCardSend send, gpointer card, MdgCardCheck *check, GError **error)
{
  Line line = { send, card };
  MdgCardToken token = MDG_CARD_TOKEN_UNKNOWN;
  gboolean has_jpki = FALSE;
  guint16 face;

  g_return_val_if_fail (send != NULL && check != NULL, FALSE);

  *check = (MdgCardCheck){ .kind = MDG_CARD_KIND_OTHER };
  if (!find_jpki (&line, &has_jpki, error))
    return FALSE;
  if (!has_jpki)
    return TRUE;
  if (!ask_token (&line, &token, error) || !ask_tries (&line, check, error)
      || !ask_certificate (&line, check, error))
    return FALSE;
  /* Last: from here on the other application is selected. */
  face = select_application (&line, application_face, sizeof application_face, error);
  if (face == 0)
    return FALSE;
  check->kind = kind_of (token, face == OK);
  return TRUE;
}

/* ---- with a card on a reader ---------------------------------------------------------------- */

static GBytes *
transmit (gpointer card, const guint8 *command, gsize length, guint16 *status, GError **error)
{
  return mdg_card_transmit (card, command, length, status, error);
}

static gboolean
talk (MdgCard *card, gpointer data, GError **error)
{
  return mdg_card_check_run (transmit, card, data, error);
}

static void
talked (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  GError *error = NULL;
  const MdgCardCheck *check = mdg_card_talk_finish (result, &error);

  if (check != NULL)
    g_task_return_pointer (task, g_memdup2 (check, sizeof *check), g_free);
  else
    g_task_return_error (task, error);
}

void
mdg_card_check_async (const char *reader,
                      guint patience,
                      GCancellable *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer data)
{
  GTask *task;

  g_return_if_fail (reader != NULL);

  task = g_task_new (NULL, cancellable, callback, data);
  g_task_set_source_tag (task, mdg_card_check_async);
  mdg_card_talk_async (reader, talk, g_new0 (MdgCardCheck, 1), g_free, patience, cancellable,
                       talked, task);
}

gboolean
mdg_card_check_finish (GAsyncResult *result, MdgCardCheck *check, GError **error)
{
  g_autofree MdgCardCheck *found = NULL;

  g_return_val_if_fail (g_async_result_is_tagged (result, mdg_card_check_async), FALSE);

  found = g_task_propagate_pointer (G_TASK (result), error);
  if (found != NULL)
    *check = *found;
  return found != NULL;
}

gboolean
mdg_card_kind_is_phone (MdgCardKind kind)
{
  return kind == MDG_CARD_KIND_ANDROID || kind == MDG_CARD_KIND_IPHONE;
}
