/* connection.c: where a service answers, as one line of JSON both ways.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "contract/connection.h"

#include <string.h>

#include "contract/json-reader.h"
#include "contract/json-writer.h"

#define PATH_LIMIT 4096

gboolean
mdg_connection_is_endpoint (const char *text)
{
  g_autoptr (GUri) uri = text != NULL ? g_uri_parse (text, G_URI_FLAGS_NONE, NULL) : NULL;

  return uri != NULL && g_str_equal (g_uri_get_scheme (uri), "https")
         && g_uri_get_host (uri) != NULL && *g_uri_get_host (uri) != '\0'
         && strpbrk (g_uri_get_host (uri), " \t/") == NULL && g_uri_get_port (uri) != 0
         && g_uri_get_userinfo (uri) == NULL && g_uri_get_query (uri) == NULL
         && g_uri_get_fragment (uri) == NULL;
}

static MdgTrainingAccount *
copy_account (const MdgTrainingAccount *account)
{
  MdgTrainingAccount *copy = mdg_training_account_new ();
  copy->institution_code = g_strdup (account->institution_code);
  copy->institution_name = g_strdup (account->institution_name);
  copy->login_id = g_strdup (account->login_id);
  copy->password = g_strdup (account->password);
  copy->setup_key = g_strdup (account->setup_key);
  copy->used_step = account->used_step;
  copy->state = account->state;
  return copy;
}

static void
write_account (GString *json, const MdgTrainingAccount *account)
{
  mdg_json_open (json);
  mdg_json_add_string (json, "institution_code", account->institution_code);
  mdg_json_add_string (json, "institution_name", account->institution_name);
  mdg_json_add_string (json, "login_id", account->login_id);
  mdg_json_add_string (json, "password", account->password);
  mdg_json_add_string (json, "setup_key", account->setup_key);
  if (account->used_step != 0)
    mdg_json_add_int (json, "used_step", (gint64)account->used_step);
  mdg_json_add_string (json, "state", mdg_training_state_nick (account->state));
  mdg_json_close (json);
}

static MdgTrainingState
read_state (MdgJsonReader *reader)
{
  const char *nick = mdg_json_reader_peek (reader, "state", MDG_JSON_NAME);
  for (int state = 0; state <= MDG_TRAINING_PASSWORD_EXPIRED; state++)
    if (g_strcmp0 (nick, mdg_training_state_nick (state)) == 0)
      return (MdgTrainingState)state;
  mdg_json_reader_refuse (reader, "state", "is unknown");
  return MDG_TRAINING_NEVER_REGISTERED;
}

static char *
read_optional (MdgJsonReader *reader, const char *name, gsize limit)
{
  return mdg_json_reader_has (reader, name) ? mdg_json_reader_string (reader, name, limit) : NULL;
}

static char *
read_path (MdgJsonReader *reader, const char *name)
{
  char *path = mdg_json_reader_string (reader, name, PATH_LIMIT);
  if (path != NULL && !g_path_is_absolute (path))
    mdg_json_reader_refuse (reader, name, "is no absolute path");
  return path;
}

static MdgTrainingAccount *
read_account (JsonNode *node, GError **error)
{
  if (!JSON_NODE_HOLDS_OBJECT (node))
    {
      mdg_set_error (error, MDG_ERROR_INVALID_INPUT, "an account is no object");
      return NULL;
    }
  g_auto (MdgJsonReader) reader;
  mdg_json_reader_init_object (&reader, MDG_ERROR_INVALID_INPUT, json_node_get_object (node));
  g_autoptr (MdgTrainingAccount) account = mdg_training_account_new ();
  account->institution_code = mdg_json_reader_string (&reader, "institution_code", MDG_JSON_NAME);
  account->institution_name = mdg_json_reader_string (&reader, "institution_name", MDG_JSON_NAME);
  account->login_id = mdg_json_reader_string (&reader, "login_id", MDG_JSON_NAME);
  account->password = read_optional (&reader, "password", MDG_JSON_NAME);
  account->setup_key = read_optional (&reader, "setup_key", MDG_JSON_NAME);
  if (mdg_json_reader_has (&reader, "used_step"))
    account->used_step = (guint64)mdg_json_reader_int (&reader, "used_step", MDG_JSON_TIME_MAX);
  account->state = read_state (&reader);
  return mdg_json_reader_finish (&reader, error) ? g_steal_pointer (&account) : NULL;
}

static gboolean
read_accounts (MdgConnection *self, JsonArray *array, GError **error)
{
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      MdgTrainingAccount *account = read_account (json_array_get_element (array, i), error);
      if (account == NULL)
        return FALSE;
      g_ptr_array_add (self->accounts, account);
    }
  return TRUE;
}

static void
read_members (MdgConnection *self, MdgJsonReader *reader)
{
  if (g_strcmp0 (mdg_json_reader_peek (reader, "event", MDG_JSON_NAME), "ready") != 0)
    mdg_json_reader_refuse (reader, "event", "is not ready");
  self->endpoint = mdg_json_reader_string (reader, "endpoint", MDG_JSON_NAME);
  if (self->endpoint != NULL && !mdg_connection_is_endpoint (self->endpoint))
    mdg_json_reader_refuse (reader, "endpoint", "is no https address");
  self->ca_file = read_path (reader, "ca_file");
  if (mdg_json_reader_has (reader, "client_file"))
    self->client_file = read_path (reader, "client_file");
  if (mdg_json_reader_has (reader, "client_password"))
    self->client_password = mdg_json_reader_secret (reader, "client_password", MDG_JSON_NAME);
  /* Only the training service says that it is ready in this way. */
  self->training
      = !mdg_json_reader_has (reader, "training") || mdg_json_reader_boolean (reader, "training");
}

