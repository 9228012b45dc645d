/* test-filing-page.c: the forms as pages: all words of the original and all that was entered, read
 * back out of the PDF; nothing outside its field, however long it is.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "introduction/filing-page.h"

#include <cairo.h>
#include <glib/gstdio.h>
#include <string.h>

#include "paper/paper.h"
#include "run-program.h"

#define NOW G_GINT64_CONSTANT (1795272896)
#define SCALE 2 /* pixels of a point */

/* Without what parts words on a page. Returns: (transfer full) */
static char *
squeeze (const char *text)
{
  GString *out = g_string_new (NULL);

  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    if (!g_unichar_isspace (g_utf8_get_char (at)))
      g_string_append_unichar (out, g_utf8_get_char (at));
  return g_string_free (out, FALSE);
}

static gboolean
holds (const char *page, const char *words)
{
  g_autofree char *one = squeeze (page);
  g_autofree char *other = squeeze (words);

  return strstr (one, other) != NULL;
}

/* What a program of poppler says of the page. Returns: (transfer full) (nullable): NULL, and the
 * test skipped, without poppler-utils */
static char *
look (MdgFilingPage *page, const char *program, const char *option)
{
  g_autofree char *folder = g_dir_make_tmp ("madoguchi-filing-XXXXXX", NULL);
  g_autofree char *file = g_build_filename (folder, "form.pdf", NULL);
  gboolean text = g_str_equal (program, "pdftotext");
  char *argv[] = { (char *)program, (char *)(option != NULL ? option : "form.pdf"),
                   option != NULL ? (char *)"form.pdf"
                   : text         ? (char *)"-"
                                  : NULL,
                   option != NULL && text ? (char *)"-" : NULL, NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (MdgSecret) pdf = mdg_filing_page_to_pdf (page, &error);
  char *said = NULL;
  gsize length;
  const guint8 *data;

  g_assert_no_error (error);
  data = mdg_secret_get_data (pdf, &length);
  if (!run_program_is_there (program))
    g_test_skip ("there is no poppler-utils");
  else
    {
      g_assert_true (g_file_set_contents (file, (const char *)data, (gssize)length, NULL));
      g_assert_true (run_program (folder, argv, &said));
    }
  g_remove (file);
  g_rmdir (folder);
  return said;
}

/* All fields filled with what is nowhere else on the page. */
static MdgFilingDraft *
make_draft (const char *kind)
{
  static const struct
  {
    MdgFilingFieldId field;
    const char *text;
  } values[] = {
    { MDG_FIELD_NAME, "しおかぜクリニック" },
    { MDG_FIELD_NAME_KANA, "シオカゼクリニック" },
    { MDG_FIELD_POST, "2310001" },
    { MDG_FIELD_ADDRESS, "神奈川県横浜市中区新港1-2-3" },
    { MDG_FIELD_FOUNDER, "潮風　渚" },
    { MDG_FIELD_FOUNDER_KANA, "シオカゼ　ナギサ" },
    { MDG_FIELD_REGISTER, "神医98765" },
    { MDG_FIELD_FOUNDER_POST, "248-0006" },
    { MDG_FIELD_FOUNDER_ADDRESS, "神奈川県鎌倉市小町4-5" },
    { MDG_FIELD_FOUNDER_PHONE, "0467-23-4567" },
    { MDG_FIELD_FOUNDER_MAIL, "nagisa@example.jp" },
    { MDG_FIELD_REPLY_TO, "founder" },
    { MDG_FIELD_REPLY_NAME, "波間　守" },
    { MDG_FIELD_BUREAU, "kantoshinetsu" },
    { MDG_FIELD_WISHED, "2027-04-01" },
    { MDG_FIELD_REQUESTED, "2027-01-20" },
    { MDG_FIELD_CONTACT_PHONE, "045-999-8888" },
    { MDG_FIELD_ACCOUNT, "done" },
    { MDG_FIELD_APPLICATION, "open" },
    { MDG_FIELD_READER_STATE, "ordered" },
    { MDG_FIELD_READER_MONTH, "3" },
    { MDG_FIELD_READER_MAKER, "みらいリーダー" },
    { MDG_FIELD_NETWORK_STATE, "estimate" },
    { MDG_FIELD_NETWORK_PROVIDER, "うみべ通信" },
    { MDG_FIELD_NETWORK_KIND, "ipsec" },
    { MDG_FIELD_WORK, "2027-03-15" },
    { MDG_FIELD_VENDOR, "しおかぜシステム" },
    { MDG_FIELD_OPERATION, "2027-04-02" },
    { MDG_FIELD_OPENING, "2027-04-05" },
  };
  MdgFilingDraft *draft = mdg_filing_draft_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (values); i++)
    mdg_filing_draft_set (draft, values[i].field, values[i].text);
  mdg_filing_draft_set (draft, MDG_FIELD_KIND, kind);
  return draft;
}

