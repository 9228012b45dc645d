/* test-result-file.c: what is taken out of a face reader's result file, and what is not.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "consent/flow.h"
#include "consent/reception-path.h"
#include "consent/result-file.h"

#define HEAD "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"no\"?>\n<XmlMsg>"
#define TAIL "</XmlMsg>"
#define AT G_GINT64_CONSTANT (1795229045) /* 2026-11-21 02:44:05 UTC */

static MdgResultVerdict
parse_text (const char *text, MdgReception *reception)
{
  return mdg_result_file_parse (text, strlen (text), reception);
}

/* A whole file of @inside. */
static MdgReception
parse_inside (const char *inside)
{
  g_autofree char *text = g_strconcat (HEAD, inside, TAIL, NULL);
  MdgReception reception;

  g_assert_cmpint (parse_text (text, &reception), ==, MDG_RESULT_WHOLE);
  return reception;
}

/* <@name>@value</@name> */
static MdgReception
parse_one (const char *name, const char *value)
{
  g_autofree char *inside
      = g_strdup_printf ("<MessageBody><%s>%s</%s></MessageBody>", name, value, name);

  return parse_inside (inside);
}

static void
test_whole (void)
{
  MdgReception r = parse_inside (
      "<MessageBody>\n  <QualificationValidity> 1 </QualificationValidity>"
      "<ResultList><ResultOfQualificationConfirmation><Name>高橋　花子</Name>"
      "<InsuredCardClassification>01</InsuredCardClassification>"
      "<LimitApplicationCertificateRelatedConsFlg>1</LimitApplicationCertificateRelatedConsFlg>"
      "</ResultOfQualificationConfirmation><ResultOfQualificationConfirmation>"
      "<InsuredCardClassification>A1</InsuredCardClassification>"
      "<LimitApplicationCertificateRelatedConsFlg>0</LimitApplicationCertificateRelatedConsFlg>"
      "</ResultOfQualificationConfirmation></ResultList>"
      "<PharmacistsInfoConsFlg>1</PharmacistsInfoConsFlg>"
      "<PharmacistsInfoAvailableTime>20261122114405</PharmacistsInfoAvailableTime>"
      "<OperationInfoConsFlg>0</OperationInfoConsFlg><Later><PharmacistsInfo>x</PharmacistsInfo>"
      "</Later><PrescriptionIssueSelect>2</PrescriptionIssueSelect>"
      "<ProcessingResultStatus>1</ProcessingResultStatus></MessageBody><MessageHeader>"
      "<SegmentOfResult>1</SegmentOfResult><ReferenceClassification>1</ReferenceClassification>"
      "<ProcessExecutionTime>20261121114405</ProcessExecutionTime></MessageHeader>");

  g_assert_cmpint (r.at, ==, AT);
  g_assert_cmpint (r.viewable_until, ==, AT + 86400);
  g_assert_cmpint (mdg_reception_day (r.at), ==, 20778);
  g_assert_cmpint (r.outcome, ==, MDG_OUTCOME_NORMAL);
  g_assert_cmpint (r.reference, ==, MDG_REFERENCE_MY_NUMBER);
  g_assert_cmpint (r.validity, ==, MDG_VALIDITY_VALID);
  g_assert_cmpint (r.prescription, ==, MDG_PRESCRIPTION_PAPER);
  g_assert_cmpuint (r.n_qualifications, ==, 2);
  g_assert_cmpuint (r.card_kinds, ==, 1u << MDG_CARD_GENERAL | 1u << MDG_CARD_ASSISTANCE);
  g_assert_cmpint (r.consents[MDG_CONSENT_DRUGS], ==, MDG_CONSENT_GIVEN);
  g_assert_cmpint (r.consents[MDG_CONSENT_OPERATION], ==, MDG_CONSENT_REFUSED);
  g_assert_cmpint (r.consents[MDG_CONSENT_LIMIT], ==, MDG_CONSENT_GIVEN);
  g_assert_cmpint (r.consents[MDG_CONSENT_CHECKUPS], ==, MDG_CONSENT_UNSAID);
}

