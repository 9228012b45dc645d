/* https-accounts.c: the calls of MdgAccountService as requests of the contract.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "net/https-service-private.h"

#include "contract/endpoints.h"

static char *
make_tag (gint64 revision)
{
  return g_strdup_printf ("\"%" G_GINT64_FORMAT "\"", revision);
}

/* Pages ------------------------------------------------------------------------------------- */

typedef struct
{
  MdgList list;
  char *after;
  gint64 since;
  int limit;
  MdgGoesOn goes_on; /* (nullable) */
  gpointer goes_on_data;
  GBytes *body;
  char *next; /* (nullable): what the answer's head says the list goes on after */
} PageCall;

static void
page_call_free (gpointer data)
{
  PageCall *call = data;

  g_free (call->after);
  g_clear_pointer (&call->body, g_bytes_unref);
  g_free (call->next);
  g_free (call);
}

static char *
page_path (const MdgListPart *part)
{
  static const char *const paths[] = {
    [MDG_LIST_ACCOUNTS] = MDG_PATH_ACCOUNTS,
    [MDG_LIST_APPLICATIONS] = MDG_PATH_APPLICATIONS,
    [MDG_LIST_MAIL] = MDG_PATH_MAIL,
  };
  GString *path = g_string_new (paths[part->list]);

  g_string_append_printf (path, "?limit=%d", CLAMP (part->limit, 1, MDG_PAGE_MAX));
  if (part->since >= 0)
    g_string_append_printf (path, "&since=%" G_GINT64_FORMAT, part->since);
  else if (part->after)
    {
      g_string_append (path, "&after=");
      g_string_append_uri_escaped (path, part->after, NULL, FALSE);
    }
  return g_string_free (path, FALSE);
}

static MdgPage *
parse_page (const PageCall *call, GError **error)
{
  gsize length;
  const char *json = g_bytes_get_data (call->body, &length);

  switch (call->list)
    {
    case MDG_LIST_ACCOUNTS:
      return mdg_account_page_parse (json, (gssize)length, error);
    case MDG_LIST_APPLICATIONS:
      return mdg_application_page_parse (json, (gssize)length, error);
    case MDG_LIST_MAIL:
    default:
      return mdg_mail_page_parse (json, (gssize)length, error);
    }
}

/* What an item is sorted by; @revision: (out): 0 for a mail. */
static const char *
get_place (MdgList list, gconstpointer item, gint64 *revision)
{
  *revision = 0;
  switch (list)
    {
    case MDG_LIST_ACCOUNTS:
      *revision = ((const MdgAccount *)item)->revision;
      return ((const MdgAccount *)item)->id;
    case MDG_LIST_APPLICATIONS:
      *revision = ((const MdgAccountApplication *)item)->revision;
      return ((const MdgAccountApplication *)item)->id;
    case MDG_LIST_MAIL:
    default:
      return ((const MdgMail *)item)->id;
    }
}

/* A page must lead on, or whoever follows it would never come to an end. */
static gboolean
leads_on (const PageCall *call, const MdgPage *page)
{
  const char *last_id = call->after ? call->after : "";
  gint64 last_revision = call->since;

  if (page->items->len > (guint)call->limit || (page->next && page->items->len == 0)
      || (call->next && g_strcmp0 (page->next, call->next) != 0))
    return FALSE;
  for (guint i = 0; i < page->items->len; i++)
    {
      gint64 revision;
      const char *id = get_place (call->list, page->items->pdata[i], &revision);

      if (call->since >= 0 ? revision <= last_revision || revision > page->revision
                           : strcmp (id, last_id) <= 0)
        return FALSE;
      last_id = id;
      last_revision = revision;
    }
  return call->since >= 0 || !page->next || g_str_equal (page->next, last_id);
}

static void
parse_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  PageCall *call = data;
  GError *error = NULL;
  g_autoptr (MdgPage) page = parse_page (call, &error);

  if (page && !leads_on (call, page))
    error = mdg_error_new (MDG_ERROR_BAD_ANSWER, "The page is out of order");
  if (error)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, g_steal_pointer (&page), (GDestroyNotify)mdg_page_free);
}

static void
on_parsed (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  GError *error = NULL;
  MdgPage *page = g_task_propagate_pointer (G_TASK (result), &error);

  if (page)
    g_task_return_pointer (task, page, (GDestroyNotify)mdg_page_free);
  else
    g_task_return_error (task, error);
}

/* A page as it came. */
typedef struct
{
  GBytes *body;
  char *next; /* (nullable) */
} Come;