static void
assert_words (const char *text, const char *const *words, gsize n)
{
  for (gsize i = 0; i < n; i++)
    {
      g_test_message ("%s", words[i]);
      g_assert_true (holds (text, words[i]));
    }
}

/* 別紙1: the words of the notice, and what was entered, in the order of the page. */
static void
test_number (void)
{
  static const char *const printed[] = {
    "別紙1",
    "←回答書の送付先を記載してください。",
    "受付番号　情報提供依頼書　兼　回答書",
    "保険医療機関等として指定された後に付与予定の医療機関等コード",
    "（情報提供を希望する医療機関・薬局）",
    "上記のとおり依頼します。",
    "（氏名）※法人の場合は、名称、代表者の職・氏名",
    "（保険医又は保険薬剤師の登録の記号及び番号）",
    "※保険医又は保険薬剤師の場合は記入ください。",
    "担当者の連絡先（電話番号）",
    "上記の依頼について、受付番号を回答します。",
    "※当該回答は保険医療機関・保険薬局としての指定ではありません。",
    "（公印省略）",
  };
  static const char *const order[]
      = { "248",      "0006",      "神奈川県鎌倉市小町4-5", "波間　守",       "231",
          "0001",     "新港1-2-3", "令和9年4月1日",         "令和9年1月20日", "関東信越",
          "潮風　渚", "神医98765", "045-999-8888" };
  g_autoptr (MdgFilingGuide) guide = mdg_filing_guide_new ("ja");
  g_autoptr (MdgFilingDraft) draft = make_draft ("medical");
  g_autoptr (MdgFilingPage) page
      = mdg_filing_page_new (guide, MDG_FILING_NUMBER, draft, "medical", NOW);
  g_autofree char *text = look (page, "pdftotext", "-layout");
  g_autofree char *name = mdg_filing_page_suggest_name (page);
  g_autofree char *whole = NULL;
  const char *at;

  g_assert_cmpstr (name, ==, "別紙1_受付番号情報提供依頼書_medical_20261121.pdf");
  g_assert_true (mdg_filing_page_holds_all (page));
  if (text == NULL)
    return;
  assert_words (text, printed, G_N_ELEMENTS (printed));
  at = whole = squeeze (text);
  for (gsize i = 0; i < G_N_ELEMENTS (order); i++)
    {
      g_autofree char *word = squeeze (order[i]);

      g_test_message ("%s", word);
      at = strstr (at, word);
      g_assert_nonnull (at);
      at += strlen (word);
    }
  g_assert_false (holds (text, "記載例"));
  g_assert_false (holds (text, "nagisa@example.jp"));
  /* One page. */
  g_assert_true (strchr (text, '\f') == strrchr (text, '\f'));
}