static void
test_nothing_said (void)
{
  MdgReception r = parse_inside ("<MessageBody/>"), nothing = { 0 };

  g_assert_cmpmem (&r, sizeof r, &nothing, sizeof nothing);
}

/* Codes (facts.md 1.6) ------------------------------------------------------------------------ */

static void
test_codes (void)
{
  for (int code = 0; code <= 9; code++)
    {
      char value[2] = { (char)('0' + code), '\0' };
      gboolean known = code >= 1 && code <= 6;

      g_assert_cmpint (parse_one ("QualificationValidity", value).validity, ==,
                       known ? code : MDG_CODE_OTHER);
      g_assert_cmpint (parse_one ("PrescriptionIssueSelect", value).prescription, ==,
                       code == 1 || code == 2 ? code : MDG_CODE_OTHER);
      g_assert_cmpint (parse_one ("ReferenceClassification", value).reference, ==,
                       code == 1 || code == 2 ? code : MDG_CODE_OTHER);
    }
  g_assert_cmpint (parse_one ("QualificationValidity", "11").validity, ==, MDG_CODE_OTHER);
  g_assert_cmpint (parse_one ("QualificationValidity", "１").validity, ==, MDG_CODE_OTHER);
  g_assert_cmpint (parse_one ("QualificationValidity", "").validity, ==, 0);
  g_assert_cmpint (parse_one ("QualificationValidity", "<Deeper>1</Deeper>").validity, ==, 0);
}

static void
test_outcomes (void)
{
  g_assert_cmpint (parse_one ("SegmentOfResult", "1").outcome, ==, MDG_OUTCOME_NORMAL);
  g_assert_cmpint (parse_one ("SegmentOfResult", "2").outcome, ==, MDG_OUTCOME_PROCESSING);
  g_assert_cmpint (parse_one ("SegmentOfResult", "9").outcome, ==, MDG_OUTCOME_FAILED);
  g_assert_cmpint (parse_one ("SegmentOfResult", "3").outcome, ==, MDG_OUTCOME_OTHER);
  g_assert_cmpint (parse_one ("ProcessingResultStatus", "1").outcome, ==, MDG_OUTCOME_NORMAL);
  g_assert_cmpint (parse_one ("ProcessingResultStatus", "2").outcome, ==, MDG_OUTCOME_FAILED);
  for (int order = 0; order < 2; order++)
    {
      const char *parts[] = { "<SegmentOfResult>1</SegmentOfResult>",
                              "<ProcessingResultStatus>2</ProcessingResultStatus>" };
      g_autofree char *inside = g_strconcat (parts[order], parts[!order], NULL);

      g_assert_cmpint (parse_inside (inside).outcome, ==, MDG_OUTCOME_FAILED);
    }
}

static void
test_consents (void)
{
  static const char *const stems[MDG_N_CONSENTS] = {
    [MDG_CONSENT_OPERATION] = "OperationInfo",
    [MDG_CONSENT_DIAGNOSIS] = "DiagnosisInfo",
    [MDG_CONSENT_DRUGS] = "PharmacistsInfo",
    [MDG_CONSENT_CHECKUPS] = "SpecificHealthCheckupsInfo",
    [MDG_CONSENT_DISEASES] = "SpecificDiseasesCertificateRelated",
    [MDG_CONSENT_LIMIT] = "LimitApplicationCertificateRelated",
    [MDG_CONSENT_NAMES] = "DiagnosisName",
    [MDG_CONSENT_INFECTIONS] = "InfectiousInfo",
    [MDG_CONSENT_ALLERGIES] = "AllergyInfo",
    [MDG_CONSENT_FORBIDDEN] = "ContraindicationInfo",
    [MDG_CONSENT_TESTS] = "TestInfo",
    [MDG_CONSENT_PRESCRIBED] = "PrescriptionInfo",
  };
  static const int meanings[] = { MDG_CONSENT_REFUSED, MDG_CONSENT_GIVEN, MDG_CONSENT_EXPIRED,
                                  MDG_CONSENT_IMPOSSIBLE, MDG_CONSENT_OTHER };

  for (int kind = 0; kind < MDG_N_CONSENTS; kind++)
    for (int code = 0; code <= 4; code++)
      {
        g_autofree char *name = g_strconcat (stems[kind], "ConsFlg", NULL);
        char value[2] = { (char)('0' + code), '\0' };
        MdgReception r = parse_one (name, value), back = { 0 };

        for (int other = 0; other < MDG_N_CONSENTS; other++)
          g_assert_cmpint (r.consents[other], ==, other == kind ? meanings[code] : 0);
        mdg_reception_unpack_consents (&back, mdg_reception_pack_consents (&r));
        g_assert_cmpmem (r.consents, sizeof r.consents, back.consents, sizeof back.consents);
      }
}

