/* filing-guide.c: the forms of [4], in memory.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "introduction/filing-guide.h"

#include <gio/gio.h>

#include "introduction/filing-guide-private.h"

#define RESOURCE "/org/madoguchi/Madoguchi/introduction/forms.json"

const char *
mdg_filing_field_id (MdgFilingFieldId field)
{
  static const char *const ids[MDG_N_FIELDS] = {
    [MDG_FIELD_KIND] = "kind",
    [MDG_FIELD_NAME] = "name",
    [MDG_FIELD_NAME_KANA] = "name-kana",
    [MDG_FIELD_POST] = "post",
    [MDG_FIELD_ADDRESS] = "address",
    [MDG_FIELD_FOUNDER] = "founder",
    [MDG_FIELD_FOUNDER_KANA] = "founder-kana",
    [MDG_FIELD_REGISTER] = "register",
    [MDG_FIELD_FOUNDER_POST] = "founder-post",
    [MDG_FIELD_FOUNDER_ADDRESS] = "founder-address",
    [MDG_FIELD_FOUNDER_PHONE] = "founder-phone",
    [MDG_FIELD_FOUNDER_MAIL] = "founder-mail",
    [MDG_FIELD_REPLY_TO] = "reply-to",
    [MDG_FIELD_REPLY_POST] = "reply-post",
    [MDG_FIELD_REPLY_ADDRESS] = "reply-address",
    [MDG_FIELD_REPLY_NAME] = "reply-name",
    [MDG_FIELD_BUREAU] = "bureau",
    [MDG_FIELD_WISHED] = "wished",
    [MDG_FIELD_REQUESTED] = "requested",
    [MDG_FIELD_CONTACT_PHONE] = "contact-phone",
    [MDG_FIELD_ACCOUNT] = "account",
    [MDG_FIELD_APPLICATION] = "application",
    [MDG_FIELD_READER_STATE] = "reader-state",
    [MDG_FIELD_READER_MONTH] = "reader-month",
    [MDG_FIELD_READER_MAKER] = "reader-maker",
    [MDG_FIELD_NETWORK_STATE] = "network-state",
    [MDG_FIELD_NETWORK_MONTH] = "network-month",
    [MDG_FIELD_NETWORK_PROVIDER] = "network-provider",
    [MDG_FIELD_NETWORK_KIND] = "network-kind",
    [MDG_FIELD_WORK] = "work",
    [MDG_FIELD_VENDOR] = "vendor",
    [MDG_FIELD_OPERATION] = "operation",
    [MDG_FIELD_OPENING] = "opening",
  };

  g_return_val_if_fail (field < MDG_N_FIELDS, NULL);
  return ids[field];
}

static void
option_clear (gpointer data)
{
  MdgFilingOption *option = data;

  g_free (option->id);
  g_free (option->name);
  g_free (option->print);
  g_strfreev (option->areas);
}

static void
part_clear (gpointer data)
{
  g_free (((MdgFilingPart *)data)->words);
}

static GArray *
array_new (guint size, GDestroyNotify clear)
{
  GArray *array = g_array_new (FALSE, TRUE, size);

  g_array_set_clear_func (array, clear);
  return array;
}

MdgFilingGuide *
mdg_filing_guide_alloc (void)
{
  MdgFilingGuide *guide = g_atomic_rc_box_new0 (MdgFilingGuide);

  for (guint i = 0; i < MDG_N_FIELDS; i++)
    guide->fields[i].options = array_new (sizeof (MdgFilingOption), option_clear);
  for (guint i = 0; i < MDG_N_FILINGS; i++)
    guide->sheets[i].parts = array_new (sizeof (MdgFilingPart), part_clear);
  return guide;
}

static void
field_clear (MdgFilingField *field)
{
  g_free (field->id);
  g_free (field->label);
  g_free (field->help);
  g_free (field->hint);
  g_free (field->example);
  g_array_unref (field->options);
}

static void
sheet_clear (MdgFilingSheet *sheet)
{
  g_free (sheet->id);
  g_free (sheet->name);
  g_free (sheet->title);
  g_free (sheet->file);
  g_strfreev (sheet->steps);
  g_array_unref (sheet->parts);
}

static void
guide_clear (gpointer data)
{
  MdgFilingGuide *guide = data;

  g_strfreev (guide->groups);
  for (guint i = 0; i < MDG_N_FIELDS; i++)
    field_clear (&guide->fields[i]);
  for (guint i = 0; i < MDG_N_FILINGS; i++)
    sheet_clear (&guide->sheets[i]);
}

MdgFilingGuide *
mdg_filing_guide_ref (MdgFilingGuide *guide)
{
  return g_atomic_rc_box_acquire (guide);
}

void
mdg_filing_guide_unref (MdgFilingGuide *guide)
{
  if (guide != NULL)
    g_atomic_rc_box_release_full (guide, guide_clear);
}

MdgFilingGuide *
mdg_filing_guide_new (const char *language)
{
  g_autoptr (GBytes) data = g_resources_lookup_data (RESOURCE, 0, NULL);
  g_autoptr (GError) error = NULL;
  MdgFilingGuide *guide = NULL;

  if (data != NULL)
    guide = mdg_filing_guide_parse (g_bytes_get_data (data, NULL), (gssize)g_bytes_get_size (data),
                                    language, &error);
  if (guide == NULL)
    g_error ("%s cannot be read: %s", RESOURCE, error != NULL ? error->message : "not there");
  return guide;
}

const MdgFilingOption *
mdg_filing_guide_option (const MdgFilingGuide *guide, MdgFilingFieldId field, guint number)
{
  g_return_val_if_fail (field < MDG_N_FIELDS && number < guide->fields[field].options->len, NULL);
  return &g_array_index (guide->fields[field].options, MdgFilingOption, number);
}

guint
mdg_filing_guide_find_option (const MdgFilingGuide *guide, MdgFilingFieldId field, const char *id)
{
  g_return_val_if_fail (field < MDG_N_FIELDS, MDG_FILING_NONE);

  for (guint i = 0; i < guide->fields[field].options->len; i++)
    if (g_strcmp0 (mdg_filing_guide_option (guide, field, i)->id, id) == 0)
      return i;
  return MDG_FILING_NONE;
}

guint
mdg_filing_guide_find_form (const MdgFilingGuide *guide, const char *step)
{
  for (guint i = 0; i < MDG_N_FILINGS; i++)
    if (step != NULL && g_strv_contains ((const char *const *)guide->sheets[i].steps, step))
      return i;
  return MDG_FILING_NONE;
}
