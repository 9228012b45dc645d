/* fuzz-result-file.c: anything as a face reader's result file, and as its name.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "consent/reception-path.h"
#include "consent/result-file.h"

int LLVMFuzzerTestOneInput (const guint8 *data, size_t size);

static void
check_codes (const MdgReception *reception)
{
  MdgReceptionNode nodes[MDG_PATH_MAX];
  MdgReception back = { 0 };
  guint n = mdg_reception_path (reception, nodes);

  g_assert_cmpuint (n, >=, 2);
  g_assert_cmpuint (n, <=, MDG_PATH_MAX);
  g_assert_cmpuint (reception->validity, <=, MDG_CODE_OTHER);
  g_assert_cmpuint (reception->outcome, <=, MDG_CODE_OTHER);
  g_assert_cmpuint (reception->card_kinds, <, 1u << MDG_N_CARD_KINDS);
  mdg_reception_unpack_consents (&back, mdg_reception_pack_consents (reception));
  g_assert_cmpmem (back.consents, sizeof back.consents, reception->consents,
                   sizeof reception->consents);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, size_t size)
{
  g_autofree char *name = g_strndup ((const char *)data, MIN (size, 200));
  MdgReception reception, again;
  gint64 at;

  mdg_result_file_is_name (name, &at);
  if (mdg_result_file_parse ((const char *)data, size, &reception) != MDG_RESULT_WHOLE)
    return 0;
  check_codes (&reception);
  g_assert_cmpint (mdg_result_file_parse ((const char *)data, size, &again), ==, MDG_RESULT_WHOLE);
  g_assert_cmpmem (&again, sizeof again, &reception, sizeof reception);
  return 0;
}
