/* certificate-card.c: one certificate at a glance.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "certificates/certificate-card.h"

#include <glib/gi18n.h>

#include "certificates/certificate-text.h"
#include "error-text.h"
#include "widgets/icon.h"
#include "widgets/message-bar.h"
#include "widgets/widget-tools.h"

/* What stands in the two columns. */
typedef enum
{
  CELL_VALIDITY,
  CELL_ALGORITHM,
  CELL_ISSUER,
  CELL_KEY,
  CELL_SERIAL,
  CELL_FILE,
  N_CELLS
} Cell;

static const char *const cell_names[N_CELLS] = {
  [CELL_VALIDITY] = N_ ("Valid"),       [CELL_ALGORITHM] = N_ ("Algorithm"),
  [CELL_ISSUER] = N_ ("Issuer"),        [CELL_KEY] = N_ ("Private key"),
  [CELL_SERIAL] = N_ ("Serial number"), [CELL_FILE] = N_ ("File"),
};

struct _MdgCertificateCard
{
  GtkWidget parent_instance;

  GtkWidget *card;
  GtkWidget *icon;
  GtkWidget *title;
  GtkWidget *subject;
  GtkWidget *days;
  GtkWidget *fault;
  GtkWidget *grid;
  GtkWidget *names[N_CELLS];
  GtkWidget *values[N_CELLS];
  GtkWidget *backup;
  GtkWidget *backup_icon;
  GtkWidget *backup_text;
  GtkWidget *unlock;
  GtkWidget *restore;
  GtkWidget *details;

  MdgCertificateDesk *desk;
  MdgCertificateFile *file; /* (nullable) */
  char *sha256;             /* of a record */
};

G_DEFINE_FINAL_TYPE (MdgCertificateCard, mdg_certificate_card, GTK_TYPE_WIDGET)

static void
set_standing (GtkWidget *widget, MdgStanding standing)
{
  for (int i = MDG_STANDING_GOOD; i <= MDG_STANDING_UNKNOWN; i++)
    gtk_widget_remove_css_class (widget, mdg_standing_class ((MdgStanding)i));
  gtk_widget_add_css_class (widget, mdg_standing_class (standing));
}

static void
set_cell (MdgCertificateCard *self, Cell cell, const char *text)
{
  gtk_label_set_text (GTK_LABEL (self->values[cell]), text);
  gtk_widget_set_tooltip_text (self->values[cell], *text != '\0' ? text : NULL);
  mdg_widget_set_shown (self->names[cell], *text != '\0');
  mdg_widget_set_shown (self->values[cell], *text != '\0');
}

static void
set_head (MdgCertificateCard *self, const char *title, const char *subject, const char *days)
{
  g_autofree char *spoken
      = *days != '\0' ? g_strdup_printf ("%s: %s", title, days) : g_strdup (title);

  gtk_label_set_text (GTK_LABEL (self->title), title);
  gtk_label_set_text (GTK_LABEL (self->subject), g_strcmp0 (title, subject) != 0 ? subject : "");
  gtk_label_set_text (GTK_LABEL (self->days), days);
  mdg_widget_set_shown (self->days, *days != '\0');
  mdg_widget_set_name (GTK_WIDGET (self), spoken);
}

static void
set_validity (MdgCertificateCard *self,
              gint64 from,
              gint64 until,
              const char *title,
              const char *subject)
{
  gint64 now = mdg_certificate_desk_get_now (self->desk);
  int left = mdg_days_between (now, until);
  g_autofree char *days = mdg_certificate_days_text (until, now);
  g_autofree char *validity = mdg_certificate_validity_text (from, until);
  MdgStanding standing = until < now ? MDG_STANDING_BAD : mdg_certificate_days_standing (left);

  set_head (self, title, subject, days);
  set_cell (self, CELL_VALIDITY, validity);
  set_standing (self->days, standing);
  set_standing (self->card, standing);
  mdg_icon_set_icon (MDG_ICON (self->icon), mdg_standing_icon (standing));
}

