/* fuzz-contacts.c: anything as the list of contacts, as hours that a person types, and as what is
 * searched for. SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/phone.h"
#include "support/contact-guide.h"
#include "support/own-contacts.h"
#include "support/search.h"

int LLVMFuzzerTestOneInput (const guint8 *data, size_t size);

static void
check_typed (const char *text)
{
  g_autoptr (MdgOwnContact) contact = mdg_own_contact_new ("other");
  g_autoptr (MdgSearch) search = mdg_search_new ();
  g_autoptr (GPtrArray) found = NULL;
  int from, until;

  if (mdg_open_span_read (text, &from, &until))
    g_assert_true (from >= 0 && from < until && until <= 24 * 60);
  g_free (contact->name);
  contact->name = g_strdup ("x");
  g_free (contact->phone);
  contact->phone = g_strdup (text);
  if (mdg_own_contact_check (contact, NULL))
    g_assert_true (mdg_phone_is_number (contact->phone));
  mdg_search_add (search, MDG_SEARCH_GUIDE, "title", "text", "");
  found = mdg_search_find (search, text);
  g_assert_cmpuint (found->len, <=, 1);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, size_t size)
{
  static MdgCalendar *calendar;
  g_autofree char *text = g_strndup ((const char *)data, MIN (size, 200));
  g_autoptr (MdgContactGuide) guide
      = mdg_contact_guide_parse ((const char *)data, (gssize)size, "en", NULL);

  check_typed (text);
  if (calendar == NULL)
    calendar = mdg_calendar_new ();
  for (guint i = 0; guide != NULL && i < guide->contacts->len; i++)
    {
      const MdgContact *contact = mdg_contact_guide_contact (guide, i);
      MdgOpenNow now = mdg_open_hours_at (&contact->hours, calendar, 1795219200);

      g_assert_true (now.change == 0 || now.change > 1795219200);
    }
  return 0;
}
