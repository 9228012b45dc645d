/* renewal-guide.h: how a certificate is renewed and what it costs, as facts.md 5.3 gives it; read from
 * resources/guide/renewal.json. Any thread. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  char *title;
  char **steps;
} MdgRenewalWay;

typedef struct
{
  guint fee_yen;          /* tax included, per issue or renewal */
  char *fee_text;         /* how it is paid */
  guint window_days;      /* renewal is open from so many days before expiry */
  char *validity_text;    /* 3 years 3 months from the renewal; the rest is not added */
  char *after_expiry;     /* what stops */
  GPtrArray *ways;        /* (element-type MdgRenewalWay) */
  char **afterwards;      /* what to do after a renewal */
  char *checked;          /* as of when this was so, "2026-11" */
} MdgRenewalGuide;

/* @language: "ja", anything else: English. Returns: (transfer full) */
MdgRenewalGuide *mdg_renewal_guide_new (const char *language);
void mdg_renewal_guide_free (MdgRenewalGuide *guide);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MdgRenewalGuide, mdg_renewal_guide_free)

G_END_DECLS
