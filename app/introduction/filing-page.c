/* filing-page.c: a form of [4] on a page.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "introduction/filing-page.h"

#include <math.h>
#include <string.h>

#include "paper/paper.h"
#include "paper/pdf.h"

#define LINE 0.75    /* thick */
#define SMALLEST 6.0 /* points: what a field holds is set no smaller */
#define STEP 1.0
#define SIDE_PADDING 4.0
#define LINE_HEIGHT 1.36 /* of the letters, as paper.c has it */
#define ERA_BEGAN 2018   /* 令和元年 is 2019 */

struct _MdgFilingPage
{
  MdgFilingGuide *guide;
  MdgFilingForm form;
  char *texts[MDG_N_FIELDS]; /* what is printed */
  const char *side;          /* (nullable): the guide's */
  gboolean example;
  gint64 made_at;
};

/* what is printed ----------------------------------------------------------------------------- */

/* In its form, or as it was typed where it has none. */
static char *
text_of (const MdgFilingGuide *guide, const MdgFilingDraft *draft, MdgFilingFieldId field)
{
  const char *typed = draft->values[field];
  char *normal = *typed != '\0' ? mdg_filing_normal (guide, field, typed) : NULL;
  guint option;

  if (guide->fields[field].type != MDG_FILING_CHOICE)
    return normal != NULL ? normal : g_strdup (typed);
  g_free (normal);
  option = mdg_filing_guide_find_option (guide, field, typed);
  return g_strdup (option != MDG_FILING_NONE ? mdg_filing_guide_option (guide, field, option)->print
                                             : "");
}

/* Where the answer goes: an address that is there already, or another. */
static void
fill_reply (MdgFilingPage *page, const MdgFilingDraft *draft)
{
  static const MdgFilingFieldId own[] = { MDG_FIELD_REPLY_POST, MDG_FIELD_REPLY_ADDRESS };
  static const MdgFilingFieldId facility[] = { MDG_FIELD_POST, MDG_FIELD_ADDRESS };
  static const MdgFilingFieldId founder[] = { MDG_FIELD_FOUNDER_POST, MDG_FIELD_FOUNDER_ADDRESS };
  const char *to = draft->values[MDG_FIELD_REPLY_TO];

  for (guint i = 0; i < G_N_ELEMENTS (own) && strcmp (to, "other") != 0; i++)
    {
      g_free (page->texts[own[i]]);
      page->texts[own[i]] = g_strdup (strcmp (to, "facility") == 0  ? page->texts[facility[i]]
                                      : strcmp (to, "founder") == 0 ? page->texts[founder[i]]
                                                                    : "");
    }
  if (*page->texts[MDG_FIELD_REPLY_NAME] != '\0')
    return;
  g_free (page->texts[MDG_FIELD_REPLY_NAME]);
  page->texts[MDG_FIELD_REPLY_NAME] = g_strdup (page->texts[MDG_FIELD_FOUNDER]);
}

MdgFilingPage *
mdg_filing_page_new (MdgFilingGuide *guide,
                     MdgFilingForm form,
                     const MdgFilingDraft *draft,
                     const char *side,
                     gint64 made_at)
{
  MdgFilingPage *page;
  guint option;

  g_return_val_if_fail (guide != NULL && form < MDG_N_FILINGS && draft != NULL, NULL);

  page = g_new0 (MdgFilingPage, 1);
  option = mdg_filing_guide_find_option (guide, MDG_FIELD_KIND, side);
  page->guide = mdg_filing_guide_ref (guide);
  page->form = form;
  page->made_at = made_at;
  if (option != MDG_FILING_NONE)
    page->side = mdg_filing_guide_option (guide, MDG_FIELD_KIND, option)->id;
  for (guint i = 0; i < MDG_N_FIELDS; i++)
    page->texts[i] = text_of (guide, draft, (MdgFilingFieldId)i);
  fill_reply (page, draft);
  return page;
}

MdgFilingPage *
mdg_filing_page_new_example (MdgFilingGuide *guide, MdgFilingForm form)
{
  g_autoptr (MdgFilingDraft) draft = mdg_filing_draft_new ();
  MdgFilingPage *page;

  for (guint i = 0; i < MDG_N_FIELDS; i++)
    mdg_filing_draft_set (draft, (MdgFilingFieldId)i, guide->fields[i].example);
  page = mdg_filing_page_new (guide, form, draft, draft->values[MDG_FIELD_KIND], 0);
  page->example = TRUE;
  return page;
}

void
mdg_filing_page_free (MdgFilingPage *page)
{
  if (page == NULL)
    return;
  for (guint i = 0; i < MDG_N_FIELDS; i++)
    g_free (page->texts[i]);
  mdg_filing_guide_unref (page->guide);
  g_free (page);
}

