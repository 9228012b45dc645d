/* number-form.h: 所属機関選択 and ①② 入力項目 of ユーザー登録: which facility, with what appears by itself beside it. */
#pragma once

#include <gtk/gtk.h>

#include "contract/portal.h"

G_BEGIN_DECLS

#define MDG_TYPE_PORTAL_NUMBER_FORM (mdg_portal_number_form_get_type ())
G_DECLARE_FINAL_TYPE (MdgPortalNumberForm, mdg_portal_number_form, MDG, PORTAL_NUMBER_FORM, GtkWidget)

/* Signals: changed; activate: Enter in the number */

/* What stands there, right or not, into @number, whose own is freed. */
void mdg_portal_number_form_read (MdgPortalNumberForm *form, MdgPortalNumber *number);
void mdg_portal_number_form_set (MdgPortalNumberForm *form, const MdgPortalNumber *number);

/* The field ②, for faults and for the keyboard. (transfer none) */
GtkWidget *mdg_portal_number_form_get_field (MdgPortalNumberForm *form);

/* 登録記号番号 and 施術所名, or why they are not there. @found, @error: (nullable) */
void mdg_portal_number_form_show_found (MdgPortalNumberForm *form,
                                        const MdgPortalFacility *found,
                                        const GError *error);

G_END_DECLS
