/* certificates-view.c: the tab [電子証明書].
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "certificates/certificates-view.h"

#include "certificates/backup-page.h"
#include "certificates/certificates-help.h"
#include "certificates/contents-page.h"
#include "certificates/details-page.h"
#include "certificates/folders-page.h"
#include "certificates/notice-page.h"
#include "certificates/notices-page.h"
#include "certificates/overview-page.h"
#include "certificates/password-question.h"
#include "certificates/renewal-page.h"

struct _MdgCertificatesView
{
  MdgTabView parent_instance;

  MdgCertificateDesk *desk;
  MdgWorkplace *workplace;
};

G_DEFINE_FINAL_TYPE (MdgCertificatesView, mdg_certificates_view, MDG_TYPE_TAB_VIEW)

/* pages --------------------------------------------------------------------------------------- */

static GtkWidget *
make_overview (gpointer data)
{
  MdgCertificatesView *self = data;

  return mdg_overview_page_new (self->desk, self->workplace);
}

static GtkWidget *
make_backup (gpointer data)
{
  return mdg_backup_page_new (MDG_CERTIFICATES_VIEW (data)->desk);
}

static GtkWidget *
make_contents (gpointer data)
{
  MdgCertificatesView *self = data;

  return mdg_contents_page_new (self->desk, self->workplace);
}

static GtkWidget *
make_details (gpointer data)
{
  MdgCertificatesView *self = data;

  return mdg_details_page_new (self->desk, self->workplace);
}

static GtkWidget *
make_notices (gpointer data)
{
  MdgCertificatesView *self = data;

  return mdg_notices_page_new (self->desk, mdg_workplace_is_training (self->workplace));
}

static GtkWidget *
make_notice (gpointer data)
{
  return mdg_notice_page_new (MDG_CERTIFICATES_VIEW (data)->desk);
}

static GtkWidget *
make_renewal (gpointer data)
{
  return mdg_renewal_page_new ();
}

static GtkWidget *
make_folders (gpointer data)
{
  return mdg_folders_page_new (MDG_CERTIFICATES_VIEW (data)->desk);
}

static const struct
{
  const char *name;
  MdgPageFactory make;
} pages[] = {
  { "overview", make_overview }, { "backup", make_backup },   { "contents", make_contents },
  { "details", make_details },   { "notices", make_notices }, { "notice", make_notice },
  { "renewal", make_renewal },   { "folders", make_folders },
};

/* acts ---------------------------------------------------------------------------------------- */

/* (transfer full) (nullable): the file of the list at that place */
static MdgCertificateFile *
find_file (MdgCertificatesView *self, const char *uri)
{
  MdgCertificateFinder *finder = mdg_certificate_desk_get_finder (self->desk);
  g_autofree char *path = g_filename_from_uri (uri, NULL, NULL);
  guint n = finder != NULL ? g_list_model_get_n_items (G_LIST_MODEL (finder)) : 0;

  for (guint i = 0; path != NULL && i < n; i++)
    {
      g_autoptr (MdgCertificateFile) file = g_list_model_get_item (G_LIST_MODEL (finder), i);

      if (g_strcmp0 (mdg_certificate_file_get_path (file), path) == 0)
        return g_steal_pointer (&file);
    }
  return NULL;
}

static void
show_activated (GtkWidget *widget, const char *action, GVariant *parameter)
{
  mdg_certificates_view_show (MDG_CERTIFICATES_VIEW (widget),
                              g_variant_get_string (parameter, NULL));
}

static void
details_activated (GtkWidget *widget, const char *action, GVariant *parameter)
{
  MdgCertificatesView *self = MDG_CERTIFICATES_VIEW (widget);
  const char *id = g_variant_get_string (parameter, NULL);
  g_autoptr (MdgCertificateFile) file = find_file (self, id);

  mdg_details_page_begin (MDG_DETAILS_PAGE (mdg_tab_view_prepare (MDG_TAB_VIEW (self), "details")),
                          file, file == NULL ? id : NULL);
  mdg_tab_view_show (MDG_TAB_VIEW (self), "details");
}