gboolean
mdg_filing_side (const MdgFilingGuide *guide,
                 const MdgFilingDraft *draft,
                 guint number,
                 const char **side)
{
  static const char *const both[] = { "medical", "dental" };
  guint option
      = mdg_filing_guide_find_option (guide, MDG_FIELD_KIND, draft->values[MDG_FIELD_KIND]);
  const char *kind = option != MDG_FILING_NONE
                         ? mdg_filing_guide_option (guide, MDG_FIELD_KIND, option)->id
                         : NULL;
  gboolean two = g_strcmp0 (kind, "both") == 0;

  if (number >= (two ? G_N_ELEMENTS (both) : 1))
    return FALSE;
  *side = two ? both[number] : kind;
  return TRUE;
}

/* drawing ------------------------------------------------------------------------------------- */

typedef struct
{
  const MdgFilingPage *page;
  MdgPaper paper;
  gboolean cut; /* something did not find room */
} Drawing;

typedef struct
{
  double x, y, width, height;
} Place;

typedef enum
{
  INK_FORM,  /* what is printed beforehand */
  INK_ENTRY, /* what was entered */
  INK_NOTE   /* of the example */
} Ink;

static void
use_ink (const Drawing *d, Ink ink)
{
  if (ink == INK_ENTRY && d->page->example)
    cairo_set_source_rgb (d->paper.cr, 0.8, 0, 0);
  else if (ink == INK_NOTE)
    cairo_set_source_rgb (d->paper.cr, 0, 0.2, 0.6);
  else
    cairo_set_source_rgb (d->paper.cr, 0, 0, 0);
}

/* As large as it may be where there is room, then smaller, at last cut short. */
static MdgTextStyle
fit (Drawing *d, const char *text, const MdgFilingPart *how, const Place *place)
{
  MdgTextStyle style = { .size = how->size, .bold = how->bold, .width = place->width };

  for (; style.size > SMALLEST; style.size = fmax (style.size - STEP, SMALLEST))
    if (mdg_paper_text_height (&d->paper, text, &style) <= place->height + 0.01)
      return style;
  if (mdg_paper_text_height (&d->paper, text, &style) > place->height + 0.01)
    {
      style.max_lines = (int)fmax (floor (place->height / (SMALLEST * LINE_HEIGHT)), 1);
      d->cut = TRUE;
    }
  return style;
}

static void
put (Drawing *d, const char *text, const MdgFilingPart *how, MdgFilingAlign align, Place place)
{
  static const PangoAlignment alignments[] = { [MDG_ALIGN_LEFT] = PANGO_ALIGN_LEFT,
                                               [MDG_ALIGN_CENTRE] = PANGO_ALIGN_CENTER,
                                               [MDG_ALIGN_RIGHT] = PANGO_ALIGN_RIGHT };
  MdgTextStyle style;
  double height;

  if (*text == '\0')
    return;
  style = fit (d, text, how, &place);
  style.align = alignments[align];
  height = mdg_paper_text_height (&d->paper, text, &style);
  mdg_paper_text (&d->paper, place.x, place.y + (how->top ? 0 : (place.height - height) / 2), text,
                  &style);
}

/* Inside the part's frame. */
static Place
inside (const MdgFilingPart *part)
{
  double side = part->frame ? SIDE_PADDING : 0;

  return (Place){ part->x + side, part->y + LINE, part->width - 2 * side, part->height - 2 * LINE };
}

/* Words of the form, and the fields between them. */
typedef struct
{
  const char *words; /* NULL: a field */
  const char *value;
  double share; /* of what the words leave */
} Segment;

static void
put_segments (Drawing *d, const MdgFilingPart *part, const Segment *segments, gsize n)
{
  Place place = inside (part);
  double rest = place.width;

  for (gsize i = 0; i < n; i++)
    if (segments[i].words != NULL)
      rest -= (double)g_utf8_strlen (segments[i].words, -1) * part->size * 1.05;
  for (gsize i = 0; i < n; i++)
    {
      const Segment *one = &segments[i];

      place.width = one->words != NULL ? (double)g_utf8_strlen (one->words, -1) * part->size * 1.05
                                       : one->share * rest;
      use_ink (d, one->words != NULL ? INK_FORM : INK_ENTRY);
      put (d, one->words != NULL ? one->words : one->value, part, MDG_ALIGN_CENTRE, place);
      place.x += place.width;
    }
}

static void
put_value (Drawing *d, const MdgFilingPart *part, const char *text)
{
  use_ink (d, *text != '\0' ? INK_ENTRY : INK_FORM);
  put (d, *text != '\0' ? text : part->words, part, part->align, inside (part));
}

