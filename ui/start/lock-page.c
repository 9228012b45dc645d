/* lock-page.c: the locked view.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "start/lock-page.h"

#include <glib/gi18n.h>

#include "error-text.h"
#include "store/vault.h"
#include "widgets/field.h"
#include "widgets/page.h"
#include "widgets/secret-field.h"
#include "widgets/widget-tools.h"

struct _MdgLockPage
{
  GtkWidget parent_instance;

  GtkWidget *page;
  GtkWidget *passphrase_field;
  GtkWidget *passphrase;
  GtkWidget *code_field;
  GtkWidget *code;
  GtkWidget *change_over; /* between the two */
  GtkWidget *open;

  MdgLock *lock;
  gboolean by_code;
  guint source; /* while there is to wait */
};

G_DEFINE_FINAL_TYPE (MdgLockPage, mdg_lock_page, GTK_TYPE_WIDGET)

static char *
reason_words (MdgLock *lock)
{
  guint minutes = mdg_lock_get_idle_minutes (lock);

  switch (mdg_lock_get_reason (lock))
    {
    case MDG_LOCK_IDLE:
      return g_strdup_printf (ngettext ("Nobody did anything for %u minute.",
                                        "Nobody did anything for %u minutes.", minutes),
                              minutes);
    case MDG_LOCK_SCREEN:
      return g_strdup (_ ("The screen of the computer was locked."));
    case MDG_LOCK_ASKED:
      return g_strdup (_ ("It was locked by hand."));
    case MDG_LOCK_START:
    default:
      return g_strdup (_ ("Madoguchi was started."));
    }
}

static char *
get_sentence (MdgLock *lock)
{
  g_autofree char *reason = reason_words (lock);

  if (!mdg_lock_has_passphrase (lock))
    return g_strdup (
        _ ("The window is covered. There is no passphrase yet: whoever presses the button "
           "goes on."));
  if (mdg_lock_get_reason (lock) == MDG_LOCK_START)
    return mdg_text_join (reason, _ ("Type the staff passphrase to open the records."));
  return mdg_text_join (reason, _ ("What you typed is still there, but for passwords. If something "
                                   "had to be broken off, it is said when you are back."));
}

static gint64
get_wait (MdgLockPage *self)
{
  MdgVaultDoor *door = mdg_lock_get_door (self->lock);

  return door != NULL ? mdg_vault_door_get_wait (door) : 0;
}

static gboolean update_wait (gpointer data);

/* Counts down what is to be waited for. */
static void
update (MdgLockPage *self)
{
  gint64 wait = get_wait (self);
  gboolean busy = mdg_lock_is_busy (self->lock);
  gboolean opening = mdg_lock_has_passphrase (self->lock) && mdg_lock_get_door (self->lock) == NULL;
  g_autofree char *span = mdg_text_duration (wait);
  g_autofree char *words = g_strdup_printf (_ ("Try again in %s."), span);

  mdg_page_set_busy (MDG_PAGE (self->page), busy || opening);
  g_object_set (self->page, "busy-text", opening ? _ ("Opening the records…") : _ ("Unlocking…"),
                NULL);
  gtk_widget_set_sensitive (self->open, !busy && !opening && wait == 0);
  if (wait > 0)
    mdg_page_set_note (MDG_PAGE (self->page), MDG_MESSAGE_WARNING,
                       _ ("Wrong passphrases make wait, longer each time."), words, NULL);
  else
    mdg_page_set_note (MDG_PAGE (self->page), MDG_MESSAGE_INFO, NULL, NULL, NULL);
  if (wait > 0 && self->source == 0)
    self->source = g_timeout_add_seconds (1, update_wait, self);
}

static gboolean
update_wait (gpointer data)
{
  MdgLockPage *self = data;

  if (get_wait (self) > 0)
    {
      update (self);
      return G_SOURCE_CONTINUE;
    }
  self->source = 0;
  update (self);
  return G_SOURCE_REMOVE;
}

static void
door_changed (MdgLockPage *self)
{
  MdgVaultDoor *door = mdg_lock_get_door (self->lock);

  if (door != NULL)
    g_signal_connect_object (door, "notify::wait-until", G_CALLBACK (update), self,
                             G_CONNECT_SWAPPED);
  update (self);
  if (door != NULL && gtk_widget_get_mapped (GTK_WIDGET (self)))
    gtk_widget_grab_focus (GTK_WIDGET (self));
}

