/* own-contacts.c: the clinic's own contacts in the cache.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/own-contacts.h"

#include <string.h>

#include "core/phone.h"
#include "core/text.h"
#include "store/statement.h"

#define MONDAY_TO_FRIDAY 0x3E
#define SATURDAY 0x40

/* What goes to the database's thread. */
typedef struct
{
  MdgOwnContact *contact; /* (nullable) */
  gint64 number;
  gint64 now;
} Work;

static void
work_free (gpointer data)
{
  Work *work = data;

  mdg_own_contact_free (work->contact);
  g_free (work);
}

MdgOwnContact *
mdg_own_contact_new (const char *kind)
{
  MdgOwnContact *contact = g_new0 (MdgOwnContact, 1);

  contact->kind = g_strdup (kind);
  contact->name = g_strdup ("");
  contact->phone = g_strdup ("");
  contact->mail = g_strdup ("");
  contact->remark = g_strdup ("");
  return contact;
}

gboolean
mdg_own_contact_equal (const MdgOwnContact *a, const MdgOwnContact *b)
{
  return a->number == b->number && g_str_equal (a->kind, b->kind) && g_str_equal (a->name, b->name)
         && g_str_equal (a->phone, b->phone) && g_str_equal (a->mail, b->mail)
         && g_str_equal (a->remark, b->remark) && a->weekday_from == b->weekday_from
         && a->weekday_until == b->weekday_until && a->saturday_from == b->saturday_from
         && a->saturday_until == b->saturday_until;
}

MdgOwnContact *
mdg_own_contact_copy (const MdgOwnContact *contact)
{
  MdgOwnContact *copy = g_memdup2 (contact, sizeof *contact);

  copy->kind = g_strdup (contact->kind);
  copy->name = g_strdup (contact->name);
  copy->phone = g_strdup (contact->phone);
  copy->mail = g_strdup (contact->mail);
  copy->remark = g_strdup (contact->remark);
  return copy;
}

void
mdg_own_contact_free (MdgOwnContact *contact)
{
  if (contact == NULL)
    return;
  g_free (contact->kind);
  g_free (contact->name);
  g_free (contact->phone);
  g_free (contact->mail);
  g_free (contact->remark);
  g_free (contact);
}

void
mdg_own_contact_hours (const MdgOwnContact *contact, MdgOpenHours *hours)
{
  *hours = (MdgOpenHours){ .holidays = TRUE };
  if (contact->weekday_until > 0)
    hours->spans[hours->n_spans++]
        = (MdgOpenSpan){ MONDAY_TO_FRIDAY, contact->weekday_from, contact->weekday_until };
  if (contact->saturday_until > 0)
    hours->spans[hours->n_spans++]
        = (MdgOpenSpan){ SATURDAY, contact->saturday_from, contact->saturday_until };
}

/* judging ------------------------------------------------------------------------------------- */

static gboolean
is_line (const char *text)
{
  return text != NULL && g_utf8_validate (text, -1, NULL) && !mdg_text_has_control (text)
         && g_utf8_strlen (text, -1) <= MDG_OWN_TEXT_MAX;
}

static gboolean
is_span (int from, int until)
{
  return (from == 0 && until == 0) || (from >= 0 && from < until && until <= 24 * 60);
}

gboolean
mdg_own_contact_check (MdgOwnContact *contact, GError **error)
{
  char *phone, *mail;

  if (!is_line (contact->name) || *contact->name == '\0')
    return mdg_refuse_field (error, "name", NULL);
  if (!is_line (contact->phone))
    return mdg_refuse_field (error, "phone", NULL);
  phone = mdg_phone_hyphened (contact->phone);
  g_free (contact->phone);
  contact->phone = phone;
  if (*phone != '\0' && !mdg_phone_is_number (phone))
    return mdg_refuse_field (error, "phone", NULL);
  mail = is_line (contact->mail) ? mdg_text_mail (contact->mail) : NULL;
  if (mail == NULL && (!is_line (contact->mail) || *contact->mail != '\0'))
    return mdg_refuse_field (error, "mail", NULL);
  if (mail != NULL)
    {
      g_free (contact->mail);
      contact->mail = mail;
    }
  if (*phone == '\0' && *contact->mail == '\0')
    return mdg_refuse_field (error, "phone", NULL);
  if (!is_line (contact->remark))
    return mdg_refuse_field (error, "remark", NULL);
  if (!is_span (contact->weekday_from, contact->weekday_until))
    return mdg_refuse_field (error, "weekday", NULL);
  return is_span (contact->saturday_from, contact->saturday_until)
         || mdg_refuse_field (error, "saturday", NULL);
}

/* on the database's thread -------------------------------------------------------------------- */

static MdgOwnContact *
read_contact (MdgStatement *statement)
{
  MdgOwnContact *contact = g_new0 (MdgOwnContact, 1);

  contact->number = mdg_statement_get_int (statement, 0);
  contact->kind = g_strdup (mdg_statement_get_text (statement, 1));
  contact->name = g_strdup (mdg_statement_get_text (statement, 2));
  contact->phone = g_strdup (mdg_statement_get_text (statement, 3));
  contact->mail = g_strdup (mdg_statement_get_text (statement, 4));
  contact->remark = g_strdup (mdg_statement_get_text (statement, 5));
  contact->weekday_from = (int)mdg_statement_get_int (statement, 6);
  contact->weekday_until = (int)mdg_statement_get_int (statement, 7);
  contact->saturday_from = (int)mdg_statement_get_int (statement, 8);
  contact->saturday_until = (int)mdg_statement_get_int (statement, 9);
  return contact;
}

