/* certificate-cards.c: the certificates of this computer, a card each.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "certificates/certificate-cards.h"

#include <glib/gi18n.h>

#include "certificates/certificate-card.h"
#include "widgets/widget-tools.h"

/* A folder may be full of certificates; a card is not for nothing. */
#define CARDS_AT_ONCE 20
#define SPACING 10

struct _MdgCertificateCards
{
  GtkWidget parent_instance;

  GtkWidget *rows;
  GtkWidget *more;

  MdgCertificateDesk *desk;
  MdgCertificateFinder *finder; /* (nullable) */
  GHashTable *cards;            /* MdgCertificateFile or sha256 (interned) → card */
  guint limit;
  guint n_shown;
  guint idle; /* the cards want to be arranged */
};

static guint arranged_signal;

G_DEFINE_FINAL_TYPE (MdgCertificateCards, mdg_certificate_cards, GTK_TYPE_WIDGET)

/* What a card stands in the list by. */
typedef struct
{
  gpointer key;             /* as in the table */
  MdgCertificateFile *file; /* (nullable) */
  const char *name;
  gint64 valid_until;
  guint rank; /* good ones, those that want a password, those with a fault, those not here */
} Place;

static Place
place_of_file (MdgCertificateFile *file)
{
  MdgCertificateInfo *info = mdg_certificate_file_get_info (file);
  Place place
      = { .key = file, .file = file, .name = mdg_certificate_file_get_path (file), .rank = 1 };

  if (mdg_certificate_file_get_error (file) != NULL)
    place.rank = 2;
  else if (info != NULL && info->fault == NULL)
    place.rank = 0;
  else if (info != NULL && !g_error_matches (info->fault, MDG_ERROR, MDG_ERROR_P12_WRONG_PASSWORD))
    place.rank = 2;
  if (info != NULL && info->has_certificate)
    place.valid_until = info->valid_until;
  return place;
}

static int
compare_places (gconstpointer a, gconstpointer b)
{
  const Place *first = a;
  const Place *second = b;

  if (first->rank != second->rank)
    return first->rank < second->rank ? -1 : 1;
  if (first->valid_until != second->valid_until)
    return first->valid_until > second->valid_until ? -1 : 1;
  return g_strcmp0 (first->name, second->name);
}

