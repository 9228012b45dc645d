/* certificate-info.h: what is in a certificate file (電子証明書, .p12/.pfx), as far as it can be told
 * with or without its password (F2, facts.md 5.1-5.3). Pure functions over bytes; any thread; opening
 * takes as long as key derivation takes. */
#pragma once

#include "core/error.h"
#include "core/secret.h"

G_BEGIN_DECLS

/* How well the file's encryption protects the key inside. */
typedef enum
{
  MDG_P12_STRENGTH_UNKNOWN, /* could not be told */
  MDG_P12_STRENGTH_STRONG,  /* AES with PBKDF2 */
  MDG_P12_STRENGTH_OLD,     /* Triple DES with SHA-1: what Windows before 1709 reads; not broken */
  MDG_P12_STRENGTH_WEAK     /* RC2, RC4, DES, or the key not encrypted at all */
} MdgP12Strength;

/* Forms in which an additional copy can be made. */
typedef enum
{
  MDG_P12_FORM_STRONG,     /* AES-256, PBKDF2, SHA-256: Windows 10 1709 and later */
  MDG_P12_FORM_OLD_WINDOWS /* Triple DES, SHA-1: read by every Windows, also Server 2016 */
} MdgP12Form;

/* Never changed once made. Texts are never NULL; "" when unknown. */
typedef struct
{
  GError *fault; /* (nullable): NULL: opened, the key is there and is the certificate's. Else
                    MDG_ERROR_P12_WRONG_PASSWORD, _DAMAGED, _UNSUPPORTED, _NO_KEY, _FOREIGN_KEY, _TOO_LONG; with none of
                    a password given and one needed it is _WRONG_PASSWORD, and needs_password is set */
  gboolean needs_password; /* nothing is wrong, it was only not asked yet */

  char *sha256; /* of the file, 64 hexadecimal digits: what a backup is compared by */
  guint64 size; /* bytes */

  /* Known as soon as the certificate could be read, also with NO_KEY and FOREIGN_KEY. */
  gboolean has_certificate;
  char *institution_code; /* 発行先: the 10 digits in the subject; "" when there are none */
  char *subject;          /* common name */
  char *issuer;           /* common name */
  char *serial;           /* hexadecimal, upper case, as Windows shows it */
  char *fingerprint;      /* SHA-256 of the certificate, 64 hexadecimal digits */
  gint64 valid_from;      /* seconds since 1970 */
  gint64 valid_until;
  char *key_algorithm;       /* "RSA 2048", "ECDSA 256" */
  char *signature_algorithm; /* "RSA-SHA256" */
  gboolean has_key;
  gboolean key_matches;
  guint chain_length; /* further certificates in the file: the authorities above it */

  /* The file's own encryption, known without the password in files of every usual make. */
  MdgP12Strength strength;
  char *encryption;     /* in short, key + certificates: "AES-256", "3DES + RC2-40", "RC2-128" */
  char *mac;            /* "SHA-256"; "" when the file has no check of its own */
  guint iterations;     /* of the key's derivation; 0 when unknown */
  gboolean old_windows; /* whether Windows before version 1709 and Server 2016 read it */
} MdgCertificateInfo;

/* What @file says. @password: (nullable). Always something: what went wrong is its fault.
 * Returns: (transfer full) */
MdgCertificateInfo *mdg_certificate_info_new (GBytes *file, MdgSecret *password);

/* Whether nothing is known to be wrong with it: it was opened, or only its password is not known, or its cipher
 * is not. */
gboolean mdg_certificate_info_may_be_good (const MdgCertificateInfo *info);

/* A .p12 with a whole chain is some 10 kB. What is longer is not looked into. */
#define MDG_CERTIFICATE_FILE_LIMIT (1024 * 1024)

/* Reads @path (at most MDG_CERTIFICATE_FILE_LIMIT) and looks into it. Errors: MDG_ERROR_NOT_FOUND, _FAILED,
 * _DRIVE_FAILED when it cannot be read; too long is a fault (_P12_TOO_LONG). Blocks.
 * Returns: (transfer full) (nullable) */
MdgCertificateInfo *mdg_certificate_info_read (const char *path, MdgSecret *password, GError **error);

MdgCertificateInfo *mdg_certificate_info_ref (MdgCertificateInfo *info); /* thread-safe */
void mdg_certificate_info_unref (MdgCertificateInfo *info);              /* @info: (nullable) */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MdgCertificateInfo, mdg_certificate_info_unref)

#define MDG_TYPE_CERTIFICATE_INFO (mdg_certificate_info_get_type ())
GType mdg_certificate_info_get_type (void);

/* Whole days of the local calendar from @now's date to that of @info's last second; 0 on the last day, below 0
 * after. Needs has_certificate. @now: seconds since 1970. */
int mdg_certificate_info_days_left (const MdgCertificateInfo *info, gint64 now);

/* Days of the local calendar from one time's date to another's; both seconds since 1970. */
int mdg_days_between (gint64 from, gint64 until);

/* The same key, certificates and password in another form, for an additional copy: @file is not
 * altered. The result was opened again and compared before it is handed out. Errors: those of opening, _FAILED.
 * Returns: (transfer full) (nullable) */
GBytes *mdg_certificate_reform (GBytes *file, MdgSecret *password, MdgP12Form form, GError **error);

/* Reads @path, puts it in @form, and writes that beside it or in @folder ((nullable)) as "NAME_AES256.p12" or
 * "NAME_3DES.p12", with a number when that is taken; nothing is overwritten. In a worker thread.
 * Returns (finish): (transfer full): the new path */
void mdg_certificate_reform_async (const char *path, MdgSecret *password, MdgP12Form form, const char *folder,
                                   GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data);
char *mdg_certificate_reform_finish (GAsyncResult *result, GError **error);

G_END_DECLS
