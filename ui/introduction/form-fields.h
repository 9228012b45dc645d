/* form-fields.h: the data of the forms, to be entered once: a column of fields, of which those are seen that stand on one form. */
#pragma once

#include <gtk/gtk.h>

#include "introduction/filing-desk.h"

G_BEGIN_DECLS

#define MDG_TYPE_FORM_FIELDS (mdg_form_fields_get_type ())
G_DECLARE_FINAL_TYPE (MdgFormFields, mdg_form_fields, MDG, FORM_FIELDS, GtkWidget)

/* Signals: entered (uint: a field has the focus now); left (no field has, or another) */
GtkWidget *mdg_form_fields_new (MdgFilingDesk *desk);

/* Which form's fields are seen. */
void mdg_form_fields_set_form (MdgFormFields *fields, MdgFilingForm form);

/* Says at the fields what is wrong (element-type MdgFilingFault). @missing: also where something is missing. */
void mdg_form_fields_show_faults (MdgFormFields *fields, GPtrArray *faults, gboolean missing);

/* Puts the focus into @field. */
void mdg_form_fields_focus (MdgFormFields *fields, MdgFilingFieldId field);

G_END_DECLS