static void
test_card_kinds (void)
{
  static const char *const codes[] = { "01", "02", "03", "04", "05", "06", "07", "A1", "08" };

  for (guint kind = 0; kind < G_N_ELEMENTS (codes); kind++)
    g_assert_cmpuint (parse_one ("InsuredCardClassification", codes[kind]).card_kinds, ==,
                      1u << kind);
  g_assert_cmpuint (parse_one ("InsuredCardClassification", "1").card_kinds, ==,
                    1u << MDG_CARD_OTHER);
}

static void
test_terms (void)
{
  for (int code = 1; code <= 6; code++)
    g_assert_cmpstr (mdg_validity_term ((MdgValidity)code), !=, "その他");
  g_assert_cmpstr (mdg_validity_term (MDG_VALIDITY_NONE), ==, "該当資格なし");
  g_assert_cmpstr (mdg_validity_term (MDG_VALIDITY_OTHER), ==, "その他");
  g_assert_cmpstr (mdg_validity_term (MDG_VALIDITY_UNSAID), ==, "");
  for (int kind = 0; kind < MDG_N_CONSENTS; kind++)
    g_assert_cmpstr (mdg_consent_kind_term ((MdgConsentKind)kind), !=, "その他");
  for (int kind = 0; kind < MDG_CARD_OTHER; kind++)
    g_assert_cmpstr (mdg_card_kind_term ((MdgCardKind)kind), !=, "その他");
  g_assert_cmpstr (mdg_consent_term (MDG_CONSENT_IMPOSSIBLE), ==, "取得困難");
  g_assert_cmpstr (mdg_outcome_term (MDG_OUTCOME_PROCESSING), ==, "処理中");
  g_assert_cmpstr (mdg_reference_term (MDG_REFERENCE_CERTIFICATE), ==, "被保険者証等情報");
  g_assert_cmpstr (mdg_prescription_term (MDG_PRESCRIPTION_ELECTRONIC), ==, "電子処方箋");
}

/* Times --------------------------------------------------------------------------------------- */

static void
test_times (void)
{
  g_assert_cmpint (mdg_reception_time ("20261121114405"), ==, AT);
  g_assert_cmpint (mdg_reception_time ("20240229000000"), ==, G_GINT64_CONSTANT (1709132400));
  g_assert_cmpint (mdg_reception_time ("20250229000000"), ==, 0);
  g_assert_cmpint (mdg_reception_time ("20261121246000"), ==, 0);
  g_assert_cmpint (mdg_reception_time ("99991231235959"), ==, 0);
  g_assert_cmpint (mdg_reception_time ("2026112111440"), ==, 0);
  g_assert_cmpint (mdg_reception_time ("2026112111440x"), ==, 0);
  g_assert_cmpint (mdg_reception_time (NULL), ==, 0);
  /* Midnight in Japan is another day. */
  g_assert_cmpint (mdg_reception_day (mdg_reception_time ("20261121235959")), ==, 20778);
  g_assert_cmpint (mdg_reception_day (mdg_reception_time ("20261122000000")), ==, 20779);
}