/* what was typed ------------------------------------------------------------------------------- */

static GtkWidget *
get_secret (MdgLockPage *self)
{
  return self->by_code ? self->code : self->passphrase;
}

static GtkWidget *
get_field (MdgLockPage *self)
{
  return self->by_code ? self->code_field : self->passphrase_field;
}

static void
typed (MdgLockPage *self)
{
  mdg_field_set_fault (MDG_FIELD (self->passphrase_field), NULL);
  mdg_field_set_fault (MDG_FIELD (self->code_field), NULL);
}

static void
show_way_in (MdgLockPage *self, gboolean by_code)
{
  self->by_code = by_code;
  mdg_widget_set_shown (self->passphrase_field, !by_code);
  mdg_widget_set_shown (self->code_field, by_code);
  gtk_button_set_label (GTK_BUTTON (self->change_over),
                        by_code ? _ ("Use the _passphrase") : _ ("Use the recovery _code"));
  mdg_widget_tidy_names (self->change_over);
  gtk_widget_grab_focus (get_secret (self));
}

static void
change_over (MdgLockPage *self)
{
  mdg_page_hide_message (MDG_PAGE (self->page));
  mdg_secret_field_set_text (MDG_SECRET_FIELD (get_secret (self)), NULL);
  show_way_in (self, !self->by_code);
}

static void
refuse (MdgLockPage *self, const GError *error)
{
  mdg_secret_field_set_text (MDG_SECRET_FIELD (get_secret (self)), NULL);
  if (g_error_matches (error, MDG_ERROR, MDG_ERROR_WRONG_PASSPHRASE))
    mdg_field_set_fault (MDG_FIELD (get_field (self)),
                         self->by_code ? _ ("This is not the recovery code. Type it anew, group by "
                                            "group, from the newest sheet.")
                                       : _ ("The passphrase is not right."));
  else if (g_error_matches (error, MDG_ERROR, MDG_ERROR_WRAP_REFUSED))
    {
      mdg_page_show_message (
          MDG_PAGE (self->page), MDG_MESSAGE_WARNING,
          _ ("Windows does not let the passphrase open the records any more."),
          _ ("This happens after the Windows password was reset, or on another computer. Nothing "
             "is "
             "lost: type the recovery code from the printed sheet, then choose a passphrase."));
      show_way_in (self, TRUE);
    }
  else if (!g_error_matches (error, MDG_ERROR, MDG_ERROR_LOCKED)) /* the note says how long */
    mdg_page_show_error (MDG_PAGE (self->page), error);
  gtk_widget_grab_focus (get_secret (self));
}

static void
opened (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (MdgLockPage) self = data;
  g_autoptr (GError) error = NULL;
  gboolean is_open = mdg_lock_open_finish (MDG_LOCK (source), result, &error);

  if (self->lock == NULL)
    return;
  if (is_open) /* nobody needs it any more; nor is it lost with the next lock */
    mdg_secret_field_set_text (MDG_SECRET_FIELD (get_secret (self)), NULL);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    refuse (self, error);
  update (self);
}

static void
open_clicked (MdgLockPage *self)
{
  g_autoptr (MdgSecret) known = NULL;

  if (!mdg_lock_has_passphrase (self->lock))
    {
      mdg_lock_uncover (self->lock);
      return;
    }
  known = mdg_secret_field_get_secret (MDG_SECRET_FIELD (get_secret (self)));
  mdg_page_hide_message (MDG_PAGE (self->page));
  if (mdg_secret_get_length (known) == 0)
    {
      mdg_field_set_fault (MDG_FIELD (get_field (self)), self->by_code
                                                             ? _ ("Type the recovery code.")
                                                             : _ ("Type the passphrase."));
      gtk_widget_grab_focus (get_secret (self));
      return;
    }
  /* A slip in 32 characters: it stays to be mended, and nobody has to wait for it. */
  if (self->by_code && !mdg_vault_recovery_code_has_form (mdg_secret_get_string (known)))
    {
      mdg_field_set_fault (MDG_FIELD (self->code_field),
                           _ ("A recovery code has 32 characters: one is missing here, too many "
                              "or not one of a code. It was not tried."));
      gtk_widget_grab_focus (self->code);
      return;
    }
  mdg_lock_open_async (self->lock, known, self->by_code, opened, g_object_ref (self));
  update (self);
}