static void
set_backup (MdgCertificateCard *self, const char *fingerprint, const char *sha256)
{
  GPtrArray *certificates = mdg_certificate_desk_get_certificates (self->desk);
  MdgBackupSummary summary = mdg_backup_summarise (certificates, fingerprint, sha256,
                                                   mdg_certificate_desk_get_now (self->desk));
  MdgStanding standing;
  g_autofree char *text = mdg_backup_summary_text (&summary, &standing);

  gtk_label_set_text (GTK_LABEL (self->backup_text), text);
  mdg_icon_set_icon (MDG_ICON (self->backup_icon), mdg_standing_icon (standing));
  set_standing (self->backup, standing);
}

static void
show_waiting (MdgCertificateCard *self, const char *words)
{
  mdg_message_bar_hide (MDG_MESSAGE_BAR (self->fault));
  gtk_label_set_text (GTK_LABEL (self->backup_text), words);
  mdg_icon_set_icon (MDG_ICON (self->backup_icon), "clock");
  set_standing (self->backup, MDG_STANDING_UNKNOWN);
}

static void
show_fault (MdgCertificateCard *self, const GError *error)
{
  g_autoptr (MdgErrorText) text = mdg_error_text_new (error);

  mdg_message_bar_show (MDG_MESSAGE_BAR (self->fault), MDG_MESSAGE_ERROR, text->happened,
                        text->next, text->code);
  set_standing (self->card, MDG_STANDING_BAD);
  mdg_icon_set_icon (MDG_ICON (self->icon), "error");
}

/* Nothing is wrong with it, it was only not asked yet; or what was kept does not fit any more. */
static void
show_locked (MdgCertificateCard *self, const MdgCertificateInfo *info)
{
  set_standing (self->card, MDG_STANDING_UNKNOWN);
  mdg_icon_set_icon (MDG_ICON (self->icon), "lock");
  gtk_label_set_text (GTK_LABEL (self->subject),
                      info->needs_password
                          ? _ ("What is in it shows when its password is typed.")
                          : _ ("No password that is known here opens it. Type its own."));
}

static gboolean
is_locked (const MdgCertificateInfo *info)
{
  return g_error_matches (info->fault, MDG_ERROR, MDG_ERROR_P12_WRONG_PASSWORD);
}

static void
fill_cells (MdgCertificateCard *self, const MdgCertificateInfo *info)
{
  MdgStanding standing;
  g_autofree char *algorithm = mdg_certificate_algorithm_text (info);

  set_cell (self, CELL_ISSUER, info->issuer);
  set_cell (self, CELL_SERIAL, info->serial);
  set_cell (self, CELL_ALGORITHM, info->has_certificate ? algorithm : "");
  set_cell (self, CELL_KEY,
            info->has_certificate ? mdg_certificate_key_text (info, &standing) : "");
}

static void
fill_from_info (MdgCertificateCard *self, const MdgCertificateInfo *info)
{
  const char *name = mdg_certificate_file_get_name (self->file);
  const char *title = mdg_certificate_title (info->institution_code, info->subject, name);

  mdg_message_bar_hide (MDG_MESSAGE_BAR (self->fault));
  fill_cells (self, info);
  if (info->has_certificate)
    set_validity (self, info->valid_from, info->valid_until, title, info->subject);
  else
    {
      set_head (self, title, "", "");
      set_cell (self, CELL_VALIDITY, "");
    }
  if (is_locked (info))
    show_locked (self, info);
  else if (info->fault != NULL)
    show_fault (self, info->fault);
  set_backup (self, info->fingerprint, info->sha256);
}

