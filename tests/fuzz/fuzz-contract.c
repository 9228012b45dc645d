/* fuzz-contract.c: every parser of the contract. What one accepts, it accepts again as written
 * back.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "contract/accounts.h"
#include "contract/connection.h"
#include "contract/messages.h"
#include "contract/portal.h"
#include "contract/problem.h"

#include <string.h>

int LLVMFuzzerTestOneInput (const guint8 *data, size_t size);

#define TRY(Type, prefix)                                                                          \
  static void try_##prefix (const char *json, gssize length)                                       \
  {                                                                                                \
    g_autoptr (Type) message = prefix##_parse (json, length, NULL);                                \
    if (message == NULL)                                                                           \
      return;                                                                                      \
    g_autofree char *written = prefix##_to_json (message);                                         \
    g_autoptr (Type) again = prefix##_parse (written, -1, NULL);                                   \
    g_assert_nonnull (again);                                                                      \
    g_autofree char *twice = prefix##_to_json (again);                                             \
    g_assert_cmpstr (written, ==, twice);                                                          \
  }

typedef MdgPage MdgAccountPage, MdgApplicationPage, MdgMailPage;
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MdgAccountPage, mdg_page_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MdgApplicationPage, mdg_page_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MdgMailPage, mdg_page_free)

TRY (MdgAccount, mdg_account)
TRY (MdgAccountPage, mdg_account_page)
TRY (MdgAccountApplication, mdg_account_application)
TRY (MdgApplicationPage, mdg_application_page)
TRY (MdgApplicationRequest, mdg_application_request)
TRY (MdgConnection, mdg_connection)
TRY (MdgFacility, mdg_facility)
TRY (MdgLoginRequest, mdg_login_request)
TRY (MdgMail, mdg_mail)
TRY (MdgMailPage, mdg_mail_page)
TRY (MdgPasswordRequest, mdg_password_request)
TRY (MdgRegistration, mdg_registration)
TRY (MdgServiceStatus, mdg_service_status)
TRY (MdgSessionInfo, mdg_session_info)
TRY (MdgPortalRegistration, mdg_portal_registration)
TRY (MdgPortalReceipt, mdg_portal_receipt)
TRY (MdgPortalFacility, mdg_portal_facility)
TRY (MdgPortalLogin, mdg_portal_login)
TRY (MdgPortalUser, mdg_portal_user)
TRY (MdgPortalStartRequest, mdg_portal_start_request)
TRY (MdgPortalStart, mdg_portal_start)

static void
try_portal_texts (const char *json, gssize length)
{
  g_autofree char *link = mdg_portal_link_parse (json, length, NULL);
  g_autofree char *birth_date = mdg_portal_birth_date_parse (json, length, NULL);
  g_autofree char *operation = mdg_portal_operation_parse (json, length, NULL);
  g_autoptr (GPtrArray) facilities = mdg_portal_facilities_parse (json, length, NULL);
  g_assert_true (link == NULL || *link != '\0');
  g_assert_true (birth_date == NULL || strlen (birth_date) == 10);
  g_assert_true (operation == NULL || strlen (operation) == 10);
  g_assert_true (facilities == NULL || facilities->len <= 100);
}

static void
try_passcode (const char *json, gssize length)
{
  g_autofree char *passcode = mdg_passcode_request_parse (json, length, NULL);
  g_assert_true (passcode == NULL || strlen (passcode) == 6);
}

static void
try_note (const char *json, gssize length)
{
  g_autofree char *note = mdg_note_request_parse (json, length, NULL);
  g_assert_true (note == NULL || g_utf8_strlen (note, -1) <= MDG_ACCOUNT_NOTE_MAX);
}

static void
try_problem (guint status, const char *json, gssize length)
{
  g_autoptr (GError) problem = mdg_problem_parse (status, json, length);
  g_assert_true (problem->domain == MDG_ERROR);
  g_autofree char *written = mdg_problem_to_json (problem);
  g_autoptr (GError) again = mdg_problem_parse (mdg_problem_status (problem), written, -1);
  g_assert_cmpint (mdg_error_get_retry_after (problem), ==, mdg_error_get_retry_after (again));
}

int
LLVMFuzzerTestOneInput (const guint8 *data, size_t size)
{
  const char *json = (const char *)data;
  try_mdg_account (json, (gssize)size);
  try_mdg_account_page (json, (gssize)size);
  try_mdg_account_application (json, (gssize)size);
  try_mdg_application_page (json, (gssize)size);
  try_mdg_application_request (json, (gssize)size);
  try_mdg_connection (json, (gssize)size);
  try_mdg_facility (json, (gssize)size);
  try_mdg_login_request (json, (gssize)size);
  try_mdg_mail (json, (gssize)size);
  try_mdg_mail_page (json, (gssize)size);
  try_mdg_password_request (json, (gssize)size);
  try_mdg_registration (json, (gssize)size);
  try_mdg_service_status (json, (gssize)size);
  try_mdg_session_info (json, (gssize)size);
  try_mdg_portal_registration (json, (gssize)size);
  try_mdg_portal_receipt (json, (gssize)size);
  try_mdg_portal_facility (json, (gssize)size);
  try_mdg_portal_login (json, (gssize)size);
  try_mdg_portal_user (json, (gssize)size);
  try_mdg_portal_start_request (json, (gssize)size);
  try_mdg_portal_start (json, (gssize)size);
  try_portal_texts (json, (gssize)size);
  try_note (json, (gssize)size);
  try_passcode (json, (gssize)size);
  try_problem (200 + (guint)size % 400, json, (gssize)size);
  return 0;
}
