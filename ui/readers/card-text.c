/* card-text.c: what the card check found, in a person's words.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "readers/card-text.h"

#include <glib/gi18n.h>

#include "dates.h"

static void
line_free (gpointer data)
{
  MdgCardLine *line = data;

  g_free (line->title);
  g_free (line->detail);
  g_free (line);
}

/* Takes @title and @detail. */
static void
add (GPtrArray *lines, MdgStatusKind kind, const char *name, char *title, char *detail)
{
  MdgCardLine *line = g_new (MdgCardLine, 1);

  line->kind = kind;
  line->name = name;
  line->title = title;
  line->detail = detail;
  g_ptr_array_add (lines, line);
}

/* ---- the card ------------------------------------------------------------------------------ */

static const struct
{
  MdgStatusKind kind;
  const char *title;
  const char *detail;
} cards[] = {
  [MDG_CARD_KIND_OTHER]
  = { MDG_STATUS_BAD, N_ ("Not a My Number Card"),
      N_ ("It is a driving licence or another IC card, which does not serve for the eligibility "
          "check. Ask for the My Number Card and lay that one on the reader.") },
  [MDG_CARD_KIND_STRANGE]
  = { MDG_STATUS_ATTENTION, N_ ("Not known for certain"),
      N_ ("It answers like a My Number Card, but something that belongs to one is missing. Lay it "
          "on the reader again. If it stays like this, confirm the person by looking or ask for "
          "another proof.") },
  [MDG_CARD_KIND_MY_NUMBER] = { MDG_STATUS_GOOD, N_ ("A My Number Card"), NULL },
  [MDG_CARD_KIND_JUKI]
  = { MDG_STATUS_BAD, N_ ("A Basic Resident Register Card (住民基本台帳カード)"),
      N_ ("It does not serve for the eligibility check. Ask for the My Number Card.") },
  [MDG_CARD_KIND_ANDROID]
  = { MDG_STATUS_GOOD, N_ ("The My Number Card of an Android phone"), NULL },
  [MDG_CARD_KIND_IPHONE] = { MDG_STATUS_GOOD, N_ ("The My Number Card of an iPhone"), NULL },
};

const char *
mdg_card_text_kind (MdgCardKind kind)
{
  return _ (cards[kind].title);
}

static void
add_card (GPtrArray *lines, const MdgCardCheck *check)
{
  add (lines, cards[check->kind].kind, _ ("Card"), g_strdup (_ (cards[check->kind].title)),
       cards[check->kind].detail != NULL ? g_strdup (_ (cards[check->kind].detail)) : NULL);
}

/* ---- its PIN ------------------------------------------------------------------------------- */

static void
add_tries (GPtrArray *lines, int tries)
{
  const char *name = _ ("PIN of the user authentication certificate");
  g_autofree char *title
      = g_strdup_printf (ngettext ("%d try left", "%d tries left", (gulong)tries), tries);

  if (tries > 1)
    add (lines, tries > 2 ? MDG_STATUS_GOOD : MDG_STATUS_ATTENTION, name, g_steal_pointer (&title),
         NULL);
  else
    add (lines, MDG_STATUS_ATTENTION, name, g_steal_pointer (&title),
         g_strdup (_ ("One more wrong PIN locks it. Face recognition needs no PIN: recommend it "
                      "when the patient is not sure.")));
}

/* Of a phone nothing can be told by the tries: the phone itself asks. */
static void
add_pin (GPtrArray *lines, const MdgCardCheck *check)
{
  const char *name = _ ("PIN of the user authentication certificate");

  if (mdg_card_kind_is_phone (check->kind))
    return;
  if (check->pin == MDG_CARD_PIN_OPEN && check->tries > 0)
    add_tries (lines, check->tries);
  else if (check->pin == MDG_CARD_PIN_OPEN)
    add (lines, MDG_STATUS_GOOD, name, g_strdup (_ ("Not locked")), NULL);
  else if (check->pin == MDG_CARD_PIN_BLOCKED)
    add (lines, MDG_STATUS_ATTENTION, name, g_strdup (_ ("No PIN can be used")),
         g_strdup (_ ("Either a wrong PIN was given three times: the municipal office sets a new "
                      "one. Or it is a card without PIN, which is no fault. Both serve with face "
                      "recognition or by looking.")));
  else if (check->pin == MDG_CARD_PIN_ABSENT)
    add (lines, MDG_STATUS_GOOD, name, g_strdup (_ ("The card has none")),
         g_strdup (
             _ ("A card without PIN is no fault. It serves with face recognition or by looking.")));
  else
    add (lines, MDG_STATUS_ATTENTION, name, g_strdup (_ ("The card does not say")),
         g_strdup (_ ("Lay it on the reader again and leave it there until the check is over.")));
}

