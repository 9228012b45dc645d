/* passphrase-page.c: the change of the staff passphrase.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "start/passphrase-page.h"

#include <glib/gi18n.h>

#include "dates.h"
#include "error-text.h"
#include "start/passphrase-fields.h"
#include "start/recovery-card.h"
#include "store/vault.h"
#include "widgets/field.h"
#include "widgets/page-stack.h"
#include "widgets/page.h"
#include "widgets/secret-field.h"
#include "widgets/widget-tools.h"

#define FORM "form"
#define CODE "code"
#define DONE "done"

struct _MdgPassphrasePage
{
  GtkWidget parent_instance;

  GtkWidget *stack;
  GtkWidget *form;      /* the pages, as they were made */
  GtkWidget *code_page; /* (nullable) */
  GtkWidget *old_field; /* (nullable): nobody knows it */
  GtkWidget *old;
  GtkWidget *fields;
  GtkWidget *wants_code;
  GtkWidget *card; /* (nullable) */

  MdgWorkplace *workplace;
  MdgVaultDoor *door;
  MdgSecret *code; /* (nullable): the new one */
  gboolean busy;
};

enum
{
  LEFT,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (MdgPassphrasePage, mdg_passphrase_page, GTK_TYPE_WIDGET)

static void
leave (MdgPassphrasePage *self)
{
  if (!self->busy)
    g_signal_emit (self, signals[LEFT], 0);
}

static MdgPageFrame *
get_page (MdgPassphrasePage *self)
{
  return MDG_PAGE (self->code != NULL ? self->code_page : self->form);
}

static void
set_busy (MdgPassphrasePage *self, gboolean busy)
{
  self->busy = busy;
  mdg_page_set_busy (get_page (self), busy);
  gtk_widget_set_sensitive (mdg_page_get_primary (get_page (self)), !busy);
}

/* changing ------------------------------------------------------------------------------------- */

static void
refuse_old (MdgPassphrasePage *self, const char *words)
{
  mdg_page_stack_show (MDG_PAGE_STACK (self->stack), FORM);
  mdg_page_stack_forget (MDG_PAGE_STACK (self->stack), CODE); /* it holds the code, too */
  self->code_page = self->card = NULL;
  g_clear_pointer (&self->code, mdg_secret_unref);
  mdg_secret_field_set_text (MDG_SECRET_FIELD (self->old), NULL);
  mdg_field_set_fault (MDG_FIELD (self->old_field), words);
  gtk_widget_grab_focus (self->old);
}

static void
changed (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (MdgPassphrasePage) self = data;
  g_autoptr (GError) error = NULL;
  gboolean done = mdg_vault_door_change_finish (MDG_VAULT_DOOR (source), result, &error);
  g_autofree char *words = done ? NULL : mdg_error_text_for_passphrase (error);

  if (self->stack == NULL)
    return;
  set_busy (self, FALSE);
  if (done)
    gtk_widget_grab_focus (
        mdg_page_get_primary (MDG_PAGE (mdg_page_stack_show (MDG_PAGE_STACK (self->stack), DONE))));
  else if (self->old_field != NULL && words != NULL)
    refuse_old (self, words);
  else
    mdg_page_show_error (get_page (self), error);
}

static void
change (MdgPassphrasePage *self)
{
  g_autoptr (MdgSecret) passphrase
      = mdg_passphrase_fields_get_passphrase (MDG_PASSPHRASE_FIELDS (self->fields));
  g_autoptr (MdgSecret) old
      = self->old_field != NULL ? mdg_secret_field_get_secret (MDG_SECRET_FIELD (self->old)) : NULL;

  set_busy (self, TRUE);
  mdg_vault_door_change_async (self->door, old, passphrase, self->code, changed,
                               g_object_ref (self));
}

static void
code_typed (MdgPassphrasePage *self)
{
  g_autoptr (MdgSecret) typed = mdg_recovery_card_get_typed (MDG_RECOVERY_CARD (self->card));

  if (self->busy)
    return;
  if (!mdg_recovery_card_is_out (MDG_RECOVERY_CARD (self->card)))
    return;
  if (mdg_vault_recovery_code_is (self->code, mdg_secret_get_string (typed)))
    change (self);
  else
    mdg_recovery_card_refuse (MDG_RECOVERY_CARD (self->card), mdg_secret_get_length (typed) == 0);
}

static void
form_filled (MdgPassphrasePage *self)
{
  if (self->busy)
    return;
  if (self->old_field != NULL && mdg_secret_field_get_length (MDG_SECRET_FIELD (self->old)) == 0)
    {
      mdg_field_set_fault (MDG_FIELD (self->old_field), _ ("Type the passphrase used so far."));
      gtk_widget_grab_focus (self->old);
      return;
    }
  if (!mdg_passphrase_fields_check (MDG_PASSPHRASE_FIELDS (self->fields)))
    return;
  mdg_page_hide_message (MDG_PAGE (self->form));
  if (!gtk_check_button_get_active (GTK_CHECK_BUTTON (self->wants_code)))
    {
      change (self);
      return;
    }
  mdg_page_stack_forget (MDG_PAGE_STACK (self->stack), CODE);
  self->code = mdg_vault_new_recovery_code ();
  mdg_page_stack_show (MDG_PAGE_STACK (self->stack), CODE);
  gtk_widget_grab_focus (self->card);
}

/* pages ---------------------------------------------------------------------------------------- */

static void
add_button (MdgPassphrasePage *self,
            GtkWidget *page,
            const char *label,
            const char *type,
            GCallback clicked)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  g_signal_connect_object (button, "clicked", clicked, self, G_CONNECT_SWAPPED);
  mdg_page_add (MDG_PAGE (page), button, type);
}

