/* backup-manifest.c: the JSON beside a backed up certificate, both ways.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "certificates/backup-manifest.h"

#include <string.h>

#include "certificates/free-name.h"
#include "certificates/sha256.h"
#include "contract/json-reader.h"

#define FORMAT "madoguchi-certificate-backup"
#define VERSION 1
#define VERSION_MAX 1000000
#define LENGTH_MAX (64 * 1024)
#define MARK "\xef\xbb\xbf"
#define MARK_LENGTH 3
#define SIZE_MAX_JSON G_GINT64_CONSTANT (9007199254740991)

MdgBackupManifest *
mdg_backup_manifest_new (void)
{
  MdgBackupManifest *manifest = g_new0 (MdgBackupManifest, 1);

  manifest->file = g_strdup ("");
  manifest->original_name = g_strdup ("");
  manifest->sha256 = g_strdup ("");
  manifest->institution_code = g_strdup ("");
  manifest->subject = g_strdup ("");
  manifest->issuer = g_strdup ("");
  manifest->serial = g_strdup ("");
  manifest->fingerprint = g_strdup ("");
  manifest->program = g_strdup ("");
  return manifest;
}

MdgBackupManifest *
mdg_backup_manifest_copy (const MdgBackupManifest *manifest)
{
  MdgBackupManifest *copy = g_new (MdgBackupManifest, 1);

  *copy = *manifest;
  copy->file = g_strdup (manifest->file);
  copy->original_name = g_strdup (manifest->original_name);
  copy->sha256 = g_strdup (manifest->sha256);
  copy->institution_code = g_strdup (manifest->institution_code);
  copy->subject = g_strdup (manifest->subject);
  copy->issuer = g_strdup (manifest->issuer);
  copy->serial = g_strdup (manifest->serial);
  copy->fingerprint = g_strdup (manifest->fingerprint);
  copy->program = g_strdup (manifest->program);
  return copy;
}

void
mdg_backup_manifest_free (MdgBackupManifest *manifest)
{
  if (manifest == NULL)
    return;
  g_free (manifest->file);
  g_free (manifest->original_name);
  g_free (manifest->sha256);
  g_free (manifest->institution_code);
  g_free (manifest->subject);
  g_free (manifest->issuer);
  g_free (manifest->serial);
  g_free (manifest->fingerprint);
  g_free (manifest->program);
  g_free (manifest);
}

/* writing ------------------------------------------------------------------------------------ */

/* Names come out of certificates that anybody may have made. */
static char *
clean (const char *value)
{
  g_autofree char *valid = g_utf8_make_valid (value, -1);
  GString *text = g_string_new (NULL);

  for (const char *p = valid; *p != '\0' && text->len < MDG_JSON_NAME; p = g_utf8_next_char (p))
    g_string_append_unichar (text,
                             g_unichar_iscntrl (g_utf8_get_char (p)) ? ' ' : g_utf8_get_char (p));
  return g_string_free (text, FALSE);
}

/* What is not known is left out. */
static void
add_text (JsonBuilder *builder, const char *name, const char *value)
{
  g_autofree char *text = clean (value);

  if (*text == '\0')
    return;
  json_builder_set_member_name (builder, name);
  json_builder_add_string_value (builder, text);
}

/* File names are safe already, and may be longer. */
static void
add_name (JsonBuilder *builder, const char *name, const char *value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_string_value (builder, value);
}

static void
add_time (JsonBuilder *builder, const char *name, gint64 time)
{
  g_autoptr (GDateTime) moment = time != 0 ? g_date_time_new_from_unix_utc (time) : NULL;
  g_autofree char *text
      = moment != NULL ? g_date_time_format (moment, "%Y-%m-%dT%H:%M:%SZ") : g_strdup ("");

  add_text (builder, name, text);
}

static void
add_flag (JsonBuilder *builder, const char *name, gboolean value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_boolean_value (builder, value);
}

static void
add_int (JsonBuilder *builder, const char *name, gint64 value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_int_value (builder, value);
}

static void
build (JsonBuilder *builder, const MdgBackupManifest *manifest)
{
  add_text (builder, "format", FORMAT);
  add_int (builder, "version", VERSION);
  add_name (builder, "file", manifest->file);
  add_name (builder, "original_name", manifest->original_name);
  add_int (builder, "size", (gint64)manifest->size);
  add_text (builder, "sha256", manifest->sha256);
  add_text (builder, "institution_code", manifest->institution_code);
  add_text (builder, "subject", manifest->subject);
  add_text (builder, "issuer", manifest->issuer);
  add_text (builder, "serial", manifest->serial);
  add_text (builder, "fingerprint", manifest->fingerprint);
  add_time (builder, "valid_from", manifest->valid_from);
  add_time (builder, "valid_until", manifest->valid_until);
  add_flag (builder, "key_checked", manifest->key_checked);
  add_flag (builder, "read_from_medium", manifest->past_cache);
  add_time (builder, "made_at", manifest->made_at);
  add_text (builder, "program", manifest->program);
}

GBytes *
mdg_backup_manifest_write (const MdgBackupManifest *manifest)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonGenerator) generator = json_generator_new ();
  g_autoptr (JsonNode) root = NULL;
  g_autofree char *text = NULL;
  char *lines;

  json_builder_begin_object (builder);
  build (builder, manifest);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  json_generator_set_root (generator, root);
  json_generator_set_pretty (generator, TRUE);
  text = json_generator_to_data (generator, NULL);
  lines = g_strconcat (text, "\n", NULL);
  return g_bytes_new_take (lines, strlen (lines));
}