static void
activated (MdgLockPage *self)
{
  mdg_page_activate_primary (MDG_PAGE (self->page));
}

/* overrides ------------------------------------------------------------------------------------ */

static gboolean
mdg_lock_page_grab_focus (GtkWidget *widget)
{
  MdgLockPage *self = MDG_LOCK_PAGE (widget);

  return gtk_widget_grab_focus (mdg_lock_has_passphrase (self->lock) ? get_secret (self)
                                                                     : self->open);
}

static void
mdg_lock_page_dispose (GObject *object)
{
  MdgLockPage *self = MDG_LOCK_PAGE (object);

  g_clear_handle_id (&self->source, g_source_remove);
  if (self->lock != NULL)
    g_signal_handlers_disconnect_by_data (self->lock, self);
  g_clear_object (&self->lock);
  mdg_widget_clear (GTK_WIDGET (object));
  G_OBJECT_CLASS (mdg_lock_page_parent_class)->dispose (object);
}

static void
mdg_lock_page_class_init (MdgLockPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mdg_lock_page_dispose;
  widget_class->grab_focus = mdg_lock_page_grab_focus;
  widget_class->focus = mdg_widget_focus_child;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
mdg_lock_page_init (MdgLockPage *self)
{
}

/* @secret: (out) */
static GtkWidget *
add_field (MdgLockPage *self, const char *label, GtkWidget **secret)
{
  GtkWidget *field;

  *secret = mdg_secret_field_new ();
  field = mdg_field_new (label, *secret);
  g_signal_connect_object (*secret, "changed", G_CALLBACK (typed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (*secret, "activate", G_CALLBACK (activated), self, G_CONNECT_SWAPPED);
  mdg_page_add (MDG_PAGE (self->page), field, NULL);
  return field;
}

static GtkWidget *
add_button (MdgLockPage *self, const char *label, const char *type, GCallback clicked)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  if (clicked != NULL)
    g_signal_connect_object (button, "clicked", clicked, self, G_CONNECT_SWAPPED);
  mdg_page_add (MDG_PAGE (self->page), button, type);
  return button;
}

static void
add_fields (MdgLockPage *self)
{
  self->passphrase_field = add_field (self, _ ("Staff _passphrase"), &self->passphrase);
  mdg_secret_field_allow_input_method (MDG_SECRET_FIELD (self->passphrase));
  self->code_field = add_field (self, _ ("Recovery _code"), &self->code);
  self->change_over = add_button (self, "", NULL, G_CALLBACK (change_over));
  gtk_widget_set_name (self->passphrase, "passphrase");
  gtk_widget_set_name (self->code, "code");
  gtk_widget_set_name (self->change_over, "change-over");
  gtk_widget_set_halign (self->change_over, GTK_ALIGN_START);
  gtk_button_set_use_underline (GTK_BUTTON (self->change_over), TRUE);
  gtk_widget_add_css_class (self->change_over, "link-button");
  show_way_in (self, FALSE);
}

GtkWidget *
mdg_lock_page_new (MdgWorkplace *workplace)
{
  MdgLockPage *self = g_object_new (MDG_TYPE_LOCK_PAGE, NULL);
  g_autofree char *sentence = NULL;
  GtkWidget *end;

  self->lock = g_object_ref (mdg_workplace_get_lock (workplace));
  sentence = get_sentence (self->lock);
  self->page = mdg_page_new (_ ("Locked"), sentence);
  gtk_widget_set_parent (self->page, GTK_WIDGET (self));
  if (mdg_lock_has_passphrase (self->lock))
    add_fields (self);
  self->open
      = add_button (self, mdg_lock_has_passphrase (self->lock) ? _ ("_Unlock") : _ ("_Go on"),
                    "primary", G_CALLBACK (open_clicked));
  end = add_button (self, _ ("_End Madoguchi"), "secondary", NULL);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (end), "app.quit");
  g_signal_connect_object (self->lock, "notify::door", G_CALLBACK (door_changed), self,
                           G_CONNECT_SWAPPED);
  door_changed (self);
  return GTK_WIDGET (self);
}