static void
put_date (Drawing *d, const MdgFilingPart *part, const char *text)
{
  MdgDay day = mdg_day_parse (text);
  g_autofree char *years = NULL, *months = NULL, *days = NULL;
  int year = 0, month = 0, month_day = 0;

  if (day == MDG_DAY_NONE && *text != '\0')
    {
      put_value (d, part, text);
      return;
    }
  if (day != MDG_DAY_NONE)
    {
      mdg_day_get (day, &year, &month, &month_day);
      years = g_strdup_printf ("%d", part->era ? year - ERA_BEGAN : year);
      months = g_strdup_printf ("%d", month);
      days = g_strdup_printf ("%d", month_day);
    }
  const Segment segments[] = {
    { part->era ? "令和" : "西暦", NULL, 0 },
    { NULL, years != NULL ? years : "", 0.4 },
    { "年", NULL, 0 },
    { NULL, months != NULL ? months : "", 0.3 },
    { "月", NULL, 0 },
    { NULL, days != NULL ? days : "", 0.3 },
    { "日", NULL, 0 },
  };
  put_segments (d, part, segments, G_N_ELEMENTS (segments));
}

/* What is parted by hyphens, or not there, between the hyphens of the form. */
static void
put_parted (Drawing *d, const MdgFilingPart *part, const char *text)
{
  g_auto (GStrv) parts = g_strsplit (text, "-", -1);
  gboolean post = part->kind == MDG_PART_POST;
  guint n = *text != '\0' ? g_strv_length (parts) : 0;
  const Segment code[] = { { "〒", NULL, 0 },
                           { NULL, n > 0 ? parts[0] : "", 0.42 },
                           { "－", NULL, 0 },
                           { NULL, n > 1 ? parts[1] : "", 0.58 } };
  const Segment number[] = { { NULL, n > 0 ? parts[0] : "", 0.33 },
                             { "－", NULL, 0 },
                             { NULL, n > 1 ? parts[1] : "", 0.34 },
                             { "－", NULL, 0 },
                             { NULL, n > 2 ? parts[2] : "", 0.33 } };

  if (n != 0 && n != (post ? 2 : 3))
    put_value (d, part, text);
  else if (post)
    put_segments (d, part, code, G_N_ELEMENTS (code));
  else
    put_segments (d, part, number, G_N_ELEMENTS (number));
}

static gboolean
is_chosen (const Drawing *d, const MdgFilingPart *part)
{
  return d->page->side != NULL
         && strcmp (d->page->side, mdg_filing_guide_option (
                                       d->page->guide, (MdgFilingFieldId)part->field, part->option)
                                       ->id)
                == 0;
}

static void
put_option (Drawing *d, const MdgFilingPart *part)
{
  cairo_t *cr = d->paper.cr;

  use_ink (d, INK_FORM);
  put (d, part->words, part, MDG_ALIGN_CENTRE, inside (part));
  if (!is_chosen (d, part))
    return;
  use_ink (d, INK_ENTRY);
  cairo_save (cr);
  cairo_translate (cr, part->x + part->width / 2, part->y + part->height / 2);
  cairo_scale (cr, part->width / 2 - 1, part->height / 2 - 1);
  cairo_new_path (cr);
  cairo_arc (cr, 0, 0, 1, 0, 2 * G_PI);
  cairo_restore (cr);
  cairo_set_line_width (cr, 1.2);
  cairo_stroke (cr);
}

static void
put_lines (Drawing *d, const MdgFilingPart *part)
{
  static const double dashes[] = { 4, 3 };
  cairo_t *cr = d->paper.cr;

  use_ink (d, part->example ? INK_NOTE : INK_FORM);
  cairo_set_line_width (cr, LINE);
  if (part->kind == MDG_PART_LINE)
    {
      cairo_set_dash (cr, dashes, part->dashed ? G_N_ELEMENTS (dashes) : 0, 0);
      cairo_move_to (cr, part->x, part->y);
      cairo_line_to (cr, part->x + part->width, part->y + part->height);
      cairo_stroke (cr);
      cairo_set_dash (cr, NULL, 0, 0);
    }
  else if (part->kind == MDG_PART_BOX || part->frame)
    {
      cairo_rectangle (cr, part->x, part->y, part->width, part->height);
      cairo_stroke (cr);
    }
}

static void
put_part (Drawing *d, const MdgFilingPart *part)
{
  const char *text = part->field < MDG_N_FIELDS ? d->page->texts[part->field] : "";

  put_lines (d, part);
  switch (part->kind)
    {
    case MDG_PART_WORDS:
      use_ink (d, part->example ? INK_NOTE : INK_FORM);
      put (d, part->words, part, part->align, inside (part));
      break;
    case MDG_PART_VALUE:
      put_value (d, part, text);
      break;
    case MDG_PART_DATE:
      put_date (d, part, text);
      break;
    case MDG_PART_POST:
    case MDG_PART_PHONE:
      put_parted (d, part, text);
      break;
    case MDG_PART_OPTION:
      put_option (d, part);
      break;
    case MDG_PART_LINE:
    case MDG_PART_BOX:
    default:
      break;
    }
}