/* Encodings ----------------------------------------------------------------------------------- */

/* Every character of Shift_JIS with each of its second bytes before markup, within a name. */
static void
test_shift_jis (void)
{
  for (guint lead = 0x81; lead <= 0xfc; lead++)
    for (guint trail = 0x40; trail <= 0xfc; trail++)
      {
        char text[256];
        MdgReception r;

        if (trail == 0x7f || (lead >= 0xa0 && lead <= 0xdf))
          continue;
        g_snprintf (text, sizeof text,
                    "<?xml version=\"1.0\" encoding=\"Shift_JIS\"?><XmlMsg><Name>%c%c</Name>"
                    "<InsuredName><![CDATA[%c%c]]></InsuredName>"
                    "<QualificationValidity>2</QualificationValidity></XmlMsg>",
                    lead, trail, lead, trail);
        g_assert_cmpint (parse_text (text, &r), ==, MDG_RESULT_WHOLE);
        g_assert_cmpint (r.validity, ==, MDG_VALIDITY_INVALID);
      }
}

static void
test_byte_order_mark (void)
{
  g_autofree char *text = g_strconcat ("\xEF\xBB\xBF", HEAD, "<A>あ</A>", TAIL, NULL);
  MdgReception r;

  for (gsize n = 0; n < strlen (text); n++)
    g_assert_cmpint (mdg_result_file_parse (text, n, &r), ==, MDG_RESULT_UNFINISHED);
  g_assert_cmpint (parse_text (text, &r), ==, MDG_RESULT_WHOLE);
}

/* Half-written and hostile -------------------------------------------------------------------- */

static void
test_half_written (void)
{
  static const char text[]
      = HEAD "<!-- 受付 --><MessageHeader><ProcessExecutionTime>20261121114405"
             "</ProcessExecutionTime></MessageHeader><MessageBody><Name>&amp;<![CDATA[高]]></Name>"
             "<QualificationValidity>1</QualificationValidity></MessageBody>" TAIL;
  MdgReception r, nothing = { 0 };

  for (gsize n = 0; n < strlen (text); n++)
    {
      g_autofree char *zeros = g_malloc0 (sizeof text + 100);

      g_assert_cmpint (mdg_result_file_parse (text, n, &r), ==, MDG_RESULT_UNFINISHED);
      g_assert_cmpmem (&r, sizeof r, &nothing, sizeof nothing);
      /* Made as long as it will be, and not filled yet. */
      memcpy (zeros, text, n);
      g_assert_cmpint (mdg_result_file_parse (zeros, sizeof text + 100, &r), ==,
                       MDG_RESULT_UNFINISHED);
    }
  g_assert_cmpint (parse_text (text, &r), ==, MDG_RESULT_WHOLE);
  g_assert_cmpint (r.at, ==, AT);
}

static void
test_hostile (void)
{
  static const struct
  {
    const char *text;
    MdgResultVerdict verdict;
  } cases[] = {
    { "", MDG_RESULT_UNFINISHED },
    { "  \r\n", MDG_RESULT_UNFINISHED },
    { "not xml", MDG_RESULT_DAMAGED },
    { "PK\003\004", MDG_RESULT_DAMAGED },
    { "\xff\xfe<\1X\1", MDG_RESULT_DAMAGED },
    { "<html><body/></html>", MDG_RESULT_FOREIGN },
    { "<XmlMsg><A></B></XmlMsg>", MDG_RESULT_DAMAGED },
    { "<XmlMsg>&unknown;</XmlMsg>", MDG_RESULT_DAMAGED },
    { "<XmlMsg/><XmlMsg/>", MDG_RESULT_DAMAGED },
    { "<!DOCTYPE XmlMsg [<!ENTITY a SYSTEM \"file:///etc/passwd\">]><XmlMsg>&a;</XmlMsg>",
      MDG_RESULT_DAMAGED },
    { "<!DOCTYPE XmlMsg><XmlMsg/>", MDG_RESULT_DAMAGED },
    { "<XmlMsg/><!-- and no more -->\n", MDG_RESULT_WHOLE },
  };
  MdgReception r, nothing = { 0 };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_assert_cmpint (parse_text (cases[i].text, &r), ==, cases[i].verdict);
      g_assert_cmpmem (&r, sizeof r, &nothing, sizeof nothing);
    }
}