static void
fill_from_file (MdgCertificateCard *self)
{
  MdgCertificateInfo *info = mdg_certificate_file_get_info (self->file);
  const GError *error = mdg_certificate_file_get_error (self->file);
  const char *name = mdg_certificate_file_get_name (self->file);
  g_autofree char *path = g_filename_display_name (mdg_certificate_file_get_path (self->file));
  gboolean busy = mdg_certificate_file_is_busy (self->file);

  if (info != NULL)
    fill_from_info (self, info);
  else
    set_head (self, name, "", "");
  set_cell (self, CELL_FILE, path);
  if (busy)
    show_waiting (self, _ ("Opening…"));
  else if (error != NULL)
    show_fault (self, error);
  mdg_widget_set_shown (self->unlock, info != NULL && is_locked (info));
  gtk_widget_set_sensitive (self->unlock, !busy);
  mdg_widget_set_shown (self->details, info != NULL && error == NULL);
  mdg_widget_set_shown (self->restore, FALSE);
}

static void
fill_from_record (MdgCertificateCard *self)
{
  const MdgLedgerCertificate *record = mdg_certificate_desk_find_record (self->desk, self->sha256);
  g_autofree char *title = record != NULL ? mdg_ledger_certificate_title (record) : NULL;

  if (record == NULL)
    return;
  if (record->valid_until != 0)
    set_validity (self, record->valid_from, record->valid_until, title, record->subject);
  else
    set_head (self, title, "", "");
  set_cell (self, CELL_ISSUER, record->issuer);
  set_cell (self, CELL_SERIAL, record->serial);
  set_cell (self, CELL_FILE, _ ("Not on this computer"));
  set_backup (self, record->fingerprint, record->sha256);
  mdg_widget_set_shown (self->unlock, FALSE);
  mdg_widget_set_shown (self->details, TRUE);
  mdg_widget_set_shown (self->restore, record->backups->len > 0);
}

static void
update (MdgCertificateCard *self)
{
  if (self->file != NULL)
    fill_from_file (self);
  else
    fill_from_record (self);
}

/* In large text a date goes on in the next line; a number that nobody reads, or a path, is cut. */
static GtkWidget *
make_value (Cell cell)
{
  GtkWidget *value = mdg_widget_new_text (NULL, NULL);

  if (cell != CELL_SERIAL && cell != CELL_FILE)
    return value;
  gtk_label_set_wrap (GTK_LABEL (value), FALSE);
  gtk_label_set_ellipsize (GTK_LABEL (value),
                           cell == CELL_FILE ? PANGO_ELLIPSIZE_MIDDLE : PANGO_ELLIPSIZE_END);
  return value;
}

/* The longer texts get the column that grows. */
static void
make_cells (MdgCertificateCard *self)
{
  for (int i = 0; i < N_CELLS; i++)
    {
      GtkWidget *name = gtk_label_new (_ (cell_names[i]));
      GtkWidget *value = make_value ((Cell)i);

      gtk_label_set_xalign (GTK_LABEL (name), 0);
      gtk_widget_set_valign (name, GTK_ALIGN_BASELINE);
      gtk_widget_set_valign (value, GTK_ALIGN_BASELINE);
      gtk_widget_set_hexpand (value, TRUE);
      gtk_widget_add_css_class (name, "quiet");
      mdg_widget_set_label (value, name, NULL);
      gtk_grid_attach (GTK_GRID (self->grid), name, i % 2 * 2, i / 2, 1, 1);
      gtk_grid_attach (GTK_GRID (self->grid), value, i % 2 * 2 + 1, i / 2, 1, 1);
      if (i % 2 == 1)
        gtk_widget_set_margin_start (name, 12);
      self->names[i] = name;
      self->values[i] = value;
      set_cell (self, (Cell)i, "");
    }
}

static void
mdg_certificate_card_dispose (GObject *object)
{
  MdgCertificateCard *self = MDG_CERTIFICATE_CARD (object);

  g_clear_object (&self->file);
  g_clear_object (&self->desk);
  gtk_widget_dispose_template (GTK_WIDGET (object), MDG_TYPE_CERTIFICATE_CARD);
  mdg_widget_clear (GTK_WIDGET (object));
  G_OBJECT_CLASS (mdg_certificate_card_parent_class)->dispose (object);
}