static void
come_free (gpointer data)
{
  Come *come = data;

  g_clear_pointer (&come->body, g_bytes_unref);
  g_free (come->next);
  g_free (come);
}

static gpointer
read_body (MdgHttpsService *self, const MdgAnswer *answer, GError **error)
{
  Come *come = g_new0 (Come, 1);

  come->body = g_bytes_new (answer->body, answer->length);
  come->next = g_strdup (answer->next_after);
  return come;
}

/* The worker gets a task of its own, without the service: whoever lets go of the service last must
 * do so on the main thread. */
static void
parse_come (GTask *task, Come *come)
{
  const PageCall *call = g_task_get_task_data (task);
  g_autoptr (GTask) parsing = g_task_new (NULL, g_task_get_cancellable (task), on_parsed, task);
  PageCall *copy = g_memdup2 (call, sizeof *call);

  copy->after = g_strdup (call->after);
  copy->body = g_steal_pointer (&come->body);
  copy->next = call->since < 0 ? g_steal_pointer (&come->next) : NULL;
  g_task_set_task_data (parsing, copy, page_call_free);
  g_task_run_in_thread (parsing, parse_in_thread);
}

static void
on_page_body (GObject *source, GAsyncResult *result, gpointer data)
{
  GTask *task = data;
  const PageCall *call = g_task_get_task_data (task);
  GError *error = NULL;
  Come *come = g_task_propagate_pointer (G_TASK (result), &error);

  if (!come)
    {
      g_task_return_error (task, error);
      g_object_unref (task);
      return;
    }
  if (call->goes_on && come->next && call->since < 0)
    call->goes_on (come->next, call->goes_on_data);
  parse_come (task, come);
  come_free (come);
}

static void
get_page_async (MdgAccountService *service,
                const MdgListPart *part,
                GCancellable *cancellable,
                GAsyncReadyCallback callback,
                gpointer data)
{
  GTask *task = mdg_https_service_task (service, get_page_async, cancellable, callback, data);
  g_autofree char *path = page_path (part);
  PageCall *call = g_new0 (PageCall, 1);

  *call = (PageCall){ .list = part->list,
                      .after = g_strdup (part->after),
                      .since = part->since,
                      .limit = CLAMP (part->limit, 1, MDG_PAGE_MAX),
                      .goes_on = part->goes_on,
                      .goes_on_data = part->goes_on_data };
  g_task_set_task_data (task, call, page_call_free);
  mdg_https_service_call (
      g_task_new (service, cancellable, on_page_body, task),
      &(MdgHttpsCall){ .method = "GET",
                       .path = path,
                       .optional
                       = part->list == MDG_LIST_MAIL, /* only the training has a mailbox */
                       .read = read_body,
                       .free_value = come_free });
}

/* One account ------------------------------------------------------------------------------- */

/* The tag, when there is one, names the revision that the row itself names. */
static gpointer
read_account (MdgHttpsService *self, const MdgAnswer *answer, GError **error)
{
  g_autoptr (MdgAccount) account = mdg_account_parse (answer->body, (gssize)answer->length, error);
  g_autofree char *tag = account ? make_tag (account->revision) : NULL;

  if (!account || !answer->etag || g_str_equal (answer->etag, tag))
    return g_steal_pointer (&account);
  mdg_set_error (error, MDG_ERROR_BAD_ANSWER, "The account and its tag are not of one revision");
  return NULL;
}

static gpointer
read_facility (MdgHttpsService *self, const MdgAnswer *answer, GError **error)
{
  return mdg_facility_parse (answer->body, (gssize)answer->length, error);
}

static gpointer
read_pdf (MdgHttpsService *self, const MdgAnswer *answer, GError **error)
{
  return mdg_secret_new (answer->body, answer->length);
}

static void
get_account_async (MdgAccountService *service,
                   const char *id,
                   GCancellable *cancellable,
                   GAsyncReadyCallback callback,
                   gpointer data)
{
  mdg_https_service_call (
      mdg_https_service_task (service, get_account_async, cancellable, callback, data),
      &(MdgHttpsCall){ .method = "GET",
                       .path = MDG_PATH_ACCOUNT,
                       .part = id,
                       .read = read_account,
                       .free_value = (GDestroyNotify)mdg_account_free });
}