static void
test_limits (void)
{
  g_autoptr (GString) deep = g_string_new ("<XmlMsg>");
  g_autoptr (GString) wide = g_string_new (HEAD "<QualificationValidity>1</QualificationValidity>");
  MdgReception r;

  for (int i = 0; i < 40; i++)
    g_string_append (deep, "<A>");
  g_assert_cmpint (parse_text (deep->str, &r), ==, MDG_RESULT_DAMAGED);
  while (wide->len < MDG_RESULT_FILE_MAX - 200)
    g_string_append (wide, "<QualificationValidity>999999999999999999999999999999999999999999999"
                           "</QualificationValidity>");
  g_string_append (wide, TAIL);
  g_assert_cmpint (parse_text (wide->str, &r), ==, MDG_RESULT_WHOLE);
  g_assert_cmpint (r.validity, ==, MDG_VALIDITY_VALID);
  while (wide->len <= MDG_RESULT_FILE_MAX)
    g_string_append_c (wide, '\n');
  g_assert_cmpint (parse_text (wide->str, &r), ==, MDG_RESULT_DAMAGED);
}

/* Names --------------------------------------------------------------------------------------- */

static void
test_names (void)
{
  gint64 at = -1;

  g_assert_true (
      mdg_result_file_is_name ("OQSsiquc01res_face_341071236200AB12CD_20261121114405.xml", &at));
  g_assert_cmpint (at, ==, AT);
  g_assert_true (mdg_result_file_is_name ("oqssiquc01res_face_x_99999999999999.XML", &at));
  g_assert_cmpint (at, ==, 0);
  g_assert_false (mdg_result_file_is_name ("OQSsiquc01res_face_20261121114405.xml", NULL));
  g_assert_false (mdg_result_file_is_name ("OQSsiquc01res_face__20261121114405.xml.tmp", NULL));
  g_assert_false (mdg_result_file_is_name ("OQSsiquc01res_face_x_2026112111440a.xml", NULL));
  g_assert_false (mdg_result_file_is_name ("OQSsiquc01req_x_20261121114405.xml", NULL));
  g_assert_false (mdg_result_file_is_name ("OQSsiquc01res_x_20261121114405.xml", NULL));
  g_assert_false (mdg_result_file_is_name ("", NULL));
  g_assert_cmpint (mdg_result_file_key (""), ==, (gint64)G_GUINT64_CONSTANT (0xcbf29ce484222325));
  g_assert_cmpint (mdg_result_file_key ("a"), ==, (gint64)G_GUINT64_CONSTANT (0xaf63dc4c8601ec8c));
}

/* The way through the flow -------------------------------------------------------------------- */

static char *
path_of (const MdgReception *reception)
{
  MdgReceptionNode nodes[MDG_PATH_MAX];
  guint n = mdg_reception_path (reception, nodes);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    {
      g_string_append_printf (text, "%s%s", i > 0 ? " " : "", mdg_reception_node_id (nodes[i]));
      g_assert_true (i == 0
                     || mdg_reception_node_station (nodes[i])
                            > mdg_reception_node_station (nodes[i - 1]));
    }
  return g_string_free (text, FALSE);
}

static void
check_path (MdgReception reception, const char *wanted)
{
  g_autofree char *path = path_of (&reception);

  g_assert_cmpstr (path, ==, wanted);
}

