/* certificate-facts.c: all that is known of one certificate.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "certificates/certificate-facts.h"

#include <glib/gi18n.h>

#include "certificates/certificate-text.h"
#include "dates.h"
#include "widgets/icon.h"
#include "widgets/widget-tools.h"

/* A table that is being filled. */
typedef struct
{
  GtkGrid *grid;
  gint64 now;
  int n_rows;
} Facts;

static void
add_row (Facts *facts, const char *name, const char *text, MdgStanding standing)
{
  GtkWidget *label;
  GtkWidget *value;
  GtkWidget *box;

  if (*text == '\0')
    return;
  label = mdg_widget_new_text (name, "quiet");
  value = mdg_widget_new_text (text, NULL);
  box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  gtk_widget_set_valign (label, GTK_ALIGN_START);
  gtk_widget_set_hexpand (value, TRUE);
  gtk_label_set_selectable (GTK_LABEL (value), TRUE);
  mdg_widget_set_label (value, label, NULL);
  if (standing != MDG_STANDING_UNKNOWN)
    {
      GtkWidget *icon = mdg_icon_new (mdg_standing_icon (standing), 16);

      gtk_widget_set_valign (icon, GTK_ALIGN_START);
      gtk_widget_add_css_class (box, mdg_standing_class (standing));
      gtk_box_append (GTK_BOX (box), icon);
    }
  gtk_box_append (GTK_BOX (box), value);
  gtk_grid_attach (facts->grid, label, 0, facts->n_rows, 1, 1);
  gtk_grid_attach (facts->grid, box, 1, facts->n_rows, 1, 1);
  facts->n_rows++;
}

static void
add_plain (Facts *facts, const char *name, const char *text)
{
  add_row (facts, name, text, MDG_STANDING_UNKNOWN);
}

static void
add_validity (Facts *facts, gint64 from, gint64 until)
{
  g_autofree char *validity = mdg_certificate_validity_text (from, until);
  g_autofree char *days = mdg_certificate_days_text (until, facts->now);
  g_autofree char *text = g_strdup_printf ("%s (%s)", validity, days);

  add_row (facts, _ ("Valid"), text,
           until < facts->now
               ? MDG_STANDING_BAD
               : mdg_certificate_days_standing (mdg_days_between (facts->now, until)));
}

static void
add_encryption (Facts *facts, const MdgCertificateInfo *info)
{
  MdgStanding standing;
  g_autofree char *encryption = mdg_certificate_encryption_text (info, &standing);
  g_autofree char *chain = g_strdup_printf (
      ngettext ("%u certificate", "%u certificates", info->chain_length), info->chain_length);

  if (info->has_certificate)
    add_plain (facts, _ ("Certificates above it"), chain);
  add_row (facts, _ ("Encryption of the file"), encryption, standing);
  add_plain (facts, _ ("Check sum of the file"), info->mac);
}

static gboolean
is_locked (const MdgCertificateInfo *info)
{
  return g_error_matches (info->fault, MDG_ERROR, MDG_ERROR_P12_WRONG_PASSWORD);
}

static void
fill_from_file (Facts *facts, MdgCertificateFile *file)
{
  const MdgCertificateInfo *info = mdg_certificate_file_get_info (file);
  MdgStanding standing;
  const char *key = mdg_certificate_key_text (info, &standing);
  g_autofree char *algorithm = mdg_certificate_algorithm_text (info);
  g_autofree char *path = g_filename_display_name (mdg_certificate_file_get_path (file));

  add_plain (facts, _ ("Issued to (institution code)"), info->institution_code);
  add_plain (facts, _ ("Subject"), info->subject);
  add_plain (facts, _ ("Issuer"), info->issuer);
  add_plain (facts, _ ("Serial number"), info->serial);
  if (info->has_certificate)
    {
      add_validity (facts, info->valid_from, info->valid_until);
      add_plain (facts, _ ("Algorithm"), algorithm);
    }
  if (info->has_certificate || info->needs_password || is_locked (info))
    add_row (facts, _ ("Private key"), key, standing);
  add_encryption (facts, info);
  add_plain (facts, _ ("Fingerprint (SHA-256)"), info->fingerprint);
  add_plain (facts, _ ("File"), path);
  add_plain (facts, _ ("SHA-256 of the file"), info->sha256);
}

static void
fill_from_record (Facts *facts, const MdgLedgerCertificate *record)
{
  add_plain (facts, _ ("Issued to (institution code)"), record->institution_code);
  add_plain (facts, _ ("Subject"), record->subject);
  add_plain (facts, _ ("Issuer"), record->issuer);
  add_plain (facts, _ ("Serial number"), record->serial);
  if (record->valid_until != 0)
    add_validity (facts, record->valid_from, record->valid_until);
  add_plain (facts, _ ("Fingerprint (SHA-256)"), record->fingerprint);
  add_plain (facts, _ ("File"), _ ("Not on this computer"));
  add_plain (facts, _ ("SHA-256 of the file"), record->sha256);
}

static Facts
begin (GtkWidget *grid, gint64 now)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (grid)) != NULL)
    gtk_grid_remove (GTK_GRID (grid), child);
  return (Facts){ .grid = GTK_GRID (grid), .now = now };
}

void
mdg_certificate_facts_show_file (GtkWidget *grid, MdgCertificateFile *file, gint64 now)
{
  Facts facts = begin (grid, now);

  if (mdg_certificate_file_get_info (file) != NULL)
    fill_from_file (&facts, file);
}

void
mdg_certificate_facts_show_record (GtkWidget *grid, const MdgLedgerCertificate *record, gint64 now)
{
  Facts facts = begin (grid, now);

  if (record != NULL)
    fill_from_record (&facts, record);
}