static void
mdg_certificate_card_finalize (GObject *object)
{
  g_free (MDG_CERTIFICATE_CARD (object)->sha256);
  G_OBJECT_CLASS (mdg_certificate_card_parent_class)->finalize (object);
}

static void
mdg_certificate_card_class_init (MdgCertificateCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mdg_certificate_card_dispose;
  G_OBJECT_CLASS (klass)->finalize = mdg_certificate_card_finalize;
  g_type_ensure (MDG_TYPE_ICON);
  g_type_ensure (MDG_TYPE_MESSAGE_BAR);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/madoguchi/Madoguchi/certificates/certificate-card.ui");
  gtk_widget_class_bind_template_child (widget_class, MdgCertificateCard, card);
  gtk_widget_class_bind_template_child (widget_class, MdgCertificateCard, icon);
  gtk_widget_class_bind_template_child (widget_class, MdgCertificateCard, title);
  gtk_widget_class_bind_template_child (widget_class, MdgCertificateCard, subject);
  gtk_widget_class_bind_template_child (widget_class, MdgCertificateCard, days);
  gtk_widget_class_bind_template_child (widget_class, MdgCertificateCard, fault);
  gtk_widget_class_bind_template_child (widget_class, MdgCertificateCard, grid);
  gtk_widget_class_bind_template_child (widget_class, MdgCertificateCard, backup);
  gtk_widget_class_bind_template_child (widget_class, MdgCertificateCard, backup_icon);
  gtk_widget_class_bind_template_child (widget_class, MdgCertificateCard, backup_text);
  gtk_widget_class_bind_template_child (widget_class, MdgCertificateCard, unlock);
  gtk_widget_class_bind_template_child (widget_class, MdgCertificateCard, restore);
  gtk_widget_class_bind_template_child (widget_class, MdgCertificateCard, details);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "certificatecard");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
mdg_certificate_card_init (MdgCertificateCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  mdg_message_bar_set_closable (MDG_MESSAGE_BAR (self->fault), FALSE);
  make_cells (self);
  mdg_widget_tidy_names (GTK_WIDGET (self));
}

static MdgCertificateCard *
card_new (MdgCertificateDesk *desk)
{
  MdgCertificateCard *self = g_object_new (MDG_TYPE_CERTIFICATE_CARD, NULL);

  self->desk = g_object_ref (desk);
  g_signal_connect_object (desk, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  return self;
}

GtkWidget *
mdg_certificate_card_new (MdgCertificateDesk *desk, MdgCertificateFile *file)
{
  static const char *const watched[] = { "notify::info", "notify::error", "notify::busy" };
  MdgCertificateCard *self = card_new (desk);
  /* An action's target is text; a path need not be. */
  g_autofree char *uri = g_filename_to_uri (mdg_certificate_file_get_path (file), NULL, NULL);

  self->file = g_object_ref (file);
  for (guint i = 0; i < G_N_ELEMENTS (watched); i++)
    g_signal_connect_object (file, watched[i], G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->unlock), "s", uri);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->details), "s", uri);
  update (self);
  return GTK_WIDGET (self);
}

GtkWidget *
mdg_certificate_card_new_for_record (MdgCertificateDesk *desk, const char *sha256)
{
  MdgCertificateCard *self = card_new (desk);

  self->sha256 = g_strdup (sha256);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->details), "s", sha256);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->unlock), "s", ""); /* is not shown */
  update (self);
  return GTK_WIDGET (self);
}

MdgCertificateFile *
mdg_certificate_card_get_file (MdgCertificateCard *self)
{
  g_return_val_if_fail (MDG_IS_CERTIFICATE_CARD (self), NULL);

  return self->file;
}

const char *
mdg_certificate_card_get_sha256 (MdgCertificateCard *self)
{
  MdgCertificateInfo *info;

  g_return_val_if_fail (MDG_IS_CERTIFICATE_CARD (self), "");

  if (self->file == NULL)
    return self->sha256;
  info = mdg_certificate_file_get_info (self->file);
  return info != NULL ? info->sha256 : "";
}