static gboolean
is_among_files (GArray *places, const char *sha256)
{
  for (guint i = 0; i < places->len; i++)
    {
      MdgCertificateFile *file = g_array_index (places, Place, i).file;
      MdgCertificateInfo *info = file != NULL ? mdg_certificate_file_get_info (file) : NULL;

      if (info != NULL && g_strcmp0 (info->sha256, sha256) == 0)
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_of_this_computer (const MdgLedgerCertificate *record)
{
  return *record->path != '\0';
}

/* Whether the stick of a clinic is plugged into its new computer, and not into another one's. */
static gboolean
is_new_computer (GArray *places, GPtrArray *records)
{
  for (guint i = 0; i < records->len; i++)
    if (is_of_this_computer (records->pdata[i]))
      return FALSE;
  return places->len == 0;
}

/* Certificates that are still of use, and whose file is not on this computer any more; or, where
 * there never was one, those that may be restored to it. */
static void
add_records (MdgCertificateCards *self, GArray *places)
{
  GPtrArray *records = mdg_certificate_desk_get_certificates (self->desk);
  gboolean all = is_new_computer (places, records);

  for (guint i = 0; i < records->len; i++)
    {
      const MdgLedgerCertificate *record = records->pdata[i];
      Place place = { .name = record->sha256, .valid_until = record->valid_until, .rank = 3 };

      if (record->is_replaced || !(all ? record->valid_until != 0 : is_of_this_computer (record))
          || is_among_files (places, record->sha256))
        continue;
      place.key = (gpointer)g_intern_string (record->sha256);
      g_array_append_val (places, place);
    }
}

static GArray *
list_places (MdgCertificateCards *self)
{
  GArray *places = g_array_new (FALSE, FALSE, sizeof (Place));
  guint n = self->finder != NULL ? g_list_model_get_n_items (G_LIST_MODEL (self->finder)) : 0;

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (MdgCertificateFile) file = g_list_model_get_item (G_LIST_MODEL (self->finder), i);
      Place place = place_of_file (file);

      g_array_append_val (places, place);
    }
  if (self->finder != NULL && !mdg_certificate_finder_is_looking (self->finder))
    add_records (self, places);
  g_array_sort (places, compare_places);
  return places;
}

static GtkWidget *
card_for (MdgCertificateCards *self, const Place *place)
{
  GtkWidget *card = g_hash_table_lookup (self->cards, place->key);

  if (card != NULL)
    return card;
  card = place->file != NULL ? mdg_certificate_card_new (self->desk, place->file)
                             : mdg_certificate_card_new_for_record (self->desk, place->name);
  g_hash_table_insert (self->cards, place->key, card);
  gtk_box_append (GTK_BOX (self->rows), card);
  return card;
}

static gboolean
is_wanted (GArray *places, guint n, gpointer key)
{
  for (guint i = 0; i < n; i++)
    if (g_array_index (places, Place, i).key == key)
      return TRUE;
  return FALSE;
}

static void
drop_cards (MdgCertificateCards *self, GArray *places, guint n)
{
  GHashTableIter iterator;
  gpointer key, card;

  g_hash_table_iter_init (&iterator, self->cards);
  while (g_hash_table_iter_next (&iterator, &key, &card))
    if (!is_wanted (places, n, key))
      {
        gtk_box_remove (GTK_BOX (self->rows), card);
        g_hash_table_iter_remove (&iterator);
      }
}

static void
arrange (MdgCertificateCards *self)
{
  g_autoptr (GArray) places = list_places (self);
  guint n = MIN (places->len, self->limit);
  GtkWidget *before = NULL;

  drop_cards (self, places, n);
  for (guint i = 0; i < n; i++)
    {
      GtkWidget *card = card_for (self, &g_array_index (places, Place, i));

      gtk_box_reorder_child_after (GTK_BOX (self->rows), card, before);
      before = card;
    }
  mdg_widget_set_shown (self->more, places->len > n);
  self->n_shown = n;
  g_signal_emit (self, arranged_signal, 0);
}

static gboolean
arrange_now (gpointer data)
{
  MdgCertificateCards *self = data;

  self->idle = 0;
  arrange (self);
  return G_SOURCE_REMOVE;
}

/* Several changes in a row are one arrangement. */
static void
arrange_soon (MdgCertificateCards *self)
{
  if (self->idle == 0 && self->desk != NULL)
    self->idle = g_idle_add (arrange_now, self);
}

static void
files_changed (GListModel *files,
               guint position,
               guint removed,
               guint added,
               MdgCertificateCards *self)
{
  for (guint i = position; i < position + added; i++)
    {
      g_autoptr (MdgCertificateFile) file = g_list_model_get_item (files, i);

      g_signal_connect_object (file, "notify::info", G_CALLBACK (arrange_soon), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (file, "notify::error", G_CALLBACK (arrange_soon), self,
                               G_CONNECT_SWAPPED);
    }
  /* At once where something went: its file is a key of the table. */
  if (removed > 0)
    arrange (self);
  else
    arrange_soon (self);
}

static void
bind_finder (MdgCertificateCards *self)
{
  if (self->finder != NULL || mdg_certificate_desk_get_finder (self->desk) == NULL)
    return;
  self->finder = g_object_ref (mdg_certificate_desk_get_finder (self->desk));
  g_signal_connect_object (self->finder, "items-changed", G_CALLBACK (files_changed), self, 0);
  g_signal_connect_object (self->finder, "notify::looking", G_CALLBACK (arrange_soon), self,
                           G_CONNECT_SWAPPED);
  files_changed (G_LIST_MODEL (self->finder), 0, 0,
                 g_list_model_get_n_items (G_LIST_MODEL (self->finder)), self);
}

static void
more_clicked (MdgCertificateCards *self)
{
  self->limit += CARDS_AT_ONCE;
  arrange (self);
}

/* overrides ----------------------------------------------------------------------------------- */

static void
mdg_certificate_cards_dispose (GObject *object)
{
  MdgCertificateCards *self = MDG_CERTIFICATE_CARDS (object);

  g_clear_handle_id (&self->idle, g_source_remove);
  g_hash_table_remove_all (self->cards);
  g_clear_object (&self->finder);
  g_clear_object (&self->desk);
  mdg_widget_clear (GTK_WIDGET (object));
  G_OBJECT_CLASS (mdg_certificate_cards_parent_class)->dispose (object);
}

static void
mdg_certificate_cards_finalize (GObject *object)
{
  g_hash_table_unref (MDG_CERTIFICATE_CARDS (object)->cards);
  G_OBJECT_CLASS (mdg_certificate_cards_parent_class)->finalize (object);
}

static void
mdg_certificate_cards_class_init (MdgCertificateCardsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = mdg_certificate_cards_dispose;
  G_OBJECT_CLASS (klass)->finalize = mdg_certificate_cards_finalize;
  GTK_WIDGET_CLASS (klass)->focus = mdg_widget_focus_child;
  arranged_signal = g_signal_new ("arranged", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
mdg_certificate_cards_init (MdgCertificateCards *self)
{
  GtkWidget *both = gtk_box_new (GTK_ORIENTATION_VERTICAL, SPACING);

  self->cards = g_hash_table_new (NULL, NULL);
  self->limit = CARDS_AT_ONCE;
  self->rows = gtk_box_new (GTK_ORIENTATION_VERTICAL, SPACING);
  self->more = gtk_button_new_with_mnemonic (_ ("Show m_ore certificates"));
  gtk_widget_set_halign (self->more, GTK_ALIGN_CENTER);
  g_signal_connect_object (self->more, "clicked", G_CALLBACK (more_clicked), self,
                           G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (both), self->rows);
  gtk_box_append (GTK_BOX (both), self->more);
  gtk_widget_set_parent (both, GTK_WIDGET (self));
}

void
mdg_certificate_cards_set_desk (MdgCertificateCards *self, MdgCertificateDesk *desk)
{
  g_return_if_fail (MDG_IS_CERTIFICATE_CARDS (self));

  self->desk = g_object_ref (desk);
  g_signal_connect_object (desk, "started", G_CALLBACK (bind_finder), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (desk, "changed", G_CALLBACK (arrange_soon), self, G_CONNECT_SWAPPED);
  bind_finder (self);
  arrange (self);
}

guint
mdg_certificate_cards_get_n_shown (MdgCertificateCards *self)
{
  g_return_val_if_fail (MDG_IS_CERTIFICATE_CARDS (self), 0);

  return self->n_shown;
}

gboolean
mdg_certificate_cards_is_looking (MdgCertificateCards *self)
{
  g_return_val_if_fail (MDG_IS_CERTIFICATE_CARDS (self), FALSE);

  return self->finder == NULL || mdg_certificate_finder_is_looking (self->finder);
}
