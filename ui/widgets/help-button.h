/* help-button.h: 《?》: what the screen is for and what each of its fields means ([0] ch. 6). */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef struct
{
  const char *field; /* as it is written on the screen; msgid */
  const char *text;  /* msgid */
} MdgHelpItem;

typedef struct
{
  const char *title;        /* the screen's name; msgid */
  const char *purpose;      /* msgid */
  const MdgHelpItem *items; /* ends with { NULL, NULL } */
} MdgHelp;

#define MDG_TYPE_HELP_BUTTON (mdg_help_button_get_type ())
G_DECLARE_FINAL_TYPE (MdgHelpButton, mdg_help_button, MDG, HELP_BUTTON, GtkWidget)

GtkWidget *mdg_help_button_new (void);

/* @help: (nullable), static: what is shown from now on. */
void mdg_help_button_set_help (MdgHelpButton *button, const MdgHelp *help);

/* F1 */
void mdg_help_button_open (MdgHelpButton *button);
void mdg_help_button_close (MdgHelpButton *button);

G_END_DECLS
