/* form-faults.h: what is not right in a form, in a few words and in a list. */
#pragma once

#include "introduction/filing-check.h"

G_BEGIN_DECLS

/* The names of the first fields that have faults, one after the other. @faults: (element-type MdgFilingFault). Returns: (transfer full) */
char *mdg_form_faults_names (const MdgFilingGuide *guide, GPtrArray *faults);

/* Each field with what to do, a line each. Returns: (transfer full) */
char *mdg_form_faults_list (const MdgFilingGuide *guide, GPtrArray *faults);

G_END_DECLS