static gpointer
list (MdgDatabase *database, MdgVault *vault, gpointer data, GError **error)
{
  g_autoptr (GPtrArray) contacts
      = g_ptr_array_new_with_free_func ((GDestroyNotify)mdg_own_contact_free);
  g_autoptr (MdgStatement) statement = mdg_statement_new (
      database,
      "SELECT number, kind, name, phone, mail, remark, weekday_from, weekday_until,"
      " saturday_from, saturday_until FROM own_contact ORDER BY number",
      error);
  gboolean row;

  if (statement == NULL)
    return NULL;
  for (;;)
    {
      if (!mdg_statement_step (statement, &row, error))
        return NULL;
      if (!row)
        return g_steal_pointer (&contacts);
      g_ptr_array_add (contacts, read_contact (statement));
    }
}

static gboolean
has_room (MdgDatabase *database, GError **error)
{
  g_autoptr (MdgStatement) statement
      = mdg_statement_new (database, "SELECT count(*) FROM own_contact", error);
  gboolean row;

  if (statement == NULL || !mdg_statement_step (statement, &row, error))
    return FALSE;
  if (mdg_statement_get_int (statement, 0) < MDG_OWN_CONTACTS_MAX)
    return TRUE;
  mdg_set_error (error, MDG_ERROR_LIMIT_EXCEEDED, "there are too many contacts");
  return FALSE;
}

static void
bind (MdgStatement *statement, const Work *work)
{
  const MdgOwnContact *contact = work->contact;

  mdg_statement_bind_text (statement, 0, contact->kind);
  mdg_statement_bind_text (statement, 1, contact->name);
  mdg_statement_bind_text (statement, 2, contact->phone);
  mdg_statement_bind_text (statement, 3, contact->mail);
  mdg_statement_bind_text (statement, 4, contact->remark);
  mdg_statement_bind_int (statement, 5, contact->weekday_from);
  mdg_statement_bind_int (statement, 6, contact->weekday_until);
  mdg_statement_bind_int (statement, 7, contact->saturday_from);
  mdg_statement_bind_int (statement, 8, contact->saturday_until);
  mdg_statement_bind_int (statement, 9, work->now);
}

static gpointer
save (MdgDatabase *database, MdgVault *vault, gpointer data, GError **error)
{
  const Work *work = data;
  gint64 number = work->contact->number;
  g_autoptr (MdgStatement) statement = NULL;

  if (number == 0 && !has_room (database, error))
    return NULL;
  statement = mdg_statement_new (
      database,
      number == 0 ? "INSERT INTO own_contact (kind, name, phone, mail, remark, weekday_from,"
                    " weekday_until, saturday_from, saturday_until, edited_at)"
                    " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)"
                  : "UPDATE own_contact SET kind = ?1, name = ?2, phone = ?3, mail = ?4,"
                    " remark = ?5, weekday_from = ?6, weekday_until = ?7, saturday_from = ?8,"
                    " saturday_until = ?9, edited_at = ?10 WHERE number = ?11",
      error);
  if (statement == NULL)
    return NULL;
  bind (statement, work);
  if (number != 0)
    mdg_statement_bind_int (statement, 10, number);
  return mdg_statement_change (statement, "contact", error) ? MDG_CACHE_DONE : NULL;
}

static gpointer
remove_contact (MdgDatabase *database, MdgVault *vault, gpointer data, GError **error)
{
  g_autoptr (MdgStatement) statement
      = mdg_statement_new (database, "DELETE FROM own_contact WHERE number = ?1", error);

  if (statement == NULL)
    return NULL;
  mdg_statement_bind_int (statement, 0, ((const Work *)data)->number);
  return mdg_statement_change (statement, "contact", error) ? MDG_CACHE_DONE : NULL;
}

/* public -------------------------------------------------------------------------------------- */

void
mdg_own_contacts_list_async (MdgCache *cache,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer data)
{
  mdg_cache_run_async (cache, cache, list, NULL, NULL, (GDestroyNotify)g_ptr_array_unref,
                       mdg_own_contacts_list_async, cancellable, callback, data);
}

GPtrArray *
mdg_own_contacts_list_finish (MdgCache *cache, GAsyncResult *result, GError **error)
{
  return mdg_cache_run_finish (result, mdg_own_contacts_list_async, error);
}

void
mdg_own_contacts_save_async (MdgCache *cache,
                             const MdgOwnContact *contact,
                             gint64 now,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer data)
{
  Work *work = g_new0 (Work, 1);
  GError *error = NULL;

  g_return_if_fail (MDG_IS_CACHE (cache) && contact != NULL);
  work->now = now;
  work->contact = mdg_own_contact_copy (contact);
  if (mdg_own_contact_check (work->contact, &error))
    {
      mdg_cache_run_async (cache, cache, save, work, work_free, NULL, mdg_own_contacts_finish,
                           cancellable, callback, data);
      return;
    }
  work_free (work);
  g_task_report_error (cache, callback, data, mdg_own_contacts_finish, error);
}

void
mdg_own_contacts_remove_async (MdgCache *cache,
                               gint64 number,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer data)
{
  Work *work = g_new0 (Work, 1);

  work->number = number;
  mdg_cache_run_async (cache, cache, remove_contact, work, work_free, NULL, mdg_own_contacts_finish,
                       cancellable, callback, data);
}

gboolean
mdg_own_contacts_finish (MdgCache *cache, GAsyncResult *result, GError **error)
{
  return mdg_cache_run_finish (result, mdg_own_contacts_finish, error) != NULL;
}
