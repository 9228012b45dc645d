/* otp-intake.c: what comes in, shown before any of it is kept.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "authenticator/otp-intake.h"

#include <string.h>

#include "core/text.h"
#include "core/thread-task.h"
#include "totp/qr-code.h"
#include "totp/setup-key.h"

#define LINES_MAX 1000

/* The pages of one migration. */
typedef struct
{
  gint32 number;
  guint n_pages;
  guint n_here;
  gboolean *here;
} Batch;

struct _MdgOtpIntake
{
  GObject parent_instance;

  MdgCache *cache;
  GPtrArray *candidates; /* of MdgOtpCandidate */
  GPtrArray *refusals;   /* of MdgMigrationRefusal */
  GArray *batches;       /* of Batch */
  guint generation;      /* of the candidates */
};

enum
{
  CHANGED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (MdgOtpIntake, mdg_otp_intake, G_TYPE_OBJECT)

static void
candidate_free (MdgOtpCandidate *candidate)
{
  mdg_otp_item_free (candidate->item);
  g_free (candidate);
}

static void
refusal_free (MdgMigrationRefusal *refusal)
{
  g_free (refusal->name);
  g_free (refusal);
}

static void
batch_clear (Batch *batch)
{
  g_free (batch->here);
}

static void
mdg_otp_intake_finalize (GObject *object)
{
  MdgOtpIntake *self = MDG_OTP_INTAKE (object);

  g_clear_object (&self->cache);
  g_ptr_array_unref (self->candidates);
  g_ptr_array_unref (self->refusals);
  g_array_unref (self->batches);
  G_OBJECT_CLASS (mdg_otp_intake_parent_class)->finalize (object);
}

static void
mdg_otp_intake_class_init (MdgOtpIntakeClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = mdg_otp_intake_finalize;
  signals[CHANGED] = g_signal_new ("changed", MDG_TYPE_OTP_INTAKE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
}

static void
mdg_otp_intake_init (MdgOtpIntake *self)
{
  self->candidates = g_ptr_array_new_with_free_func ((GDestroyNotify)candidate_free);
  self->refusals = g_ptr_array_new_with_free_func ((GDestroyNotify)refusal_free);
  self->batches = g_array_new (FALSE, TRUE, sizeof (Batch));
  g_array_set_clear_func (self->batches, (GDestroyNotify)batch_clear);
}

MdgOtpIntake *
mdg_otp_intake_new (MdgCache *cache)
{
  MdgOtpIntake *self = g_object_new (MDG_TYPE_OTP_INTAKE, NULL);

  self->cache = g_object_ref (cache);
  return self;
}

static void
tell (MdgOtpIntake *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

/* comparing with what is there ----------------------------------------------------------------- */

/* A copy that another thread may read while the candidates change. */
static GPtrArray *
copy_items (MdgOtpIntake *self, gboolean chosen_only)
{
  GPtrArray *items = mdg_otp_items_new ();

  for (guint i = 0; i < self->candidates->len; i++)
    {
      const MdgOtpCandidate *candidate = self->candidates->pdata[i];
      const MdgOtpItem *item = candidate->item;
      MdgOtpauthUri *uri;

      if (chosen_only && !candidate->chosen)
        continue;
      uri = g_new0 (MdgOtpauthUri, 1);
      *uri = *item->uri;
      uri->issuer = g_strdup (item->uri->issuer);
      uri->account = g_strdup (item->uri->account);
      uri->setup_key = mdg_secret_ref (item->uri->setup_key);
      g_ptr_array_add (items,
                       mdg_otp_item_new (uri, item->note, item->institution_code, item->login_id));
    }
  return items;
}

typedef struct
{
  MdgOtpIntake *intake;
  guint generation;
} Comparing;

static void
compared (GObject *source, GAsyncResult *result, gpointer data)
{
  Comparing *comparing = data;
  g_autoptr (MdgOtpIntake) self = comparing->intake;
  gboolean is_current = comparing->generation == self->generation;
  g_autoptr (GError) error = NULL;
  g_autoptr (GByteArray) verdicts
      = mdg_authenticator_book_compare_finish (MDG_CACHE (source), result, &error);

  g_free (comparing);
  if (verdicts == NULL)
    g_info ("entries that come in were not compared: %s", error->message);
  if (verdicts == NULL || !is_current)
    return;
  for (guint i = 0; i < self->candidates->len && i < verdicts->len; i++)
    {
      MdgOtpCandidate *candidate = self->candidates->pdata[i];

      if (candidate->verdict != (MdgOtpVerdict)verdicts->data[i])
        candidate->chosen = verdicts->data[i] != MDG_OTP_SAME_KEY;
      candidate->verdict = (MdgOtpVerdict)verdicts->data[i];
    }
  tell (self);
}

static void
compare (MdgOtpIntake *self)
{
  Comparing *comparing = g_new (Comparing, 1);
  g_autoptr (GPtrArray) items = copy_items (self, FALSE);

  *comparing = (Comparing){ g_object_ref (self), ++self->generation };
  mdg_authenticator_book_compare_async (self->cache, items, NULL, compared, comparing);
}

/* taking --------------------------------------------------------------------------------------- */

/* @item: (transfer full) */
static void
add_item (MdgOtpIntake *self, MdgOtpItem *item)
{
  MdgOtpCandidate *candidate = g_new0 (MdgOtpCandidate, 1);

  candidate->item = item;
  candidate->chosen = TRUE;
  g_ptr_array_add (self->candidates, candidate);
}

static Batch *
find_batch (MdgOtpIntake *self, const MdgMigrationPage *page)
{
  Batch batch = { page->batch, page->n_pages, 0, NULL };

  for (guint i = 0; i < self->batches->len; i++)
    {
      Batch *known = &g_array_index (self->batches, Batch, i);

      if (known->number == page->batch && known->n_pages == page->n_pages)
        return known;
    }
  batch.here = g_new0 (gboolean, page->n_pages);
  g_array_append_val (self->batches, batch);
  return &g_array_index (self->batches, Batch, self->batches->len - 1);
}

/* One page without a number may be any: only what says that it is one of several is known again. */
static gboolean
is_repeated (MdgOtpIntake *self, const MdgMigrationPage *page)
{
  Batch *batch = find_batch (self, page);
  gboolean here = batch->here[page->index] && (page->n_pages > 1 || page->batch != 0);

  if (!batch->here[page->index])
    batch->n_here++;
  batch->here[page->index] = TRUE;
  return here;
}

static gboolean
take_page (MdgOtpIntake *self, const char *text, gsize length, gboolean *repeated, GError **error)
{
  g_autoptr (MdgMigrationPage) page = mdg_migration_page_parse (text, (gssize)length, error);

  if (page == NULL)
    return FALSE;
  *repeated = is_repeated (self, page);
  if (*repeated)
    return TRUE;
  while (page->entries->len > 0)
    add_item (self,
              mdg_otp_item_new (g_ptr_array_steal_index (page->entries, 0), NULL, NULL, NULL));
  while (page->refused->len > 0)
    g_ptr_array_add (self->refusals, g_ptr_array_steal_index (page->refused, 0));
  return TRUE;
}

static gboolean
begins_with (const char *text, gsize length, const char *prefix)
{
  return length >= strlen (prefix) && g_ascii_strncasecmp (text, prefix, strlen (prefix)) == 0;
}

/* URIs, a line each; @found takes them. */
static gboolean
read_uris (GPtrArray *found, guint *n_counters, const char *text, gsize length, GError **error)
{
  const char *end = text + length;

  for (const char *p = text; p < end;)
    {
      const char *stop = memchr (p, '\n', (gsize)(end - p));
      gsize n;

      stop = stop != NULL ? stop : end;
      while (p < stop && g_ascii_isspace (*p))
        p++;
      n = (gsize)(stop - p);
      if (begins_with (p, n, "otpauth://hotp/"))
        ++*n_counters;
      else if (n > 0)
        {
          MdgOtpauthUri *uri = mdg_otpauth_uri_parse (p, (gssize)n, error);

          if (uri == NULL)
            return FALSE;
          g_ptr_array_add (found, mdg_otp_item_new (uri, NULL, NULL, NULL));
        }
      if (found->len + *n_counters > LINES_MAX)
        {
          mdg_set_error (error, MDG_ERROR_INVALID_INPUT, "too many lines");
          return FALSE;
        }
      p = stop + 1;
    }
  if (found->len + *n_counters > 0)
    return TRUE;
  mdg_set_error (error, MDG_ERROR_INVALID_INPUT, "nothing in it");
  return FALSE;
}

static gboolean
take_uris (MdgOtpIntake *self, const char *text, gsize length, GError **error)
{
  g_autoptr (GPtrArray) found = mdg_otp_items_new ();
  guint n_counters = 0;

  if (!read_uris (found, &n_counters, text, length, error))
    return FALSE;
  while (found->len > 0)
    add_item (self, g_ptr_array_steal_index (found, 0));
  for (guint i = 0; i < n_counters; i++)
    {
      MdgMigrationRefusal *refusal = g_new0 (MdgMigrationRefusal, 1);

      refusal->name = g_strdup ("");
      refusal->reason = MDG_MIGRATION_COUNTER;
      g_ptr_array_add (self->refusals, refusal);
    }
  return TRUE;
}

gboolean
mdg_otp_intake_take_text (MdgOtpIntake *self,
                          const char *text,
                          gssize length,
                          gboolean *repeated,
                          GError **error)
{
  gsize n;
  gboolean again = FALSE, taken;

  g_return_val_if_fail (MDG_IS_OTP_INTAKE (self) && text != NULL, FALSE);

  n = length < 0 ? strlen (text) : (gsize)length;
  while (n > 0 && g_ascii_isspace (*text))
    text++, n--;
  taken = begins_with (text, n, MDG_MIGRATION_SCHEME) ? take_page (self, text, n, &again, error)
                                                      : take_uris (self, text, n, error);
  if (repeated != NULL)
    *repeated = again;
  if (!taken)
    return FALSE;
  compare (self);
  tell (self);
  return TRUE;
}

/* Returns: (transfer full) (nullable): in one line, without a colon, which would part issuer and
 * account */
static char *
take_name (const char *typed)
{
  char *name = g_strstrip (g_strdup (typed));

  if (strchr (name, ':') != NULL || mdg_text_has_control (name)
      || g_utf8_strlen (name, -1) > MDG_OTP_TEXT_MAX)
    g_clear_pointer (&name, g_free);
  return name;
}

gboolean
mdg_otp_intake_take_key (MdgOtpIntake *self,
                         const char *issuer,
                         const char *account,
                         MdgSecret *key,
                         MdgTotpAlgorithm algorithm,
                         guint digits,
                         guint period,
                         GError **error)
{
  g_autoptr (MdgOtpauthUri) uri = NULL;

  g_return_val_if_fail (MDG_IS_OTP_INTAKE (self), FALSE);

  uri = g_new0 (MdgOtpauthUri, 1);
  uri->issuer = take_name (issuer);
  if (uri->issuer == NULL)
    return mdg_refuse_field (error, "issuer", NULL);
  uri->account = take_name (account);
  if (uri->account == NULL || *uri->account == '\0')
    return mdg_refuse_field (error, "account", NULL);
  uri->setup_key = mdg_setup_key_parse (mdg_secret_get_string (key),
                                        (gssize)mdg_secret_get_length (key), error);
  if (uri->setup_key == NULL)
    return FALSE;
  if (*uri->issuer == '\0')
    g_clear_pointer (&uri->issuer, g_free);
  uri->algorithm = algorithm;
  uri->digits = digits;
  uri->period = period;
  add_item (self, mdg_otp_item_new (g_steal_pointer (&uri), NULL, NULL, NULL));
  compare (self);
  tell (self);
  return TRUE;
}

void
mdg_otp_intake_take_items (MdgOtpIntake *self, GPtrArray *items)
{
  g_return_if_fail (MDG_IS_OTP_INTAKE (self) && items != NULL);

  for (guint i = 0; i < items->len; i++)
    add_item (self, items->pdata[i]);
  g_ptr_array_set_free_func (items, NULL);
  g_ptr_array_unref (items);
  compare (self);
  tell (self);
}

/* pictures ------------------------------------------------------------------------------------- */

static void
read_picture (GTask *task, gpointer source, gpointer picture, GCancellable *cancellable)
{
  GError *error = NULL;
  MdgSecret *text = mdg_qr_code_read_image (picture, &error);

  if (text != NULL)
    g_task_return_pointer (task, text, (GDestroyNotify)mdg_secret_unref);
  else
    g_task_return_error (task, error);
}

void
mdg_otp_intake_take_picture_async (MdgOtpIntake *self,
                                   GBytes *picture,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (MDG_IS_OTP_INTAKE (self) && picture != NULL);

  task = g_task_new (self, cancellable, callback, data);
  g_task_set_source_tag (task, mdg_otp_intake_take_picture_async);
  g_task_set_task_data (task, g_bytes_ref (picture), (GDestroyNotify)g_bytes_unref);
  mdg_thread_task_run (task, read_picture);
}

gboolean
mdg_otp_intake_take_picture_finish (MdgOtpIntake *self,
                                    GAsyncResult *result,
                                    gboolean *repeated,
                                    GError **error)
{
  g_autoptr (MdgSecret) text = NULL;

  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  text = g_task_propagate_pointer (G_TASK (result), error);
  return text != NULL
         && mdg_otp_intake_take_text (self, mdg_secret_get_string (text),
                                      (gssize)mdg_secret_get_length (text), repeated, error);
}

/* looking and choosing ------------------------------------------------------------------------- */

GPtrArray *
mdg_otp_intake_get_candidates (MdgOtpIntake *self)
{
  g_return_val_if_fail (MDG_IS_OTP_INTAKE (self), NULL);

  return self->candidates;
}

GPtrArray *
mdg_otp_intake_get_refusals (MdgOtpIntake *self)
{
  g_return_val_if_fail (MDG_IS_OTP_INTAKE (self), NULL);

  return self->refusals;
}

void
mdg_otp_intake_choose (MdgOtpIntake *self, guint index, gboolean chosen)
{
  MdgOtpCandidate *candidate;

  g_return_if_fail (MDG_IS_OTP_INTAKE (self) && index < self->candidates->len);

  candidate = self->candidates->pdata[index];
  if (candidate->chosen == chosen)
    return;
  candidate->chosen = chosen;
  tell (self);
}

guint
mdg_otp_intake_count_chosen (MdgOtpIntake *self)
{
  guint n = 0;

  g_return_val_if_fail (MDG_IS_OTP_INTAKE (self), 0);

  for (guint i = 0; i < self->candidates->len; i++)
    n += ((MdgOtpCandidate *)self->candidates->pdata[i])->chosen ? 1 : 0;
  return n;
}

void
mdg_otp_intake_get_pages (MdgOtpIntake *self, guint *here, guint *all)
{
  g_return_if_fail (MDG_IS_OTP_INTAKE (self));

  *here = *all = 0;
  for (guint i = 0; i < self->batches->len; i++)
    {
      const Batch *batch = &g_array_index (self->batches, Batch, i);

      *here += batch->n_here;
      *all += batch->n_pages;
    }
}

void
mdg_otp_intake_clear (MdgOtpIntake *self)
{
  g_return_if_fail (MDG_IS_OTP_INTAKE (self));

  self->generation++;
  g_ptr_array_set_size (self->candidates, 0);
  g_ptr_array_set_size (self->refusals, 0);
  g_array_set_size (self->batches, 0);
  tell (self);
}

/* keeping -------------------------------------------------------------------------------------- */

static void
kept (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  GError *error = NULL;

  if (!mdg_authenticator_book_finish (MDG_CACHE (source), result, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  mdg_otp_intake_clear (g_task_get_source_object (task));
  g_task_return_int (task, GPOINTER_TO_INT (g_task_get_task_data (task)));
}

void
mdg_otp_intake_keep_async (MdgOtpIntake *self,
                           gint64 now,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer data)
{
  g_autoptr (GTask) task = NULL;
  g_autoptr (GPtrArray) items = NULL;

  g_return_if_fail (MDG_IS_OTP_INTAKE (self));

  items = copy_items (self, TRUE);
  task = g_task_new (self, cancellable, callback, data);
  g_task_set_source_tag (task, mdg_otp_intake_keep_async);
  g_task_set_task_data (task, GINT_TO_POINTER ((int)items->len), NULL);
  mdg_authenticator_book_add_async (self->cache, items, now, cancellable, kept,
                                    g_steal_pointer (&task));
}

int
mdg_otp_intake_keep_finish (MdgOtpIntake *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), -1);

  return (int)g_task_propagate_int (G_TASK (result), error);
}