/* ---- its certificate ------------------------------------------------------------------------ */

static void
add_end (GPtrArray *lines, const MdgCardCheck *check, gint64 now)
{
  const char *name = _ ("User authentication certificate");
  gboolean phone = mdg_card_kind_is_phone (check->kind);
  gint64 serves_until;
  MdgCardValidity validity = mdg_card_validity (check->valid_until, phone, now, &serves_until);
  g_autofree char *end = mdg_date_text (check->valid_until);
  g_autofree char *last = mdg_date_text (serves_until);
  g_autofree char *left = mdg_date_days_left_text (check->valid_until, now);

  switch (validity)
    {
    case MDG_CARD_VALID:
      add (lines, MDG_STATUS_GOOD, name, g_strdup_printf (_ ("Valid until %s"), end), NULL);
      break;
    case MDG_CARD_VALID_NOT_LONG:
      /* Translators: a date, and how long it is until then */
      add (lines, MDG_STATUS_ATTENTION, name,
           g_strdup_printf (_ ("Valid until %s (%s)"), end, left),
           g_strdup (_ ("The face reader tells of it from three months before the end. Recommend "
                        "renewing it at the municipal office.")));
      break;
    case MDG_CARD_IN_GRACE:
      add (lines, MDG_STATUS_ATTENTION, name, g_strdup_printf (_ ("Ended on %s"), end),
           g_strdup_printf (_ ("The card still serves for the eligibility check until %s: three "
                               "months from the end of that month. Medical and drug information "
                               "cannot be seen. Recommend renewing it at the municipal office."),
                            last));
      break;
    case MDG_CARD_OVER:
      add (lines, MDG_STATUS_BAD, name, g_strdup_printf (_ ("Ended on %s"), end),
           g_strdup (phone ? _ ("A phone does not serve after the end of its certificate. Ask for "
                                "the card itself or for the certificate of eligibility.")
                           : _ ("The three months after the end are over, too: the card does not "
                                "serve until it is renewed at the municipal office. Ask for the "
                                "certificate of eligibility, which the insurer sends.")));
      break;
    }
}

static void
add_certificate (GPtrArray *lines, const MdgCardCheck *check, gint64 now)
{
  const char *name = _ ("User authentication certificate");

  switch (check->certificate)
    {
    case MDG_CARD_CERTIFICATE_NOT_ASKED:
      break;
    case MDG_CARD_CERTIFICATE_READ:
      add_end (lines, check, now);
      break;
    case MDG_CARD_CERTIFICATE_ABSENT:
      add (lines, MDG_STATUS_BAD, name, g_strdup (_ ("There is none on the card")),
           g_strdup (_ ("Without it the card does not serve for the eligibility check. The "
                        "municipal office puts it on the card.")));
      break;
    case MDG_CARD_CERTIFICATE_LOCKED:
      add (lines, MDG_STATUS_WAITING, name, g_strdup (_ ("Shown only after the PIN")),
           g_strdup (_ ("That is so with phones. This program asks for no PIN; the face reader "
                        "tells when it has ended.")));
      break;
    case MDG_CARD_CERTIFICATE_UNREADABLE:
      add (lines, MDG_STATUS_ATTENTION, name, g_strdup (_ ("It could not be read")),
           g_strdup (
               _ ("Lay the card on the reader again and leave it there until the check is over. If "
                  "other cards can be read, this one is at fault: the municipal office helps.")));
      break;
    }
}

GPtrArray *
mdg_card_text_new (const MdgCardCheck *check, gint64 now)
{
  GPtrArray *lines = g_ptr_array_new_with_free_func (line_free);

  add_card (lines, check);
  if (check->kind == MDG_CARD_KIND_OTHER || check->kind == MDG_CARD_KIND_JUKI)
    return lines;
  add_pin (lines, check);
  add_certificate (lines, check, now);
  return lines;
}
