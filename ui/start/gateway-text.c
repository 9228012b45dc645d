/* gateway-text.c: the findings of a connection test in words.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "start/gateway-page.h"

#include <glib/gi18n.h>

#include "dates.h"
#include "error-text.h"

static const struct
{
  const char *found;
  const char *next;
} texts[MDG_N_FINDINGS] = {
  [MDG_FINDING_GOOD] = { N_ ("All is well: the gateway answers and takes the certificate."),
                         N_ ("These settings can be used.") },
  [MDG_FINDING_CLOCK_OFF] = { N_ ("The gateway answers, but the clocks are apart."),
                              N_ ("Passcodes depend on the time: set this computer's clock "
                                  "automatically (Settings, Time and "
                                  "language). If it is right, tell whoever runs the gateway.") },
  [MDG_FINDING_ADDRESS_WRONG]
  = { N_ ("This is no address of a gateway."),
      N_ ("It begins with https:// and names a host, for example https://gateway.example:8443.") },
  [MDG_FINDING_CA_UNUSABLE]
  = { N_ ("The CA file cannot be used."), N_ ("Choose the file (.pem, .crt) with the certificate "
                                              "of the authority that whoever runs the "
                                              "gateway gave you.") },
  [MDG_FINDING_CLIENT_FILE] = { N_ ("The certificate file cannot be used."), NULL },
  [MDG_FINDING_WRONG_PASSWORD]
  = { N_ ("The password does not open the certificate file."),
      N_ ("It is the one that was set when the file was downloaded or exported. Mind capital and "
          "small letters.") },
  [MDG_FINDING_NAME_NOT_FOUND]
  = { N_ ("The host's name is not known."),
      N_ ("Look for slips in the address. If it is right, see whether this computer is on the "
          "network, and ask who looks after the network for the name.") },
  [MDG_FINDING_REFUSED]
  = { N_ ("The computer is there, but no gateway runs at this port."),
      N_ ("Look at the number behind the colon. If it is right, the gateway is not running, or a "
          "firewall refuses.") },
  [MDG_FINDING_NO_ANSWER]
  = { N_ ("Nobody answers."),
      N_ ("See whether this computer is on the network and the gateway is switched on. A firewall "
          "between them may swallow the question.") },
  [MDG_FINDING_NOT_TLS]
  = { N_ ("Something listens there, but it is no gateway: it does not speak TLS."),
      N_ ("Look at the host and at the number behind the colon.") },
  [MDG_FINDING_UNTRUSTED]
  = { N_ ("The gateway's certificate is not of this CA: it may be another computer that only says "
          "it "
          "is the gateway."),
      N_ ("Nothing was sent. Choose the CA file that belongs to this gateway; if it is the right "
          "one, do not go on and tell whoever runs the gateway.") },
  [MDG_FINDING_SERVER_EXPIRED]
  = { N_ ("The gateway's certificate is not valid today."),
      N_ ("Look first at this computer's date. If it is right, the gateway's certificate must be "
          "renewed by whoever runs it.") },
  [MDG_FINDING_OTHER_NAME]
  = { N_ ("The gateway's certificate is of this CA, but for another name."),
      N_ ("Use the address exactly as it was given to you: a name in place of a number, or the "
          "other way round.") },
  [MDG_FINDING_CERTIFICATE_MISSING] = { N_ ("The gateway wants a client certificate."),
                                        N_ ("Choose the terminal's certificate file (.p12).") },
  [MDG_FINDING_CERTIFICATE_REFUSED] = { N_ ("The gateway does not take this client certificate."),
                                        N_ ("It may be of another authority, have run out or been "
                                            "revoked. Choose another one, or ask "
                                            "whoever runs the gateway.") },
  [MDG_FINDING_OTHER_SERVICE]
  = { N_ ("Something answers, but it is no gateway of this program."),
      N_ ("Look at the address: the host, and the number behind the colon.") },
  [MDG_FINDING_SERVICE_FAILED]
  = { N_ ("The gateway answers that it cannot work now."),
      N_ ("Try again later. If it stays so, tell whoever runs the gateway.") },
};

static char *
good_text (const MdgConnectionReport *report)
{
  g_autofree char *date = NULL;

  if (report->subject == NULL)
    return g_strdup (_ (texts[MDG_FINDING_GOOD].next));
  date = mdg_date_text (report->expires);
  return g_strdup_printf (_ ("Certificate issued to %s, valid until %s."), report->subject, date);
}

/* Of the certificate's file the error says more. */
static char *
file_text (const MdgConnectionReport *report)
{
  g_autoptr (MdgErrorText) text = mdg_error_text_new (report->error);

  return mdg_text_join (text->happened, text->next);
}

char *
mdg_gateway_text_found (const MdgConnectionReport *report)
{
  return g_strdup (_ (texts[report->finding].found));
}

char *
mdg_gateway_text_next (const MdgConnectionReport *report)
{
  g_autofree char *span = NULL;

  if (report->finding == MDG_FINDING_GOOD)
    return good_text (report);
  if (report->finding == MDG_FINDING_CLIENT_FILE && report->error != NULL)
    return file_text (report);
  if (report->finding != MDG_FINDING_CLOCK_OFF)
    return g_strdup (_ (texts[report->finding].next));
  span = mdg_text_duration (ABS (report->skew));
  return g_strdup_printf (report->skew > 0 ? _ ("This computer's clock is %s slow. %s")
                                           : _ ("This computer's clock is %s fast. %s"),
                          span, _ (texts[MDG_FINDING_CLOCK_OFF].next));
}