static void
get_facility_async (MdgAccountService *service,
                    const char *institution_code,
                    GCancellable *cancellable,
                    GAsyncReadyCallback callback,
                    gpointer data)
{
  mdg_https_service_call (
      mdg_https_service_task (service, get_facility_async, cancellable, callback, data),
      &(MdgHttpsCall){ .method = "GET",
                       .path = MDG_PATH_FACILITY,
                       .part = institution_code,
                       .read = read_facility,
                       .free_value = (GDestroyNotify)mdg_facility_free });
}

static void
get_settings_pdf_async (MdgAccountService *service,
                        const char *id,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer data)
{
  mdg_https_service_call (
      mdg_https_service_task (service, get_settings_pdf_async, cancellable, callback, data),
      &(MdgHttpsCall){ .method = "GET",
                       .path = MDG_PATH_SETTINGS_PDF,
                       .part = id,
                       .accept = MDG_CONTENT_PDF,
                       .read = read_pdf,
                       .free_value = (GDestroyNotify)mdg_secret_unref });
}

/* Writes ------------------------------------------------------------------------------------ */

static void
put_note_async (MdgAccountService *service,
                const char *id,
                const char *note,
                gint64 revision,
                const char *key,
                GCancellable *cancellable,
                GAsyncReadyCallback callback,
                gpointer data)
{
  mdg_https_service_call (
      mdg_https_service_task (service, put_note_async, cancellable, callback, data),
      &(MdgHttpsCall){ .method = "PUT",
                       .path = MDG_PATH_NOTE,
                       .part = id,
                       .body = mdg_note_request_to_json (note),
                       .if_match = make_tag (revision),
                       .idempotency_key = g_strdup (key),
                       .read = read_account,
                       .free_value = (GDestroyNotify)mdg_account_free });
}

static void
cancel_async (MdgAccountService *service,
              const char *id,
              const char *key,
              GCancellable *cancellable,
              GAsyncReadyCallback callback,
              gpointer data)
{
  mdg_https_service_call (
      mdg_https_service_task (service, cancel_async, cancellable, callback, data),
      &(MdgHttpsCall){ .method = "POST",
                       .path = MDG_PATH_CANCELLATION,
                       .part = id,
                       .idempotency_key = g_strdup (key),
                       .read = read_account,
                       .free_value = (GDestroyNotify)mdg_account_free });
}

static gpointer
read_application (MdgHttpsService *self, const MdgAnswer *answer, GError **error)
{
  return mdg_account_application_parse (answer->body, (gssize)answer->length, error);
}

static void
apply_async (MdgAccountService *service,
             const MdgApplicationRequest *application,
             const char *key,
             GCancellable *cancellable,
             GAsyncReadyCallback callback,
             gpointer data)
{
  mdg_https_service_call (
      mdg_https_service_task (service, apply_async, cancellable, callback, data),
      &(MdgHttpsCall){ .method = "POST",
                       .path = MDG_PATH_APPLICATIONS,
                       .body = mdg_application_request_to_json (application),
                       .idempotency_key = g_strdup (key),
                       .read = read_application,
                       .free_value = (GDestroyNotify)mdg_account_application_free });
}

/* Ends -------------------------------------------------------------------------------------- */

#define DEFINE_FINISH(name, Value)                                                                 \
  static Value *name##_finish (MdgAccountService *service, GAsyncResult *result, GError **error)   \
  {                                                                                                \
    return mdg_https_service_finish (service, result, name##_async, error);                        \
  }

DEFINE_FINISH (get_page, MdgPage)
DEFINE_FINISH (get_account, MdgAccount)
DEFINE_FINISH (get_facility, MdgFacility)
DEFINE_FINISH (get_settings_pdf, MdgSecret)
DEFINE_FINISH (put_note, MdgAccount)
DEFINE_FINISH (cancel, MdgAccount)
DEFINE_FINISH (apply, MdgAccountApplication)

void
mdg_https_accounts_iface_init (MdgAccountServiceInterface *iface)
{
  iface->get_page_async = get_page_async;
  iface->get_page_finish = get_page_finish;
  iface->get_account_async = get_account_async;
  iface->get_account_finish = get_account_finish;
  iface->get_facility_async = get_facility_async;
  iface->get_facility_finish = get_facility_finish;
  iface->get_settings_pdf_async = get_settings_pdf_async;
  iface->get_settings_pdf_finish = get_settings_pdf_finish;
  iface->put_note_async = put_note_async;
  iface->put_note_finish = put_note_finish;
  iface->cancel_async = cancel_async;
  iface->cancel_finish = cancel_finish;
  iface->apply_async = apply_async;
  iface->apply_finish = apply_finish;
}