/* reading ------------------------------------------------------------------------------------ */

static void
read_text (MdgJsonReader *reader, const char *name, char **place)
{
  if (!mdg_json_reader_has (reader, name))
    return;
  g_free (*place);
  *place = mdg_json_reader_string (reader, name, MDG_JSON_NAME * 4);
}

/* Also a certificate of the next century, but no time before 1970. */
static void
read_time (MdgJsonReader *reader, const char *name, gint64 *place)
{
  g_autofree char *text = NULL;
  g_autoptr (GDateTime) moment = NULL;

  if (!mdg_json_reader_has (reader, name))
    return;
  text = mdg_json_reader_string (reader, name, MDG_JSON_NAME);
  moment = text != NULL ? g_date_time_new_from_iso8601 (text, NULL) : NULL;
  if (moment != NULL && g_date_time_to_unix (moment) > 0)
    *place = g_date_time_to_unix (moment);
  else
    mdg_json_reader_refuse (reader, name, "is no time");
}

static void
read_flag (MdgJsonReader *reader, const char *name, gboolean *place)
{
  if (mdg_json_reader_has (reader, name))
    *place = mdg_json_reader_boolean (reader, name);
}

/* Names lead to files on this computer: only plain ones are let through. */
static void
read_name (MdgJsonReader *reader, const char *name, char **place)
{
  read_text (reader, name, place);
  if (*place != NULL && !mdg_free_name_is_safe (*place))
    mdg_json_reader_refuse (reader, name, "is no plain name");
}

static void
read_hash (MdgJsonReader *reader, const char *name, gboolean needed, char **place)
{
  if (!needed && !mdg_json_reader_has (reader, name))
    return;
  g_free (*place);
  *place = mdg_json_reader_string (reader, name, MDG_JSON_NAME);
  if (*place != NULL && !mdg_sha256_is_valid (*place))
    mdg_json_reader_refuse (reader, name, "is no SHA-256");
}

static void
read_members (MdgJsonReader *reader, MdgBackupManifest *manifest)
{
  if (!mdg_json_reader_has (reader, "file"))
    mdg_json_reader_refuse (reader, "file", "is missing");
  read_name (reader, "file", &manifest->file);
  if (mdg_json_reader_has (reader, "original_name"))
    read_name (reader, "original_name", &manifest->original_name);
  manifest->size = (guint64)mdg_json_reader_int (reader, "size", SIZE_MAX_JSON);
  read_hash (reader, "sha256", TRUE, &manifest->sha256);
  read_hash (reader, "fingerprint", FALSE, &manifest->fingerprint);
  read_text (reader, "institution_code", &manifest->institution_code);
  read_text (reader, "subject", &manifest->subject);
  read_text (reader, "issuer", &manifest->issuer);
  read_text (reader, "serial", &manifest->serial);
  read_text (reader, "program", &manifest->program);
  read_time (reader, "valid_from", &manifest->valid_from);
  read_time (reader, "valid_until", &manifest->valid_until);
  read_time (reader, "made_at", &manifest->made_at);
  read_flag (reader, "key_checked", &manifest->key_checked);
  read_flag (reader, "read_from_medium", &manifest->past_cache);
}

static gboolean
check_version (MdgJsonReader *reader, GError **error)
{
  const char *format = mdg_json_reader_peek (reader, "format", MDG_JSON_NAME);
  gint64 version = mdg_json_reader_int (reader, "version", VERSION_MAX);

  if (g_strcmp0 (format, FORMAT) != 0 || version < 1)
    mdg_json_reader_refuse (reader, "format", "is another one");
  else if (version > VERSION)
    {
      mdg_set_error (error, MDG_ERROR_TOO_NEW, "the manifest is of version %d", (int)version);
      return FALSE;
    }
  return TRUE;
}

MdgBackupManifest *
mdg_backup_manifest_parse (const void *json, gsize length, GError **error)
{
  g_auto (MdgJsonReader) reader = { 0 };
  g_autoptr (MdgBackupManifest) manifest = mdg_backup_manifest_new ();

  if (length > LENGTH_MAX)
    {
      mdg_set_error (error, MDG_ERROR_DAMAGED, "the manifest is too long");
      return NULL;
    }
  /* Windows's own editor of old puts a mark in front when it saves. */
  if (length > MARK_LENGTH && memcmp (json, MARK, MARK_LENGTH) == 0)
    mdg_json_reader_init (&reader, MDG_ERROR_DAMAGED, (const char *)json + MARK_LENGTH,
                          (gssize)(length - MARK_LENGTH));
  else
    mdg_json_reader_init (&reader, MDG_ERROR_DAMAGED, json, (gssize)length);
  if (!check_version (&reader, error))
    return NULL;
  read_members (&reader, manifest);
  if (!mdg_json_reader_finish (&reader, error))
    return NULL;
  if (*manifest->original_name == '\0')
    {
      g_free (manifest->original_name);
      manifest->original_name = g_strdup (manifest->file);
    }
  return g_steal_pointer (&manifest);
}
