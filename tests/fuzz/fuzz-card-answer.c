/* fuzz-card-answer.c: anything as what a card says, one answer after the other: two bytes of
 * length, the answer, its status word. SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/error.h"
#include "readers/card-check.h"

int LLVMFuzzerTestOneInput (const guint8 *data, size_t size);

typedef struct
{
  const guint8 *data;
  size_t size;
} Script;

static GBytes *
answer (gpointer card, const guint8 *command, gsize length, guint16 *status, GError **error)
{
  Script *script = card;
  gsize n;
  GBytes *bytes;

  g_assert_cmpuint (length, >=, 4);
  g_assert_true (command[1] != 0x20 || length == 4); /* never a PIN */
  if (script->size < 4)
    {
      mdg_set_error (error, MDG_ERROR_NO_CARD, "lifted");
      return NULL;
    }
  n = MIN ((gsize)(script->data[0] << 8 | script->data[1]), script->size - 4);
  bytes = g_bytes_new_static (script->data + 2, n);
  *status = (guint16)(script->data[2 + n] << 8 | script->data[3 + n]);
  script->data += 4 + n;
  script->size -= 4 + n;
  return bytes;
}

int
LLVMFuzzerTestOneInput (const guint8 *data, size_t size)
{
  Script script = { data, size };
  MdgCardCheck check;
  g_autoptr (GError) error = NULL;
  gint64 end = 0, serves_until;

  if (mdg_card_check_run (answer, &script, &check, &error))
    {
      g_assert_cmpint (check.tries, <=, 15);
      g_assert_true (check.pin == MDG_CARD_PIN_OPEN || check.tries == 0);
      end = check.valid_until;
    }
  else
    g_assert_nonnull (error);
  g_assert_cmpuint (mdg_card_certificate_length (data, size), <=, MDG_CARD_CERTIFICATE_MAX);
  mdg_card_certificate_end (data, size, &end);
  mdg_card_token_of (data, size);
  mdg_card_validity (end, FALSE, 0, &serves_until);
  g_assert_cmpint (serves_until, >=, end);
  return 0;
}