/* 別紙2, field by field beside its words. */
static void
test_plan (void)
{
  static const char *const printed[] = {
    "（別紙2）",
    "オンライン資格確認の導入計画書",
    "Ⅰ．医療機関・薬局の基本情報",
    "保険医又は保険薬剤師の登録の記号及び番号",
    "Email（任意）",
    "Ⅱ．届出内容",
    "（1）ポータルサイト関係手続",
    "（2）カードリーダー",
    "ウ　見積もり中　〕",
    "（3）ネットワーク整備",
    "（4）導入作業等",
    "※　本計画書は、保険医療機関等の指定申請書に添付して、地方厚生（支）局に提出してください。",
    "この限りではありません。",
    "計画的な準備をお願いします。",
  };
  static const char *const lines[] = {
    "（フリガナ）シオカゼクリニック",
    "名称しおかぜクリニック",
    "〒231－0001",
    "神奈川県横浜市中区新港1-2-3",
    "（フリガナ）シオカゼ　ナギサ",
    "神医98765",
    "〒248－0006",
    "電話番号0467－23－4567Email（任意）nagisa@example.jp",
    "③ アカウント作成（済み／未実施）済み",
    "④ 利用申請・電子証明書の発行申請（済み／未実施）未実施",
    "⑤ 調達状況（ア～ウから選択）イ",
    "イ　契約済み（3月整備予定）",
    "⑥ メーカー名みらいリーダー",
    "⑦ 整備状況（ア～ウから選択）ウ",
    "⑧ ネットワーク導入事業者名うみべ通信",
    "⑨ ネットワーク種類（IP-VPN/IPsec+IKE）IPsec+IKE",
    "⑩ 導入作業開始（予定）日西暦2027年3月15日",
    "⑪ システム導入事業者名しおかぜシステム",
    "⑫ 運用開始（予定）日西暦2027年4月2日",
    "⑬ 診療・調剤開始（予定）日西暦2027年4月5日",
  };
  g_autoptr (MdgFilingGuide) guide = mdg_filing_guide_new ("en");
  g_autoptr (MdgFilingDraft) draft = make_draft ("pharmacy");
  g_autoptr (MdgFilingPage) page = mdg_filing_page_new (guide, MDG_FILING_PLAN, draft, NULL, NOW);
  g_autofree char *text = look (page, "pdftotext", "-layout");
  g_autofree char *raw = look (page, "pdftotext", "-raw");
  g_autofree char *facts = look (page, "pdfinfo", NULL);

  g_assert_true (mdg_filing_page_holds_all (page));
  if (text == NULL || raw == NULL || facts == NULL)
    return;
  assert_words (raw, printed, G_N_ELEMENTS (printed));
  assert_words (text, lines, G_N_ELEMENTS (lines));
  g_assert_nonnull (strstr (facts, "A4"));
  g_assert_true (holds (facts, "Pages: 1"));
}

/* 記載例: the document's own words. */
static void
test_example (void)
{
  static const char *const words[] = {
    "記載例",
    "赤字部分を記載の上、提出してください。",
    "ここに記載いただいた住所及び氏名宛に回答書を送付します。",
    "医科・歯科併設の医療機関は、それぞれで受付番号が必要となります。",
    "オン資クリニック",
    "〒123－4567",
    "東京都千代田区霞が関1-2-2",
    "資格　太郎",
    "資格　花子",
    "令和6年4月1日",
    "令和6年2月1日",
    "〇〇厚生（支）局　御中",
    "〇〇XXXX",
    "XX"
    "X-XX"
    "X-XXXX",
  };
  g_autoptr (MdgFilingGuide) guide = mdg_filing_guide_new ("ja");
  g_autoptr (MdgFilingPage) page = mdg_filing_page_new_example (guide, MDG_FILING_NUMBER);
  g_autoptr (MdgFilingPage) other = mdg_filing_page_new_example (guide, MDG_FILING_PLAN);
  g_autofree char *text = look (page, "pdftotext", "-raw");

  g_assert_true (mdg_filing_page_holds_all (page) && mdg_filing_page_holds_all (other));
  if (text != NULL)
    assert_words (text, words, G_N_ELEMENTS (words));
}

/* as pixels ----------------------------------------------------------------------------------- */

static GHashTable *layouts; /* of all that is painted */
static gboolean brief;      /* where laying text out takes long: each thing once */

