/* otp-entry.c: one entry of the tab [Authenticator].
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "authenticator/otp-entry.h"

#include <string.h>

#include "core/text.h"

struct _MdgOtpEntry
{
  GObject parent_instance;

  MdgOtpFacts facts;
  char *folded; /* (nullable): made when it is first searched */
};

G_DEFINE_FINAL_TYPE (MdgOtpEntry, mdg_otp_entry, G_TYPE_OBJECT)

MdgOtpFacts
mdg_otp_facts_copy (const MdgOtpFacts *facts)
{
  MdgOtpFacts copy = *facts;

  copy.issuer = g_strdup (facts->issuer);
  copy.account = g_strdup (facts->account);
  copy.note = g_strdup (facts->note);
  copy.institution_code = g_strdup (facts->institution_code);
  copy.login_id = g_strdup (facts->login_id);
  return copy;
}

void
mdg_otp_facts_clear (MdgOtpFacts *facts)
{
  g_free (facts->issuer);
  g_free (facts->account);
  g_free (facts->note);
  g_free (facts->institution_code);
  g_free (facts->login_id);
  *facts = (MdgOtpFacts){ 0 };
}

static void
mdg_otp_entry_finalize (GObject *object)
{
  MdgOtpEntry *self = MDG_OTP_ENTRY (object);

  mdg_otp_facts_clear (&self->facts);
  g_free (self->folded);
  G_OBJECT_CLASS (mdg_otp_entry_parent_class)->finalize (object);
}

static void
mdg_otp_entry_class_init (MdgOtpEntryClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = mdg_otp_entry_finalize;
}

static void
mdg_otp_entry_init (MdgOtpEntry *self)
{
}

MdgOtpEntry *
mdg_otp_entry_new (MdgOtpFacts *facts)
{
  MdgOtpEntry *self = g_object_new (MDG_TYPE_OTP_ENTRY, NULL);

  self->facts = *facts;
  *facts = (MdgOtpFacts){ 0 };
  return self;
}

const MdgOtpFacts *
mdg_otp_entry_get_facts (MdgOtpEntry *self)
{
  g_return_val_if_fail (MDG_IS_OTP_ENTRY (self), NULL);

  return &self->facts;
}

gboolean
mdg_otp_entry_matches (MdgOtpEntry *self, const char *const *words)
{
  if (self->folded == NULL)
    {
      g_autofree char *all
          = g_strjoin (" ", self->facts.issuer, self->facts.account, self->facts.note,
                       self->facts.institution_code, self->facts.login_id, NULL);
      self->folded = mdg_text_fold (all);
    }
  for (; *words != NULL; words++)
    if (strstr (self->folded, *words) == NULL)
      return FALSE;
  return TRUE;
}

/* the list ------------------------------------------------------------------------------------- */

struct _MdgOtpList
{
  GObject parent_instance;

  gboolean trash;
  GPtrArray *all;  /* (nullable): of MdgOtpEntry */
  GPtrArray *seen; /* of MdgOtpEntry */
  char **words;    /* (nullable): of the search */
  guint n_all;
};

static GType
get_item_type (GListModel *model)
{
  return MDG_TYPE_OTP_ENTRY;
}

static guint
get_n_items (GListModel *model)
{
  return MDG_OTP_LIST (model)->seen->len;
}

static gpointer
get_item (GListModel *model, guint position)
{
  GPtrArray *seen = MDG_OTP_LIST (model)->seen;

  return position < seen->len ? g_object_ref (seen->pdata[position]) : NULL;
}

static void
init_model (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (MdgOtpList,
                               mdg_otp_list,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, init_model))

static void
mdg_otp_list_finalize (GObject *object)
{
  MdgOtpList *self = MDG_OTP_LIST (object);

  g_clear_pointer (&self->all, g_ptr_array_unref);
  g_ptr_array_unref (self->seen);
  g_strfreev (self->words);
  G_OBJECT_CLASS (mdg_otp_list_parent_class)->finalize (object);
}

static void
mdg_otp_list_class_init (MdgOtpListClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = mdg_otp_list_finalize;
}

static void
mdg_otp_list_init (MdgOtpList *self)
{
  self->seen = g_ptr_array_new_with_free_func (g_object_unref);
}

static void
choose (MdgOtpList *self)
{
  guint before = self->seen->len;

  g_ptr_array_set_size (self->seen, 0);
  self->n_all = 0;
  for (guint i = 0; self->all != NULL && i < self->all->len; i++)
    {
      MdgOtpEntry *entry = self->all->pdata[i];

      if ((entry->facts.trashed_at != 0) != self->trash)
        continue;
      self->n_all++;
      if (self->words == NULL || mdg_otp_entry_matches (entry, (const char *const *)self->words))
        g_ptr_array_add (self->seen, g_object_ref (entry));
    }
  g_list_model_items_changed (G_LIST_MODEL (self), 0, before, self->seen->len);
}

MdgOtpList *
mdg_otp_list_new (gboolean trash)
{
  MdgOtpList *self = g_object_new (MDG_TYPE_OTP_LIST, NULL);

  self->trash = trash;
  return self;
}

void
mdg_otp_list_set_entries (MdgOtpList *self, GPtrArray *entries)
{
  g_return_if_fail (MDG_IS_OTP_LIST (self) && entries != NULL);

  g_ptr_array_ref (entries);
  g_clear_pointer (&self->all, g_ptr_array_unref);
  self->all = entries;
  choose (self);
}

void
mdg_otp_list_set_search (MdgOtpList *self, const char *search)
{
  g_autofree char *folded = NULL;

  g_return_if_fail (MDG_IS_OTP_LIST (self));

  folded = g_strstrip (mdg_text_fold (search));
  g_clear_pointer (&self->words, g_strfreev);
  if (*folded != '\0')
    self->words = g_strsplit (folded, " ", -1);
  choose (self);
}

gboolean
mdg_otp_list_is_searched (MdgOtpList *self)
{
  g_return_val_if_fail (MDG_IS_OTP_LIST (self), FALSE);

  return self->words != NULL;
}

guint
mdg_otp_list_count_all (MdgOtpList *self)
{
  g_return_val_if_fail (MDG_IS_OTP_LIST (self), 0);

  return self->n_all;
}

guint
mdg_otp_list_find (MdgOtpList *self, gint64 number)
{
  g_return_val_if_fail (MDG_IS_OTP_LIST (self), G_MAXUINT);

  for (guint i = 0; i < self->seen->len; i++)
    if (((MdgOtpEntry *)self->seen->pdata[i])->facts.number == number)
      return i;
  return G_MAXUINT;
}
