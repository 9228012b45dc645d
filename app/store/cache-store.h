/* cache-store.h: what cache.h promises, carried out at once on the calling thread: the SQL of the
 * cache and its vault. Used by cache.c, which calls it on the database thread. Each function is one
 * transaction. Errors: those of database.h and vault.h. */
#pragma once

#include "store/cache.h"
#include "store/database.h"

G_BEGIN_DECLS

/* "MDGC" */
#define MDG_CACHE_APPLICATION_ID 0x4D444743

/* The tables of the cache, for mdg_database_open(). */
extern const MdgMigration mdg_cache_migrations[];
extern const int mdg_cache_n_migrations;

typedef struct _MdgCacheStore MdgCacheStore;

/* Opens @folder as mdg_cache_open_training_async() says. (cache-training.c) Returns: (transfer full) (nullable) */
MdgCacheStore *mdg_cache_store_open_training (const char *folder,
                                              MdgWrapFunc wrap,
                                              MdgWrapFunc unwrap,
                                              GError **error);

/* Takes @store (transfer full) to a thread of its own. (cache.c) */
MdgCache *mdg_cache_new_for_store (MdgCacheStore *store);

/* Hands over the database; the store goes on using it until it is freed, which must be first. */
MdgDatabase *mdg_cache_store_steal_database (MdgCacheStore *store);
MdgDatabase *mdg_cache_store_get_database (MdgCacheStore *store); /* for tests */
void mdg_cache_store_free (MdgCacheStore *store);

MdgAccountRecord *mdg_cache_store_load_account (MdgCacheStore *store,
                                                const char *institution_code,
                                                const char *login_id,
                                                GError **error);
GPtrArray *mdg_cache_store_list_accounts (MdgCacheStore *store, GError **error);
gboolean
mdg_cache_store_save_account (MdgCacheStore *store, const MdgAccountRecord *record, GError **error);
gboolean mdg_cache_store_save_registration (MdgCacheStore *store,
                                            const char *institution_code,
                                            const char *login_id,
                                            const char *institution_name,
                                            MdgSecret *setup_key,
                                            MdgSecret *otpauth_uri,
                                            GError **error);
gboolean mdg_cache_store_confirm_registration (MdgCacheStore *store,
                                               const char *institution_code,
                                               const char *login_id,
                                               gint64 registered_at,
                                               GError **error);
gboolean mdg_cache_store_record_print (MdgCacheStore *store,
                                       const char *institution_code,
                                       const char *login_id,
                                       MdgPrintKind kind,
                                       const char *by_whom,
                                       gint64 when,
                                       GError **error);
gboolean mdg_cache_store_propose_password (MdgCacheStore *store,
                                           const char *institution_code,
                                           const char *login_id,
                                           MdgSecret *password,
                                           GError **error);
gboolean mdg_cache_store_settle_password (MdgCacheStore *store,
                                          const char *institution_code,
                                          const char *login_id,
                                          gboolean accepted,
                                          gint64 changed_at,
                                          gint64 expires_at,
                                          GError **error);
gboolean mdg_cache_store_settle_password_as (MdgCacheStore *store,
                                             const char *institution_code,
                                             const char *login_id,
                                             MdgSecret *held,
                                             MdgSecret *former,
                                             gint64 changed_at,
                                             gint64 expires_at,
                                             GError **error);
MdgSecret *mdg_cache_store_load_secret (MdgCacheStore *store,
                                        const char *kind,
                                        const char *institution_code,
                                        const char *login_id,
                                        GError **error);

/* mdg_cache_run_async(): as one transaction. */
gpointer mdg_cache_store_run (MdgCacheStore *store,
                              MdgCacheFunc work,
                              gpointer data,
                              GDestroyNotify free_result,
                              GError **error);
/* mdg_cache_inspect_async() */
gboolean mdg_cache_store_inspect (MdgCacheStore *store,
                                  const char *counter,
                                  const char *by_whom,
                                  gint64 when,
                                  GError **error);

/* mdg_cache_keep_generation_async(). Nothing to do in memory. */
gboolean mdg_cache_store_keep_generation (MdgCacheStore *store, gint64 when, GError **error);
gpointer mdg_cache_store_run_plain (MdgCacheStore *store, MdgCacheFunc work, gpointer data, GError **error);
gboolean mdg_cache_store_clear (MdgCacheStore *store, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MdgCacheStore, mdg_cache_store_free)

G_END_DECLS
