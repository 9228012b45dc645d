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

/* A tab's pages and what is said of them. */
typedef struct
{
  const char *page; /* NULL ends a list of them */
  MdgHelp help;
  gboolean alone; /* it can be shown by itself: it is not about one thing that was chosen before */
} MdgHelpPage;

/* @pages: (nullable). Returns: (nullable): static, as @pages is */
const MdgHelp *mdg_help_find (const MdgHelpPage *pages, const char *page);

#define MDG_TYPE_HELP_BUTTON (mdg_help_button_get_type ())
G_DECLARE_FINAL_TYPE (MdgHelpButton, mdg_help_button, MDG, HELP_BUTTON, GtkWidget)

GtkWidget *mdg_help_button_new (void);

/* @help: (nullable), static: what is shown from now on. */
void mdg_help_button_set_help (MdgHelpButton *button, const MdgHelp *help);

/* F1 */
void mdg_help_button_open (MdgHelpButton *button);

/* Opens with @help, this once. @help: static */
void mdg_help_button_open_with (MdgHelpButton *button, const MdgHelp *help);
void mdg_help_button_close (MdgHelpButton *button);

G_END_DECLS