static cairo_surface_t *
paint (MdgFilingPage *page, MdgFilingFieldId marked)
{
  cairo_surface_t *surface = cairo_image_surface_create (
      CAIRO_FORMAT_RGB24, (int)(SCALE * MDG_PAPER_WIDTH), (int)(SCALE * MDG_PAPER_HEIGHT));
  cairo_t *cr = cairo_create (surface);

  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  cairo_scale (cr, SCALE, SCALE);
  mdg_filing_page_draw (page, cr, layouts, marked);
  g_assert_cmpint (cairo_status (cr), ==, CAIRO_STATUS_SUCCESS);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  return surface;
}

static guint32
pixel (cairo_surface_t *surface, int x, int y)
{
  const guint8 *row = cairo_image_surface_get_data (surface)
                      + (gsize)y * (gsize)cairo_image_surface_get_stride (surface);
  guint32 value;

  memcpy (&value, row + (gsize)x * sizeof value, sizeof value);
  return value & 0xffffff;
}

/* Whether (x, y), in points, is in a place of a field of the form. */
static gboolean
is_in_field (const MdgFilingGuide *guide, MdgFilingForm form, double x, double y)
{
  const GArray *parts = guide->sheets[form].parts;

  for (guint i = 0; i < parts->len; i++)
    {
      const MdgFilingPart *part = &g_array_index (parts, MdgFilingPart, i);

      if (part->field != MDG_FILING_NONE && x >= part->x - 0.5 && y >= part->y - 0.5
          && x <= part->x + part->width + 0.5 && y <= part->y + part->height + 0.5)
        return TRUE;
    }
  return FALSE;
}

/* How many pixels the entries have changed; none of them outside of the fields. */
static guint
assert_inside (MdgFilingGuide *guide,
               MdgFilingForm form,
               const MdgFilingDraft *draft,
               const char *side)
{
  g_autoptr (MdgFilingDraft) none = mdg_filing_draft_new ();
  g_autoptr (MdgFilingPage) blank = mdg_filing_page_new (guide, form, none, NULL, NOW);
  g_autoptr (MdgFilingPage) page = mdg_filing_page_new (guide, form, draft, side, NOW);
  cairo_surface_t *before = paint (blank, MDG_N_FIELDS), *after = paint (page, MDG_N_FIELDS);
  guint n = 0;

  for (int y = 0; y < cairo_image_surface_get_height (after); y++)
    for (int x = 0; x < cairo_image_surface_get_width (after); x++)
      if (pixel (before, x, y) != pixel (after, x, y))
        {
          n++;
          if (!is_in_field (guide, form, (x + 0.5) / SCALE, (y + 0.5) / SCALE))
            g_error ("form %d: something at %d, %d, outside of all fields", (int)form, x / SCALE,
                     y / SCALE);
        }
  cairo_surface_destroy (before);
  cairo_surface_destroy (after);
  return n;
}

/* All fields with as many of the widest letters as they take, then with more than that. */
static void
test_longest (void)
{
  g_autoptr (MdgFilingGuide) guide = mdg_filing_guide_new ("ja");

  for (guint more = 0; more < 2; more++)
    for (guint form = 0; form < MDG_N_FILINGS; form++)
      {
        g_autoptr (MdgFilingDraft) draft = make_draft ("both");
        g_autoptr (MdgFilingPage) page = NULL;

        for (guint i = 0; i < MDG_N_FIELDS; i++)
          {
            const MdgFilingField *field = &guide->fields[i];
            GString *text = g_string_new (NULL);

            for (guint n = 0; n < (more ? MDG_FILING_TEXT_MAX : field->max); n++)
              g_string_append (text, field->type == MDG_FILING_MAIL   ? "W"
                                     : field->type == MDG_FILING_KANA ? "ヲ"
                                                                      : "国");
            if (field->type == MDG_FILING_TEXT || field->type == MDG_FILING_KANA
                || field->type == MDG_FILING_MAIL || (more && field->type != MDG_FILING_CHOICE))
              mdg_filing_draft_set (draft, (MdgFilingFieldId)i, text->str);
            g_string_free (text, TRUE);
          }
        page = mdg_filing_page_new (guide, (MdgFilingForm)form, draft, "dental", NOW);
        /* What a field takes is to be read, all of it. */
        if (!more)
          g_assert_true (mdg_filing_page_holds_all (page));
        else
          g_assert_false (mdg_filing_page_holds_all (page));
        if (more || !brief)
          g_assert_cmpuint (assert_inside (guide, (MdgFilingForm)form, draft, "dental"), >, 2000);
      }
}