static void
test_paths (void)
{
  check_path ((MdgReception){ 0 }, "card-unsaid untold");
  check_path ((MdgReception){ .reference = MDG_REFERENCE_MY_NUMBER,
                              .outcome = MDG_OUTCOME_NORMAL,
                              .validity = MDG_VALIDITY_VALID,
                              .prescription = MDG_PRESCRIPTION_ELECTRONIC,
                              .consents = { 2, 2, 2, 2, 2, 1 } },
              "my-number diseases-given all electronic valid done");
  check_path ((MdgReception){ .reference = MDG_REFERENCE_MY_NUMBER,
                              .outcome = MDG_OUTCOME_NORMAL,
                              .validity = MDG_VALIDITY_SEVERAL,
                              .prescription = MDG_PRESCRIPTION_PAPER,
                              .consents = { 1, 2, 2, 0, 1 } },
              "my-number diseases-refused some operation-refused diagnosis-given drugs-given"
              " paper several done");
  check_path ((MdgReception){ .reference = MDG_REFERENCE_CERTIFICATE,
                              .outcome = MDG_OUTCOME_FAILED,
                              .validity = MDG_VALIDITY_OTHER,
                              .consents = { 1, 3, 4, 1 } },
              "certificate none failed");
  /* Of 限度額 nobody is asked on the reader. */
  check_path ((MdgReception){ .reference = MDG_REFERENCE_MY_NUMBER,
                              .outcome = MDG_OUTCOME_NORMAL,
                              .validity = MDG_VALIDITY_VALID,
                              .consents = { [MDG_CONSENT_LIMIT] = MDG_CONSENT_GIVEN } },
              "my-number valid done");
  for (int node = 0; node < MDG_N_NODES; node++)
    g_assert_cmpstr (mdg_reception_node_term ((MdgReceptionNode)node), !=, NULL);
}

static gboolean
has_answer (const MdgFlow *flow, guint node, const char *id)
{
  for (guint i = 0; i < mdg_flow_node (flow, node)->answers->len; i++)
    if (g_str_equal (mdg_flow_answer (flow, node, i)->id, id))
      return TRUE;
  return FALSE;
}

/* What the files tell and what patients are asked are the same flow. */
static void
test_in_flow (void)
{
  g_autoptr (MdgFlow) flow = mdg_flow_new ("ja");
  guint n_known = 0;

  for (int node = 0; node < MDG_N_NODES; node++)
    {
      const char *answer;
      const char *id = mdg_reception_node_in_flow ((MdgReceptionNode)node, &answer);
      guint found = id != NULL ? mdg_flow_find (flow, id) : 0;

      g_assert_cmpuint (found, !=, MDG_FLOW_NONE);
      g_assert_true (answer == NULL || has_answer (flow, found, answer));
      n_known += id != NULL;
    }
  g_assert_cmpuint (n_known, ==, MDG_N_NODES - 5);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/result-file/whole", test_whole);
  g_test_add_func ("/result-file/nothing-said", test_nothing_said);
  g_test_add_func ("/result-file/codes", test_codes);
  g_test_add_func ("/result-file/outcomes", test_outcomes);
  g_test_add_func ("/result-file/consents", test_consents);
  g_test_add_func ("/result-file/card-kinds", test_card_kinds);
  g_test_add_func ("/result-file/terms", test_terms);
  g_test_add_func ("/result-file/times", test_times);
  g_test_add_func ("/result-file/shift-jis", test_shift_jis);
  g_test_add_func ("/result-file/byte-order-mark", test_byte_order_mark);
  g_test_add_func ("/result-file/half-written", test_half_written);
  g_test_add_func ("/result-file/hostile", test_hostile);
  g_test_add_func ("/result-file/limits", test_limits);
  g_test_add_func ("/result-file/names", test_names);
  g_test_add_func ("/result-file/paths", test_paths);
  g_test_add_func ("/result-file/in-flow", test_in_flow);
  return g_test_run ();
}
