/* test-totp.c: one-time passwords (RFC 4226 appendix D, RFC 6238 appendix B; window and replay).
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "core/totp.h"

#define SEED "12345678901234567890"
#define SEED_256 SEED "123456789012"
#define SEED_512 SEED SEED SEED "1234"

static void
test_rfc_4226 (void)
{
  static const char *const codes[] = { "755224", "287082", "359152", "969429", "338314",
                                       "254676", "287922", "162583", "399871", "520489" };
  g_autoptr (MdgSecret) key = mdg_secret_new_from_string (SEED);
  for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
    {
      char code[MDG_TOTP_CODE_MAX];
      mdg_hotp (key, MDG_TOTP_SHA1, i, 6, code);
      g_assert_cmpstr (code, ==, codes[i]);
    }
}

static void
test_rfc_6238 (void)
{
  static const gint64 times[]
      = { 59, 1111111109, 1111111111, 1234567890, 2000000000, G_GINT64_CONSTANT (20000000000) };
  static const struct
  {
    const char *seed;
    const char *codes[G_N_ELEMENTS (times)];
  } algorithms[] = {
    [MDG_TOTP_SHA1]
    = { SEED, { "94287082", "07081804", "14050471", "89005924", "69279037", "65353130" } },
    [MDG_TOTP_SHA256]
    = { SEED_256, { "46119246", "68084774", "67062674", "91819424", "90698825", "77737706" } },
    [MDG_TOTP_SHA512]
    = { SEED_512, { "90693936", "25091201", "99943326", "93441116", "38618901", "47863826" } },
  };
  for (guint a = 0; a < G_N_ELEMENTS (algorithms); a++)
    for (guint i = 0; i < G_N_ELEMENTS (times); i++)
      {
        g_autoptr (MdgSecret) key = mdg_secret_new_from_string (algorithms[a].seed);
        char code[MDG_TOTP_CODE_MAX];
        mdg_hotp (key, a, mdg_totp_step (times[i], MDG_TOTP_PERIOD), 8, code);
        g_assert_cmpstr (code, ==, algorithms[a].codes[i]);
        mdg_hotp (key, a, mdg_totp_step (times[i], MDG_TOTP_PERIOD), 7, code);
        g_assert_cmpstr (code, ==, algorithms[a].codes[i] + 1);
      }
}

static void
test_step (void)
{
  g_assert_cmpuint (mdg_totp_step (0, 30), ==, 0);
  g_assert_cmpuint (mdg_totp_step (29, 30), ==, 0);
  g_assert_cmpuint (mdg_totp_step (30, 30), ==, 1);
  g_assert_cmpuint (mdg_totp_step (-1, 30), ==, 0);
  g_assert_cmpuint (mdg_totp_step (G_GINT64_CONSTANT (20000000000), 30), ==, 0x27BC86AA);
}

static void
test_remaining (void)
{
  g_assert_cmpint (mdg_totp_remaining_ms (0, 30), ==, 30000);
  g_assert_cmpint (mdg_totp_remaining_ms (1, 30), ==, 30000);
  g_assert_cmpint (mdg_totp_remaining_ms (1000, 30), ==, 29999);
  g_assert_cmpint (mdg_totp_remaining_ms (G_GINT64_CONSTANT (29999999), 30), ==, 1);
  g_assert_cmpint (mdg_totp_remaining_ms (G_GINT64_CONSTANT (30000000), 30), ==, 30000);
  g_assert_cmpint (mdg_totp_remaining_ms (-1000, 30), ==, 1);
}

/* Whether the code of @step is accepted at @wall. */
static gboolean
accepted (MdgSecret *key, guint64 step, gint64 wall, guint64 last_step)
{
  char code[MDG_TOTP_CODE_MAX];
  guint64 matched = 4711;
  mdg_hotp (key, MDG_TOTP_SHA1, step, MDG_TOTP_DIGITS, code);
  gboolean good = mdg_totp_verify (key, code, wall, last_step, &matched);
  g_assert_cmpuint (matched, ==, good ? step : 4711);
  g_assert_cmpint (mdg_totp_verify (key, code, wall, last_step, NULL), ==, good);
  return good;
}

static void
test_window (void)
{
  g_autoptr (MdgSecret) key = mdg_secret_new_from_string (SEED);
  const guint64 step = 37037036; /* of 1111111080 to 1111111109 */
  const gint64 start = 1111111080;
  g_assert_false (accepted (key, step, start - 31, 0));
  g_assert_true (accepted (key, step, start - 30, 0));
  g_assert_true (accepted (key, step, start, 0));
  g_assert_true (accepted (key, step, start + 29, 0));
  g_assert_true (accepted (key, step, start + 59, 0));
  g_assert_false (accepted (key, step, start + 60, 0));
}

static void
test_replay (void)
{
  g_autoptr (MdgSecret) key = mdg_secret_new_from_string (SEED);
  const guint64 step = 37037036;
  const gint64 now = 1111111085;
  g_assert_true (accepted (key, step, now, step - 1));
  g_assert_false (accepted (key, step, now, step));
  g_assert_false (accepted (key, step - 1, now, step));
  g_assert_true (accepted (key, step + 1, now, step));
  g_assert_false (accepted (key, step + 1, now, step + 1));
  g_assert_false (accepted (key, step, now, G_MAXUINT64));
}

static void
test_first_steps (void)
{
  g_autoptr (MdgSecret) key = mdg_secret_new_from_string (SEED);
  g_assert_false (accepted (key, 0, 5, 0));
  g_assert_true (accepted (key, 1, 5, 0));
  g_assert_false (accepted (key, 2, 5, 0));
}

/* Two neighbouring steps that happen to have one code: the later one is used up, or the code would
 * be good for another round. */
static void
test_shared_code (void)
{
  const guint64 step = 910737;
  const char *shared = "911617";
  gint64 now = (gint64)step * MDG_TOTP_PERIOD;
  guint64 matched = 0;
  g_autoptr (MdgSecret) key = mdg_secret_new_from_string (SEED);
  g_assert_true (mdg_totp_verify (key, shared, now, 0, &matched));
  g_assert_cmpuint (matched, ==, step + 1);
  g_assert_false (mdg_totp_verify (key, shared, now + MDG_TOTP_PERIOD, matched, &matched));
}

static void
test_form (void)
{
  static const char *const codes[]
      = { "", "28708", "2870820", "28708a", "287 82", "２８７０８２", "-87082", "94287082" };
  g_autoptr (MdgSecret) key = mdg_secret_new_from_string (SEED);
  g_assert_true (mdg_totp_verify (key, "287082", 59, 0, NULL));
  for (gsize i = 0; i < G_N_ELEMENTS (codes); i++)
    g_assert_false (mdg_totp_verify (key, codes[i], 59, 0, NULL));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/totp/rfc-4226", test_rfc_4226);
  g_test_add_func ("/core/totp/rfc-6238", test_rfc_6238);
  g_test_add_func ("/core/totp/step", test_step);
  g_test_add_func ("/core/totp/remaining", test_remaining);
  g_test_add_func ("/core/totp/window", test_window);
  g_test_add_func ("/core/totp/replay", test_replay);
  g_test_add_func ("/core/totp/first-steps", test_first_steps);
  g_test_add_func ("/core/totp/shared-code", test_shared_code);
  g_test_add_func ("/core/totp/form", test_form);
  return g_test_run ();
}
