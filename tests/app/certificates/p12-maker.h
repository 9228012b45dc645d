/* p12-maker.h: certificate files of every make: OpenSSL, GnuTLS's certtool, NSS's pk12util, Java's keytool; none of them
 * ours. A missing tool skips the test that wants it. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef enum
{
  P12_OPENSSL,
  P12_CERTTOOL,
  P12_NSS,
  P12_KEYTOOL,
  P12_N_MAKERS
} P12Tool;

typedef struct
{
  char *folder; /* removed when freed */
  char *code;   /* the certificate's common name */
  char *fingerprint; /* as openssl says it, lower case without colons */
  char *serial;      /* upper case */
} P12Maker;

/* Makes a key and a certificate for @code (発行先), valid for @days, issued by an authority. */
P12Maker *p12_maker_new (const char *code, int days);
void p12_maker_free (P12Maker *maker);

gboolean p12_maker_has (P12Tool tool);

/* Writes @name.p12 with @password. @arguments: further ones of the tool, parted by blanks ('~' in one stands for a
 * blank). Returns: (transfer full) (nullable): the path; NULL: the tool refused, and says why in @message
 * ((out) (transfer full)) */
char *p12_maker_make (P12Maker *maker, P12Tool tool, const char *name, const char *password,
                      const char *arguments, char **message);

/* Runs a program, the parts of @command parted by blanks. Returns: whether it ended well */
gboolean p12_run (const char *folder, char **output, const char *command, ...) G_GNUC_PRINTF (3, 4);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (P12Maker, p12_maker_free)

G_END_DECLS