/* What does not have its form is printed as it was typed, inside of its field. */
static void
test_malformed (void)
{
  g_autoptr (MdgFilingGuide) guide = mdg_filing_guide_new ("ja");
  g_autoptr (MdgFilingDraft) draft = make_draft ("medical");
  g_autoptr (MdgFilingPage) page = NULL;
  g_autofree char *text = NULL;

  mdg_filing_draft_set (draft, MDG_FIELD_POST, "12");
  mdg_filing_draft_set (draft, MDG_FIELD_WISHED, "春ごろ");
  mdg_filing_draft_set (draft, MDG_FIELD_WORK, "未定");
  mdg_filing_draft_set (draft, MDG_FIELD_FOUNDER_PHONE, "なし");
  mdg_filing_draft_set (draft, MDG_FIELD_KIND, "none");
  for (guint form = 0; form < MDG_N_FILINGS && !brief; form++)
    g_assert_cmpuint (assert_inside (guide, (MdgFilingForm)form, draft, "none"), >, 1000);
  page = mdg_filing_page_new (guide, MDG_FILING_NUMBER, draft, "none", NOW);
  text = look (page, "pdftotext", "-layout");
  if (text != NULL)
    g_assert_true (holds (text, "春ごろ"));
}

/* Of 医科・歯科併設 there are two, which differ by what is encircled alone. */
static void
test_sides (void)
{
  g_autoptr (MdgFilingGuide) guide = mdg_filing_guide_new ("ja");
  g_autoptr (MdgFilingDraft) both = make_draft ("both");
  g_autoptr (MdgFilingDraft) one = make_draft ("pharmacy");
  g_autoptr (MdgFilingDraft) none = make_draft ("");
  const MdgFilingPart *options[2] = { NULL, NULL };
  const char *side = NULL;
  cairo_surface_t *surfaces[2];
  g_autofree char *name = NULL;

  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (MdgFilingPage) page = NULL;

      g_assert_true (mdg_filing_side (guide, both, i, &side));
      g_assert_cmpstr (side, ==, i == 0 ? "medical" : "dental");
      page = mdg_filing_page_new (guide, MDG_FILING_NUMBER, both, side, NOW);
      surfaces[i] = paint (page, MDG_N_FIELDS);
    }
  g_assert_false (mdg_filing_side (guide, both, 2, &side));
  g_assert_true (mdg_filing_side (guide, one, 0, &side));
  g_assert_cmpstr (side, ==, "pharmacy");
  g_assert_false (mdg_filing_side (guide, one, 1, &side));
  g_assert_true (mdg_filing_side (guide, none, 0, &side));
  g_assert_null (side);
  for (guint i = 0; i < guide->sheets[MDG_FILING_NUMBER].parts->len; i++)
    {
      const MdgFilingPart *part
          = &g_array_index (guide->sheets[MDG_FILING_NUMBER].parts, MdgFilingPart, i);

      if (part->kind == MDG_PART_OPTION && part->option < 2)
        options[part->option] = part;
    }
  for (int y = 0; y < cairo_image_surface_get_height (surfaces[0]); y++)
    for (int x = 0; x < cairo_image_surface_get_width (surfaces[0]); x++)
      if (pixel (surfaces[0], x, y) != pixel (surfaces[1], x, y))
        {
          double px = (double)x / SCALE, py = (double)y / SCALE;
          gboolean inside = FALSE;

          for (guint i = 0; i < 2; i++)
            inside |= px >= options[i]->x - 1 && px <= options[i]->x + options[i]->width + 1
                      && py >= options[i]->y - 1 && py <= options[i]->y + options[i]->height + 1;
          g_assert_true (inside);
        }
  /* Both are there: the left edge of each ellipse. */
  for (guint i = 0; i < 2; i++)
    {
      int x = (int)(SCALE * (options[i]->x + 1)),
          y = (int)(SCALE * (options[i]->y + options[i]->height / 2));

      g_assert_cmpuint (pixel (surfaces[i], x, y), <, 0x808080);
      g_assert_cmpuint (pixel (surfaces[1 - i], x, y), ==, 0xffffff);
    }
  cairo_surface_destroy (surfaces[0]);
  cairo_surface_destroy (surfaces[1]);
}

