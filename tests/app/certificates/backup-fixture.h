/* backup-fixture.h: a certificate, a computer for tests with two sticks, and a judge of what lies on them. */
#pragma once

#include "certificates/backup-copy.h"
#include "p12-maker.h"
#include "platform/fake/fake.h"

G_BEGIN_DECLS

#define FIXTURE_CODE "1310212345"
#define FIXTURE_PASSWORD "秘密-Secret-1"
#define MIB (1024 * 1024)

typedef struct
{
  char *root;
  char *p12;     /* the original; must never change */
  char *p12_sha256;
  MdgSecret *password;
  char *stick;   /* root folder of a stick called A */
  char *other;   /* of a second one called B */
} BackupFixture;

void backup_fixture_set_up (BackupFixture *fixture, gconstpointer data);

/* Asserts that the original is untouched. */
void backup_fixture_tear_down (BackupFixture *fixture, gconstpointer data);

/* Plugs the stick @name (again), changed by the caller. */
void backup_fixture_plug (const char *name, const MdgDrive *drive);
MdgDrive backup_fixture_stick (void);

/* One copy to @target, as a person would make it. Returns: (transfer full) */
MdgBackupCopy *backup_fixture_copy (BackupFixture *fixture, const char *source, const char *target, GError **error);

/* Puts a file there, in the place of another. (GLib's g_file_set_contents() cannot where Windows' own character set
 * has no Japanese.) */
void backup_fixture_write (const char *path, const char *content, gssize length);

/* Everything below @target's backup folder, judged by its bytes alone: counts files that are complete with a right
 * manifest, and temporary ones left over; fails the test for anything else. Returns: number of good ones */
guint backup_fixture_judge (const char *target, guint *left_over);

/* How many files and folders lie below @folder. */
guint backup_fixture_count (const char *folder);

/* Runs the main loop until @result is set. */
void backup_fixture_store (GObject *source, GAsyncResult *result, gpointer place);
GAsyncResult *backup_fixture_wait (GAsyncResult **place);

G_END_DECLS
