/* p12-maker.c: certificate files of every make.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "p12-maker.h"

#include <string.h>

#include "run-program.h"

#define BETWEEN "between" /* the password of files on the way to NSS and Java */

static const char *const programs[] = { "openssl", "certtool", "pk12util", "keytool" };

gboolean
p12_run (const char *folder, char **output, const char *command, ...)
{
  g_autofree char *text = NULL;
  g_auto (GStrv) argv = NULL;
  va_list arguments;

  va_start (arguments, command);
  text = g_strdup_vprintf (command, arguments);
  va_end (arguments);
  argv = g_strsplit (text, " ", -1);
  for (guint i = 0; argv[i] != NULL; i++)
    g_strdelimit (argv[i], "~", ' ');
  return run_program (folder, argv, output);
}

static void
must (P12Maker *maker, char **output, const char *command)
{
  g_autofree char *messages = NULL;
  g_auto (GStrv) argv = g_strsplit (command, " ", -1);

  if (!run_program (maker->folder, argv, &messages))
    g_error ("%s: %s", command, messages);
  if (output != NULL)
    *output = g_steal_pointer (&messages);
}

gboolean
p12_maker_has (P12Tool tool)
{
  return run_program_is_there (programs[tool]);
}

/* "sha256 Fingerprint=AB:CD…" */
static char *
value_after (const char *text, char mark)
{
  g_auto (GStrv) bytes = g_strsplit (strchr (text, mark) + 1, ":", -1);
  char *value = g_strjoinv ("", bytes);

  return g_strstrip (value);
}

static void
describe (P12Maker *maker)
{
  g_autofree char *fingerprint = NULL;
  g_autofree char *serial = NULL;
  g_autofree char *value = NULL;

  must (maker, &fingerprint, "openssl x509 -in leaf.pem -noout -fingerprint -sha256");
  must (maker, &serial, "openssl x509 -in leaf.pem -noout -serial");
  value = value_after (fingerprint, '=');
  maker->fingerprint = g_ascii_strdown (value, -1);
  maker->serial = value_after (serial, '=');
}

P12Maker *
p12_maker_new (const char *code, int days)
{
  P12Maker *maker = g_new0 (P12Maker, 1);
  g_autofree char *sign = g_strdup_printf (
      "openssl x509 -req -in leaf.csr -CA ca.pem -CAkey ca.key -CAcreateserial -days %d"
      " -out leaf.pem",
      days);
  g_autofree char *request = g_strdup_printf (
      "openssl req -newkey rsa:2048 -nodes -keyout leaf.key -out leaf.csr -subj /CN=%s", code);

  maker->folder = g_dir_make_tmp ("madoguchi-p12-XXXXXX", NULL);
  maker->code = g_strdup (code);
  must (maker, NULL,
        "openssl req -x509 -newkey rsa:2048 -nodes -keyout ca.key -out ca.pem -days 4000"
        " -subj /CN=Test-Root-CA");
  must (maker, NULL, request);
  must (maker, NULL, sign);
  describe (maker);
  return maker;
}

void
p12_maker_free (P12Maker *maker)
{
  p12_run (NULL, NULL, "rm -rf %s", maker->folder);
  g_free (maker->folder);
  g_free (maker->code);
  g_free (maker->fingerprint);
  g_free (maker->serial);
  g_free (maker);
}

/* the makers ----------------------------------------------------------------------------------- */

/* @argv: parts; a NULL ends. @more: see p12_maker_make() */
static gboolean
run_tool (P12Maker *maker, const char *const *argv, const char *more, char **message)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) extra = g_strsplit (more, " ", -1);
  g_auto (GStrv) all = NULL;

  g_strv_builder_addv (builder, (const char **)argv);
  for (guint i = 0; *more != '\0' && extra[i] != NULL; i++)
    g_strv_builder_add (builder, g_strdelimit (extra[i], "~", ' '));
  all = g_strv_builder_end (builder);
  return run_program (maker->folder, all, message);
}

static gboolean
make_by_openssl (P12Maker *maker,
                 const char *out,
                 const char *password,
                 const char *more,
                 char **message)
{
  g_autofree char *pass = g_strconcat ("pass:", password, NULL);
  const char *argv[]
      = { "openssl", "pkcs12", "-export",  "-in",  "leaf.pem", "-inkey",   "leaf.key", "-certfile",
          "ca.pem",  "-name",  "facility", "-out", out,        "-passout", pass,       NULL };

  return run_tool (maker, argv, more, message);
}

static gboolean
make_by_certtool (P12Maker *maker,
                  const char *out,
                  const char *password,
                  const char *more,
                  char **message)
{
  g_autofree char *pass = g_strconcat ("--password=", password, NULL);
  const char *argv[] = { "certtool",
                         "--to-p12",
                         "--load-certificate",
                         "leaf.pem",
                         "--load-privkey",
                         "leaf.key",
                         "--load-ca-certificate",
                         "ca.pem",
                         "--p12-name",
                         "facility",
                         "--outder",
                         "--outfile",
                         out,
                         pass,
                         NULL };

  return run_tool (maker, argv, more, message);
}

static void
write_password (P12Maker *maker, const char *name, const char *password)
{
  g_autofree char *path = g_build_filename (maker->folder, name, NULL);

  g_assert_true (g_file_set_contents (path, password, -1, NULL));
}

/* Through a data base of NSS's own, so that the file is made by NSS alone. */
static gboolean
make_by_nss (P12Maker *maker,
             const char *out,
             const char *password,
             const char *more,
             char **message)
{
  const char *argv[]
      = { "pk12util", "-o", out, "-n", "facility", "-d", "nss", "-w", "password", "-K", "", NULL };

  g_assert_true (make_by_openssl (maker, "between.p12", BETWEEN, "", NULL));
  write_password (maker, "between", BETWEEN "\n");
  write_password (maker, "password", password);
  must (maker, NULL, "rm -rf nss");
  must (maker, NULL, "mkdir nss");
  must (maker, NULL, "certutil -N -d nss --empty-password");
  must (maker, NULL, "pk12util -i between.p12 -d nss -w between");
  return run_tool (maker, argv, more, message);
}

static gboolean
make_by_keytool (P12Maker *maker,
                 const char *out,
                 const char *password,
                 const char *more,
                 char **message)
{
  const char *argv[] = { "keytool",     "-importkeystore", "-noprompt", "-srckeystore",
                         "between.p12", "-srcstoretype",   "PKCS12",    "-srcstorepass",
                         BETWEEN,       "-destkeystore",   out,         "-deststoretype",
                         "PKCS12",      "-deststorepass",  password,    NULL };

  g_assert_true (make_by_openssl (maker, "between.p12", BETWEEN, "", NULL));
  return run_tool (maker, argv, more, message);
}

char *
p12_maker_make (P12Maker *maker,
                P12Tool tool,
                const char *name,
                const char *password,
                const char *arguments,
                char **message)
{
  static gboolean (*const make[]) (P12Maker *, const char *, const char *, const char *, char **)
      = { make_by_openssl, make_by_certtool, make_by_nss, make_by_keytool };
  g_autofree char *file = g_strconcat (name, ".p12", NULL);
  g_autofree char *said = NULL;
  g_autofree char *path = g_build_filename (maker->folder, file, NULL);
  gboolean made = make[tool](maker, file, password, arguments, &said);

  if (message != NULL)
    *message = g_steal_pointer (&said);
  else if (!made)
    g_error ("%s: %s", programs[tool], said);
  return made ? g_steal_pointer (&path) : NULL;
}
