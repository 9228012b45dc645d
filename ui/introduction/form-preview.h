/* form-preview.h: a form as it will be on paper, as wide as there is room. */
#pragma once

#include <gtk/gtk.h>

#include "introduction/filing-page.h"

G_BEGIN_DECLS

#define MDG_TYPE_FORM_PREVIEW (mdg_form_preview_get_type ())
G_DECLARE_FINAL_TYPE (MdgFormPreview, mdg_form_preview, MDG, FORM_PREVIEW, GtkWidget)

GtkWidget *mdg_form_preview_new (void);

/* @page: (transfer full) (nullable) */
void mdg_form_preview_set_page (MdgFormPreview *preview, MdgFilingPage *page);

/* Sets off the places of @field, and scrolls there what it is in. MDG_N_FIELDS: none */
void mdg_form_preview_mark (MdgFormPreview *preview, MdgFilingFieldId field);

G_END_DECLS
