/* secret-text.c: the Unicode form of a secret.
 *
 * g_utf8_normalize() does the same, but through arrays of its own (four bytes a character), which
 * it frees as they are: what was typed stays in the memory of the process.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "core/secret-text.h"

#include "core/secret-pool.h"

/* Characters in guarded memory. */
typedef struct
{
  gunichar *text;
  gsize length;
  gsize size; /* bytes of the memory */
} Characters;

static void
characters_clear (Characters *characters)
{
  if (characters->text != NULL)
    mdg_secret_pool_free (characters->text, characters->size);
  characters->text = NULL;
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Characters, characters_clear)

static gsize
decomposed_length (const char *text, gboolean compatible)
{
  gsize length = 0;

  for (; *text != '\0'; text = g_utf8_next_char (text))
    length += g_unichar_fully_decompose (g_utf8_get_char (text), compatible, NULL, 0);
  return length;
}

static Characters
decompose (const char *text, gboolean compatible)
{
  Characters characters = { NULL, 0, 0 };
  gsize room = decomposed_length (text, compatible);

  characters.size = room * sizeof (gunichar);
  characters.text = mdg_secret_pool_alloc (characters.size);
  for (; *text != '\0'; text = g_utf8_next_char (text))
    characters.length += g_unichar_fully_decompose (g_utf8_get_char (text), compatible,
                                                    characters.text + characters.length,
                                                    room - characters.length);
  g_unicode_canonical_ordering (characters.text, characters.length);
  return characters;
}

/* Unicode 3.11, D117: a mark is taken into the starter before it unless one of its own class, or
 * another starter, stands between them. */
static void
compose (Characters *characters)
{
  gunichar *text = characters->text, composed;
  gsize starter = 0, kept = 0;
  gboolean has_starter = FALSE;
  int last = -1; /* class of what was kept behind the starter; -1: nothing */

  for (gsize i = 0; i < characters->length; i++)
    {
      int class = g_unichar_combining_class (text[i]);

      if (has_starter && last < class && g_unichar_compose (text[starter], text[i], &composed))
        {
          text[starter] = composed;
          continue;
        }
      last = class;
      if (class == 0)
        {
          has_starter = TRUE;
          starter = kept;
          last = -1;
        }
      text[kept++] = text[i];
    }
  characters->length = kept;
}

static MdgSecret *
encode (const Characters *characters)
{
  gsize size = characters->length * 6, length = 0;
  char *text = mdg_secret_pool_alloc (size);
  MdgSecret *secret;

  for (gsize i = 0; i < characters->length; i++)
    length += (gsize)g_unichar_to_utf8 (characters->text[i], text + length);
  secret = mdg_secret_new (text, length);
  mdg_secret_pool_free (text, size);
  return secret;
}

MdgSecret *
mdg_secret_normalise (MdgSecret *text, MdgTextForm form)
{
  const char *typed = mdg_secret_get_string (text);
  g_auto (Characters) characters = { NULL, 0, 0 };

  g_return_val_if_fail (text != NULL, NULL);

  if (mdg_secret_get_length (text) == 0
      || !g_utf8_validate_len (typed, mdg_secret_get_length (text), NULL))
    return NULL;
  if (g_str_is_ascii (typed))
    return mdg_secret_ref (text);
  characters = decompose (typed, form == MDG_TEXT_COMPATIBLE);
  compose (&characters);
  return encode (&characters);
}