/* On any paper all of it is on the page; a marked field is set off, and can be found. */
static void
test_on_paper (void)
{
  static const int papers[][2] = { { 612, 792 }, { 842, 595 } };
  g_autoptr (MdgFilingGuide) guide = mdg_filing_guide_new ("ja");
  g_autoptr (MdgFilingDraft) draft = make_draft ("medical");
  g_autoptr (MdgFilingPage) page = mdg_filing_page_new (guide, MDG_FILING_PLAN, draft, NULL, NOW);
  cairo_surface_t *marked = paint (page, MDG_FIELD_VENDOR), *plain = paint (page, MDG_N_FIELDS);
  double top = 0, bottom = 0;

  g_assert_true (mdg_filing_page_find (page, MDG_FIELD_VENDOR, &top, &bottom));
  g_assert_false (mdg_filing_page_find (page, MDG_FIELD_BUREAU, &top, &bottom));
  for (int y = 0; y < cairo_image_surface_get_height (marked); y++)
    if (y < (int)(SCALE * top) - 1 || y > (int)(SCALE * bottom) + 1)
      g_assert_cmpuint (pixel (marked, 900, y), ==, pixel (plain, 900, y));
  g_assert_cmpuint (pixel (marked, 1000, (int)(SCALE * (top + 3))), !=,
                    pixel (plain, 1000, (int)(SCALE * (top + 3))));
  cairo_surface_destroy (marked);
  cairo_surface_destroy (plain);
  for (gsize i = 0; i < (brief ? 1 : G_N_ELEMENTS (papers)); i++)
    {
      cairo_surface_t *surface
          = cairo_image_surface_create (CAIRO_FORMAT_A8, papers[i][0], papers[i][1]);
      cairo_t *cr = cairo_create (surface);
      const guint8 *data;
      int stride = cairo_image_surface_get_stride (surface);

      mdg_filing_page_draw_on (page, cr, papers[i][0], papers[i][1]);
      cairo_destroy (cr);
      cairo_surface_flush (surface);
      data = cairo_image_surface_get_data (surface);
      for (int y = 0; y < papers[i][1]; y++)
        for (int x = 0; x < papers[i][0]; x++)
          if (x < 20 || y < 20 || x >= papers[i][0] - 20 || y >= papers[i][1] - 20)
            g_assert_cmpuint (data[y * stride + x], ==, 0);
      cairo_surface_destroy (surface);
    }
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  layouts = mdg_paper_layouts_new ();
  brief = g_getenv ("MDG_TEST_BRIEF") != NULL;
  g_test_add_func ("/filing-page/number", test_number);
  g_test_add_func ("/filing-page/plan", test_plan);
  g_test_add_func ("/filing-page/example", test_example);
  g_test_add_func ("/filing-page/longest", test_longest);
  g_test_add_func ("/filing-page/malformed", test_malformed);
  g_test_add_func ("/filing-page/sides", test_sides);
  g_test_add_func ("/filing-page/on-paper", test_on_paper);
  status = g_test_run ();
  g_hash_table_unref (layouts);
  return status;
}