static void
add_old (MdgPassphrasePage *self)
{
  if (mdg_vault_door_was_recovered (self->door))
    return;
  self->old = mdg_secret_field_new ();
  mdg_secret_field_allow_input_method (MDG_SECRET_FIELD (self->old));
  self->old_field = mdg_field_new (_ ("Passphrase used _so far"), self->old);
  mdg_page_add (MDG_PAGE (self->form), self->old_field, NULL);
}

static GtkWidget *
make_form (gpointer data)
{
  MdgPassphrasePage *self = data;
  gboolean recovered = mdg_vault_door_was_recovered (self->door);

  self->form = mdg_page_new (
      _ ("Change the passphrase"),
      recovered
          ? _ ("The records were opened with the recovery code. Choose a new passphrase, so "
               "that they can be opened without it.")
          : _ ("What is kept stays as it is; from now on the new passphrase opens it. Copies that "
               "you made elsewhere are still opened by the old one."));
  add_old (self);
  self->fields = mdg_passphrase_fields_new ();
  g_signal_connect_object (self->fields, "activate", G_CALLBACK (form_filled), self,
                           G_CONNECT_SWAPPED);
  mdg_page_add (MDG_PAGE (self->form), self->fields, NULL);
  self->wants_code = gtk_check_button_new_with_mnemonic (
      _ ("Make a new _recovery code, too: the printed one is worth nothing then"));
  gtk_check_button_set_active (GTK_CHECK_BUTTON (self->wants_code),
                               mdg_vault_door_needs_recovery_code (self->door));
  mdg_page_add (MDG_PAGE (self->form), self->wants_code, NULL);
  add_button (self, self->form, recovered ? _ ("_Later") : _ ("_Cancel"), "secondary",
              G_CALLBACK (leave));
  add_button (self, self->form, _ ("Chan_ge"), "primary", G_CALLBACK (form_filled));
  return self->form;
}

static GtkWidget *
make_code (gpointer data)
{
  MdgPassphrasePage *self = data;

  self->code_page = mdg_page_new (
      _ ("New recovery code"),
      _ ("It opens the records when the passphrase is forgotten. Print it, and shred the old sheet "
         "when the change is done."));
  self->card = mdg_recovery_card_new (self->workplace, MDG_PAGE (self->code_page),
                                      mdg_workplace_get_way (self->workplace), self->code);
  g_signal_connect_object (self->card, "activate", G_CALLBACK (code_typed), self,
                           G_CONNECT_SWAPPED);
  mdg_page_add (MDG_PAGE (self->code_page), self->card, NULL);
  add_button (self, self->code_page, _ ("_Cancel"), "secondary", G_CALLBACK (leave));
  add_button (self, self->code_page, _ ("Chan_ge"), "primary", G_CALLBACK (code_typed));
  return self->code_page;
}

