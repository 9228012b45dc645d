/* certificate-finder.h: the certificate files in the folders that are watched (F1): the terminal user's
 * Downloads on Windows ([1] p.7) and folders the person chose. A GListModel of MdgCertificateFile,
 * sorted by path. Main thread. */
#pragma once

#include "certificates/certificate-file.h"
#include "core/item-list.h"

G_BEGIN_DECLS

#define MDG_TYPE_CERTIFICATE_FINDER (mdg_certificate_finder_get_type ())
G_DECLARE_FINAL_TYPE (MdgCertificateFinder, mdg_certificate_finder, MDG, CERTIFICATE_FINDER, MdgItemList)

/* Where the documents say that certificates are downloaded to, and the user's own Downloads; only
 * folders, whether they exist or not. Returns: (transfer full) */
GStrv mdg_certificate_finder_usual_folders (void);

/* For the tour: until further notice @folder is the only usual one. NULL: the documents' again. Main thread */
void mdg_certificate_finder_set_usual_folder (const char *folder);

/* Begins to look at @folders at once and goes on while it lives; folders that do not exist yet are
 * noticed when they do. Not recursive; at most 1,000 files.
 * Signals: "noticed" (MdgCertificateFile *file): a file came or changed after the first look
 * Properties: "looking" (boolean): the first look is not finished */
MdgCertificateFinder *mdg_certificate_finder_new (const char *const *folders);

/* Other folders from now on. */
void mdg_certificate_finder_set_folders (MdgCertificateFinder *finder, const char *const *folders);
const char *const *mdg_certificate_finder_get_folders (MdgCertificateFinder *finder);

gboolean mdg_certificate_finder_is_looking (MdgCertificateFinder *finder);

/* Passwords tried on every file that comes (mdg_certificate_passwords_list_async()), so that a renewed
 * certificate opens by itself. @passwords: (nullable) (element-type MdgSecret) */
void mdg_certificate_finder_set_passwords (MdgCertificateFinder *finder, GPtrArray *passwords);

G_END_DECLS