MdgConnection *
mdg_connection_new (void)
{
  MdgConnection *self = g_new0 (MdgConnection, 1);
  self->accounts = g_ptr_array_new_with_free_func ((GDestroyNotify)mdg_training_account_free);
  return self;
}

MdgConnection *
mdg_connection_new_gateway (const char *endpoint,
                            const char *ca_file,
                            const char *client_file,
                            GError **error)
{
  g_autoptr (MdgConnection) self = mdg_connection_new ();

  g_return_val_if_fail (endpoint != NULL && ca_file != NULL && client_file != NULL, NULL);

  if (!mdg_connection_is_endpoint (endpoint))
    mdg_set_error (error, MDG_ERROR_NOT_CONFIGURED, "endpoint: \"%s\" is no https address",
                   endpoint);
  else if (!g_path_is_absolute (ca_file))
    mdg_set_error (error, MDG_ERROR_NOT_CONFIGURED, "ca-file: \"%s\" is no absolute path", ca_file);
  else if (*client_file != '\0' && !g_path_is_absolute (client_file))
    mdg_set_error (error, MDG_ERROR_NOT_CONFIGURED, "certificate-file: \"%s\" is no absolute path",
                   client_file);
  else
    {
      self->endpoint = g_strdup (endpoint);
      self->ca_file = g_strdup (ca_file);
      self->client_file = *client_file != '\0' ? g_strdup (client_file) : NULL;
      return g_steal_pointer (&self);
    }
  return NULL;
}

MdgConnection *
mdg_connection_copy (const MdgConnection *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  MdgConnection *copy = mdg_connection_new ();
  copy->endpoint = g_strdup (self->endpoint);
  copy->ca_file = g_strdup (self->ca_file);
  copy->client_file = g_strdup (self->client_file);
  if (self->client_password != NULL)
    copy->client_password = mdg_secret_ref (self->client_password);
  copy->training = self->training;
  for (guint i = 0; i < self->accounts->len; i++)
    g_ptr_array_add (copy->accounts, copy_account (g_ptr_array_index (self->accounts, i)));
  return copy;
}

void
mdg_connection_free (MdgConnection *self)
{
  if (self == NULL)
    return;
  g_free (self->endpoint);
  g_free (self->ca_file);
  g_free (self->client_file);
  g_clear_pointer (&self->client_password, mdg_secret_unref);
  g_ptr_array_unref (self->accounts);
  g_free (self);
}

char *
mdg_connection_to_json (const MdgConnection *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  GString *json = mdg_json_new ();
  mdg_json_open (json);
  mdg_json_add_string (json, "event", "ready");
  mdg_json_add_string (json, "endpoint", self->endpoint);
  mdg_json_add_string (json, "ca_file", self->ca_file);
  mdg_json_add_string (json, "client_file", self->client_file);
  mdg_json_add_secret (json, "client_password", self->client_password);
  mdg_json_add_boolean (json, "training", self->training);
  mdg_json_add_name (json, "accounts");
  g_string_append_c (json, '[');
  for (guint i = 0; i < self->accounts->len; i++)
    write_account (json, g_ptr_array_index (self->accounts, i));
  g_string_append_c (json, ']');
  mdg_json_close (json);
  return g_string_free (json, FALSE);
}

MdgConnection *
mdg_connection_parse (const char *json, gssize length, GError **error)
{
  g_auto (MdgJsonReader) reader;
  mdg_json_reader_init (&reader, MDG_ERROR_INVALID_INPUT, json, length);
  g_autoptr (MdgConnection) self = mdg_connection_new ();
  read_members (self, &reader);
  JsonArray *accounts = mdg_json_reader_has (&reader, "accounts")
                            ? mdg_json_reader_array (&reader, "accounts")
                            : NULL;
  if (!mdg_json_reader_finish (&reader, error))
    return NULL;
  if (accounts != NULL && !read_accounts (self, accounts, error))
    return NULL;
  return g_steal_pointer (&self);
}