static void
unlock_activated (GtkWidget *widget, const char *action, GVariant *parameter)
{
  MdgCertificatesView *self = MDG_CERTIFICATES_VIEW (widget);
  g_autoptr (MdgCertificateFile) file = find_file (self, g_variant_get_string (parameter, NULL));

  if (file != NULL)
    mdg_password_question_ask (widget, self->desk, self->workplace, file, NULL);
}

static void
contents_activated (GtkWidget *widget, const char *action, GVariant *parameter)
{
  MdgCertificatesView *self = MDG_CERTIFICATES_VIEW (widget);
  g_autofree char *folder
      = g_filename_from_uri (g_variant_get_string (parameter, NULL), NULL, NULL);

  mdg_contents_page_begin (
      MDG_CONTENTS_PAGE (mdg_tab_view_prepare (MDG_TAB_VIEW (self), "contents")), folder);
  mdg_tab_view_show (MDG_TAB_VIEW (self), "contents");
}

static void
notice_activated (GtkWidget *widget, const char *action, GVariant *parameter)
{
  MdgCertificatesView *self = MDG_CERTIFICATES_VIEW (widget);

  mdg_notice_page_begin (MDG_NOTICE_PAGE (mdg_tab_view_prepare (MDG_TAB_VIEW (self), "notice")),
                         g_variant_get_int64 (parameter));
  mdg_tab_view_show (MDG_TAB_VIEW (self), "notice");
}

/* overrides ----------------------------------------------------------------------------------- */

static void
mdg_certificates_view_dispose (GObject *object)
{
  MdgCertificatesView *self = MDG_CERTIFICATES_VIEW (object);

  g_clear_object (&self->desk);
  g_clear_object (&self->workplace);
  G_OBJECT_CLASS (mdg_certificates_view_parent_class)->dispose (object);
}

static void
mdg_certificates_view_class_init (MdgCertificatesViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mdg_certificates_view_dispose;
  MDG_TAB_VIEW_CLASS (klass)->help = mdg_certificates_help;
  gtk_widget_class_install_action (widget_class, "certificates.show", "s", show_activated);
  gtk_widget_class_install_action (widget_class, "certificates.details", "s", details_activated);
  gtk_widget_class_install_action (widget_class, "certificates.unlock", "s", unlock_activated);
  gtk_widget_class_install_action (widget_class, "certificates.contents", "s", contents_activated);
  gtk_widget_class_install_action (widget_class, "certificates.notice", "x", notice_activated);
}

static void
mdg_certificates_view_init (MdgCertificatesView *self)
{
}

GtkWidget *
mdg_certificates_view_new (MdgCertificateDesk *desk, MdgWorkplace *workplace)
{
  MdgCertificatesView *self = g_object_new (MDG_TYPE_CERTIFICATES_VIEW, NULL);

  self->desk = g_object_ref (desk);
  self->workplace = g_object_ref (workplace);
  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    mdg_tab_view_add (MDG_TAB_VIEW (self), pages[i].name, pages[i].make);
  mdg_tab_view_show (MDG_TAB_VIEW (self), "overview");
  return GTK_WIDGET (self);
}

void
mdg_certificates_view_show (MdgCertificatesView *self, const char *page)
{
  GtkWidget *widget;

  g_return_if_fail (MDG_IS_CERTIFICATES_VIEW (self));

  widget = mdg_tab_view_prepare (MDG_TAB_VIEW (self), page);
  if (MDG_IS_BACKUP_PAGE (widget))
    mdg_backup_page_begin (MDG_BACKUP_PAGE (widget));
  else if (MDG_IS_CONTENTS_PAGE (widget))
    mdg_contents_page_begin (MDG_CONTENTS_PAGE (widget), NULL);
  else if (MDG_IS_FOLDERS_PAGE (widget))
    mdg_folders_page_begin (MDG_FOLDERS_PAGE (widget));
  mdg_tab_view_show (MDG_TAB_VIEW (self), page);
}
