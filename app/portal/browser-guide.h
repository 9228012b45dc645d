/* browser-guide.h: 《ブラウザーで行う》: the steps of [3] on the real portal, what of the form is copied there and in which
 * order; read from resources/portal/browser.json. Any thread. */
#pragma once

#include "core/error.h"

G_BEGIN_DECLS

#define MDG_BROWSER_STEPS_MAX 32

/* What of ユーザー登録 can be copied, in the order of the portal's page. */
typedef enum
{
  MDG_BROWSER_FAMILY_NAME,
  MDG_BROWSER_GIVEN_NAME,
  MDG_BROWSER_NUMBER,
  MDG_BROWSER_PHONE,
  MDG_BROWSER_MAIL,
  MDG_BROWSER_PASSWORD,
  MDG_BROWSER_REPEATED,
  MDG_BROWSER_N_COPIES
} MdgBrowserCopy;

/* "family-name"; as the data calls it. Static. */
const char *mdg_browser_copy_nick (MdgBrowserCopy copy);

typedef struct
{
  char *id; /* under which its tick is kept */
  char *title;
  char *words;
  gboolean opens; /* has 《ブラウザーで開く》 */
  gboolean form;  /* leads to the form in which what is copied is typed */
  MdgBrowserCopy copies[MDG_BROWSER_N_COPIES];
  guint n_copies;
} MdgBrowserStep;

typedef struct
{
  char *checked; /* as of when this was so, "2026-11" */
  char *sources;
  char *url; /* https; opened by the person's own act only */
  char *labels[MDG_BROWSER_N_COPIES];
  GPtrArray *steps; /* (element-type MdgBrowserStep), in their order */
} MdgBrowserGuide;

/* @language: "ja", anything else: English. A fault in the data is a fault of the program, and ends it. Returns:
 * (transfer full) */
MdgBrowserGuide *mdg_browser_guide_new (const char *language);

/* @length: -1: up to its NUL. Errors: MDG_ERROR_DAMAGED for whatever is not known, missing, twice, or there in one language
 * only. Returns: (transfer full) (nullable) */
MdgBrowserGuide *mdg_browser_guide_parse (const char *json, gssize length, const char *language, GError **error);

void mdg_browser_guide_free (MdgBrowserGuide *guide);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MdgBrowserGuide, mdg_browser_guide_free)

G_END_DECLS