/* Copies that lie beside the records, where there are any. */
static void
tell_copies (MdgPassphrasePage *self, GtkWidget *page)
{
  guint n = mdg_vault_door_get_n_copies (self->door);
  g_autofree char *count = mdg_count_text (n);
  g_autofree char *title = NULL;

  if (n == 0)
    return;
  title = g_strdup_printf (ngettext ("%s older copy is still opened by what was valid before.",
                                     "%s older copies are still opened by what was valid before.",
                                     (gulong)n),
                           count);
  mdg_page_show_message (
      MDG_PAGE (page), MDG_MESSAGE_WARNING, title,
      _ ("They lie beside the records: damaged ones that were kept, records that were set aside, "
         "or "
         "earlier states that could not be removed. Delete what nobody needs any more."));
}

static GtkWidget *
make_done (gpointer data)
{
  MdgPassphrasePage *self = data;
  GtkWidget *page = mdg_page_new (
      _ ("The passphrase was changed"),
      self->code != NULL ? _ ("The new passphrase and the new recovery code open the records from "
                              "now on. Shred the old sheet.")
                         : _ ("The new passphrase opens the records from now on. The printed "
                              "recovery code is the same as before."));

  add_button (self, page, _ ("_Close"), "primary", G_CALLBACK (leave));
  tell_copies (self, page);
  return page;
}

/* overrides ------------------------------------------------------------------------------------ */

static gboolean
mdg_passphrase_page_grab_focus (GtkWidget *widget)
{
  MdgPassphrasePage *self = MDG_PASSPHRASE_PAGE (widget);
  const char *name = mdg_page_stack_get_visible_name (MDG_PAGE_STACK (self->stack));

  if (g_strcmp0 (name, FORM) == 0)
    return gtk_widget_grab_focus (self->old != NULL ? self->old : self->fields);
  return gtk_widget_grab_focus (self->stack);
}

static void
mdg_passphrase_page_dispose (GObject *object)
{
  MdgPassphrasePage *self = MDG_PASSPHRASE_PAGE (object);

  g_clear_pointer (&self->code, mdg_secret_unref);
  g_clear_object (&self->door);
  g_clear_object (&self->workplace);
  self->stack = NULL;
  mdg_widget_clear (GTK_WIDGET (object));
  G_OBJECT_CLASS (mdg_passphrase_page_parent_class)->dispose (object);
}

static void
mdg_passphrase_page_class_init (MdgPassphrasePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mdg_passphrase_page_dispose;
  widget_class->grab_focus = mdg_passphrase_page_grab_focus;
  widget_class->focus = mdg_widget_focus_child;
  signals[LEFT] = g_signal_new ("left", MDG_TYPE_PASSPHRASE_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
mdg_passphrase_page_init (MdgPassphrasePage *self)
{
}

gboolean
mdg_passphrase_page_has_loose_code (MdgPassphrasePage *self)
{
  const char *shown;

  g_return_val_if_fail (MDG_IS_PASSPHRASE_PAGE (self), FALSE);

  shown = mdg_page_stack_get_visible_name (MDG_PAGE_STACK (self->stack));
  return g_strcmp0 (shown, CODE) == 0 && !self->busy
         && mdg_recovery_card_is_out (MDG_RECOVERY_CARD (self->card));
}

GtkWidget *
mdg_passphrase_page_new (MdgWorkplace *workplace)
{
  MdgPassphrasePage *self = g_object_new (MDG_TYPE_PASSPHRASE_PAGE, NULL);

  self->workplace = g_object_ref (workplace);
  self->door = g_object_ref (mdg_lock_get_door (mdg_workplace_get_lock (workplace)));
  self->stack = mdg_page_stack_new ();
  gtk_widget_set_parent (self->stack, GTK_WIDGET (self));
  mdg_page_stack_add (MDG_PAGE_STACK (self->stack), FORM, make_form, self);
  mdg_page_stack_add (MDG_PAGE_STACK (self->stack), CODE, make_code, self);
  mdg_page_stack_add (MDG_PAGE_STACK (self->stack), DONE, make_done, self);
  mdg_page_stack_show (MDG_PAGE_STACK (self->stack), FORM);
  return GTK_WIDGET (self);
}