static const MdgFilingPart *
part_at (const MdgFilingPage *page, guint number)
{
  return &g_array_index (page->guide->sheets[page->form].parts, MdgFilingPart, number);
}

static guint
count_parts (const MdgFilingPage *page)
{
  return page->guide->sheets[page->form].parts->len;
}

static void
mark (Drawing *d, MdgFilingFieldId marked)
{
  cairo_t *cr = d->paper.cr;

  cairo_set_source_rgb (cr, 1, 0.95, 0.6);
  for (guint i = 0; i < count_parts (d->page); i++)
    {
      const MdgFilingPart *part = part_at (d->page, i);

      if (part->field == marked)
        cairo_rectangle (cr, part->x, part->y, part->width, part->height);
    }
  cairo_fill (cr);
}

/* Returns: whether something was cut short */
static gboolean
draw (const MdgFilingPage *page, cairo_t *cr, GHashTable *layouts, guint marked)
{
  Drawing d = { .page = page };
  /* Each text is laid out to be measured, and then drawn. */
  g_autoptr (GHashTable) own = layouts == NULL ? mdg_paper_layouts_new () : NULL;

  cairo_save (cr);
  mdg_paper_init (&d.paper, cr, own != NULL ? own : layouts);
  if (marked < MDG_N_FIELDS)
    mark (&d, (MdgFilingFieldId)marked);
  for (guint i = 0; i < count_parts (page); i++)
    if (page->example || !part_at (page, i)->example)
      put_part (&d, part_at (page, i));
  mdg_paper_finish (&d.paper);
  mdg_paper_clear (&d.paper);
  cairo_restore (cr);
  return d.cut;
}

/* public -------------------------------------------------------------------------------------- */

void
mdg_filing_page_draw (MdgFilingPage *page,
                      cairo_t *cr,
                      GHashTable *layouts,
                      MdgFilingFieldId marked)
{
  g_return_if_fail (page != NULL && cr != NULL);

  draw (page, cr, layouts, marked);
}

void
mdg_filing_page_draw_on (MdgFilingPage *page, cairo_t *cr, double width, double height)
{
  cairo_save (cr);
  mdg_paper_fit (cr, width, height);
  draw (page, cr, NULL, MDG_N_FIELDS);
  cairo_restore (cr);
}

gboolean
mdg_filing_page_find (MdgFilingPage *page, MdgFilingFieldId field, double *top, double *bottom)
{
  g_return_val_if_fail (page != NULL, FALSE);

  if (field == MDG_FIELD_REPLY_TO)
    field = MDG_FIELD_REPLY_POST;
  for (guint i = 0; i < count_parts (page); i++)
    if (part_at (page, i)->field == field)
      {
        *top = part_at (page, i)->y;
        *bottom = part_at (page, i)->y + part_at (page, i)->height;
        return TRUE;
      }
  return FALSE;
}

gboolean
mdg_filing_page_holds_all (MdgFilingPage *page)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_A8, 1, 1);
  cairo_t *cr = cairo_create (surface);
  gboolean cut;

  g_return_val_if_fail (page != NULL, FALSE);

  cut = draw (page, cr, NULL, MDG_N_FIELDS);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  return !cut;
}

static void
draw_pdf (cairo_t *cr, gpointer page)
{
  draw (page, cr, NULL, MDG_N_FIELDS);
}

MdgSecret *
mdg_filing_page_to_pdf (MdgFilingPage *page, GError **error)
{
  g_return_val_if_fail (page != NULL, NULL);

  return mdg_pdf_make (page->guide->sheets[page->form].title, page->made_at, draw_pdf, page, error);
}

char *
mdg_filing_page_suggest_name (MdgFilingPage *page)
{
  g_autoptr (GDateTime) time = NULL;
  g_autofree char *day = NULL;
  guint option;
  const char *side;

  g_return_val_if_fail (page != NULL, NULL);

  time = g_date_time_new_from_unix_local (page->made_at);
  day = time != NULL ? g_date_time_format (time, "_%Y%m%d") : g_strdup ("");
  option = mdg_filing_guide_find_option (page->guide, MDG_FIELD_KIND, page->side);
  side = page->form == MDG_FILING_NUMBER && option != MDG_FILING_NONE
             ? mdg_filing_guide_option (page->guide, MDG_FIELD_KIND, option)->id
             : NULL;
  return g_strdup_printf ("%s%s%s%s.pdf", page->guide->sheets[page->form].file,
                          side != NULL ? "_" : "", side != NULL ? side : "", day);
}
