/* account-book-private.h: the book from inside. */
#pragma once

#include "accounts/account-book.h"
#include "accounts/account-index.h"

G_BEGIN_DECLS

struct _MdgAccountBook
{
  char *keeper;
  int doubted;       /* atomic */
  gint64 list;       /* 0: to be read */
  gint64 load_round;
  gint64 n_rows;     /* of the list */
  gint64 max_number; /* of a row, of any list */

  MdgAccountIndex *index; /* (nullable) */
  gint64 indexed_to;      /* the number up to which rows are in the index */
  gboolean indexed;       /* all are */
  GArray *dirty;          /* of gint64: rows that changed since */
};

/* A statement whose first parameter is the list; the others count from 1. */
MdgStatement *mdg_book_prepare (MdgAccountBook *book, MdgDatabase *database, const char *sql, GError **error);

/* What is bound to ?2, ?3 … of a statement of mdg_book_prepare(). */
typedef struct
{
  gboolean is_text;
  const char *text; /* (nullable) */
  gint64 number;
} MdgBound;

#define MDG_BIND_TEXT(value)                                                                                           \
  (MdgBound)                                                                                                           \
  {                                                                                                                    \
    .is_text = TRUE, .text = (value)                                                                                   \
  }
#define MDG_BIND_INT(value)                                                                                            \
  (MdgBound)                                                                                                           \
  {                                                                                                                    \
    .number = (value)                                                                                                  \
  }

/* Runs @sql, which gives no rows, once; the list is its ?1. */
#define mdg_book_change(book, database, sql, error, ...)                                                               \
  mdg_book_change_with ((book), (database), (sql), (const MdgBound[]){ __VA_ARGS__ },                                  \
                        G_N_ELEMENTS (((const MdgBound[]){ __VA_ARGS__ })), (error))
gboolean mdg_book_change_with (MdgAccountBook *book, MdgDatabase *database, const char *sql, const MdgBound *values,
                               gsize n, GError **error);

/* Steps once and is done with; @found: (out) (optional). */
gboolean mdg_book_run (MdgStatement *statement, gboolean *found, GError **error);

/* All rows of @statement. (nullable) */
GPtrArray *mdg_book_read_all (MdgStatement *statement, gpointer (*read) (MdgStatement *), GDestroyNotify free_item,
                              GError **error);

/* The row has other content now. */
void mdg_book_touch (MdgAccountBook *book, gint64 number);

/* All rows may have. */
void mdg_book_touch_all (MdgAccountBook *book);

/* Lays what is in the outbox over the account's row, or takes it away. */
gboolean mdg_book_lay_over (MdgAccountBook *book, MdgDatabase *database, const char *account_id, GError **error);

G_END_DECLS
