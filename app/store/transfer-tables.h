/* transfer-tables.h: which rows of the cache go to another terminal, and how each is known again there. Used by transfer.c only. */
#pragma once

#include "store/transfer.h"
#include "store/vault.h"

G_BEGIN_DECLS

/* A table. The statements name the columns in one order, those by which a row is known first; columns of the row's
 * secrets follow them in the file. */
typedef struct
{
  const char *name;
  MdgTransferPart part;
  guint n_keys;
  const char *types;  /* a letter for each column: t text, i whole number, b bytes; all but keys may be nothing */
  const char *select; /* all columns of all rows, and where there are secrets, by what they are owned */
  const char *find;   /* the same of one row: the keys are ?1 and so on */
  const char *insert; /* the columns are ?1 and so on */
  const char *update; /* (nullable): what is there already is never changed */
  const char *owned[3];
  guint time;         /* number of the column that says how new the row is, counted from 1; 0: none does */
} MdgTransferTable;

/* A table that stays, and why. */
typedef struct
{
  const char *name;
  const char *why;
} MdgTransferStaying;

/* Every table of the schema is either among those that go or among these (a test looks). */
extern const MdgTransferStaying mdg_transfer_staying[];
extern const guint mdg_transfer_n_staying;

/* In an order in which they can be taken in. */
extern const MdgTransferTable mdg_transfer_tables[];
extern const guint mdg_transfer_n_tables;

/* (nullable): there is none of that name */
const MdgTransferTable *mdg_transfer_table_find (const char *name);

guint mdg_transfer_table_n_columns (const MdgTransferTable *table);
guint mdg_transfer_table_n_owned (const MdgTransferTable *table);

/* Whether this cache has it. */
gboolean mdg_transfer_table_exists (const MdgTransferTable *table, MdgDatabase *database);

/* Where a secret that no row owns belongs. Returns: FALSE: it stays here */
gboolean mdg_transfer_part_of_kind (const char *kind, MdgTransferPart *part);

G_END_DECLS
