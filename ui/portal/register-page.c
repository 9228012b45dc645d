/* register-page.c: ユーザー登録.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "portal/register-page.h"

#include <glib/gi18n.h>

#include "portal/portal-text.h"
#include "widgets/checklist.h"
#include "widgets/field.h"
#include "widgets/question.h"
#include "widgets/secret-field.h"
#include "widgets/widget-tools.h"

#define FORM "mdg-portal-form"
#define FACILITY "mdg-portal-facility" /* of a button: its place and one */

enum
{
  RULE_NAMES,
  RULE_NUMBER,
  RULE_PHONE,
  RULE_MAIL,
  RULE_LENGTH,
  RULE_LOWER,
  RULE_UPPER,
  RULE_DIGIT,
  RULE_REPEATED,
  RULE_ACCEPTED,
  N_RULES
};

static const char *const rules[N_RULES] = {
  [RULE_NAMES] = N_ ("Family name and given name"),
  [RULE_NUMBER] = N_ ("Number of the registration, without hyphens"),
  [RULE_PHONE] = N_ ("Phone number: half-width digits, without hyphens"),
  [RULE_MAIL] = N_ ("Mail address: lower-case letters, digits, full stop (.), hyphen (-), "
                    "underscore (_)"),
  [RULE_LENGTH] = N_ ("Password: 8 to 100 characters"),
  [RULE_LOWER] = N_ ("Password: a lower-case letter"),
  [RULE_UPPER] = N_ ("Password: an upper-case letter"),
  [RULE_DIGIT] = N_ ("Password: a digit"),
  [RULE_REPEATED] = N_ ("Both passwords are the same"),
  [RULE_ACCEPTED] = N_ ("Agreed to the terms of use"),
};

typedef struct
{
  MdgPortalPage *page;
  MdgPortalFlow *flow;
  GtkWidget *family_field, *family;
  GtkWidget *given_field, *given;
  GtkWidget *affiliations[MDG_PORTAL_N_AFFILIATIONS];
  GtkWidget *mark_field, *mark;
  GtkWidget *prefecture_field, *prefecture;
  GtkWidget *number_field, *number;
  GtkWidget *found;
  GtkWidget *phone_field, *phone;
  GtkWidget *mail_field, *mail;
  GtkWidget *password_field, *password;
  GtkWidget *repeated_field, *repeated;
  GtkWidget *accepted_field, *accepted;
  GtkWidget *rules;
  GtkWidget *training, *facilities;
  guint n_facilities; /* shown */
} Form;

/* reading ------------------------------------------------------------------------------------- */

/* (transfer full) */
static char *
text_of (GtkWidget *entry)
{
  return mdg_portal_tidy (gtk_editable_get_text (GTK_EDITABLE (entry)));
}

static char *
name_of (GtkWidget *entry)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (entry))));
}

static MdgPortalAffiliation
get_affiliation (Form *form)
{
  for (guint i = 0; i < MDG_PORTAL_N_AFFILIATIONS; i++)
    if (gtk_check_button_get_active (GTK_CHECK_BUTTON (form->affiliations[i])))
      return (MdgPortalAffiliation)i;
  return MDG_PORTAL_JUDO;
}

static MdgPortalRegistration *
read_form (Form *form)
{
  MdgPortalRegistration *read = mdg_portal_registration_new ();

  read->family_name = name_of (form->family);
  read->given_name = name_of (form->given);
  read->number.affiliation = get_affiliation (form);
  read->number.mark = (MdgPortalMark)gtk_drop_down_get_selected (GTK_DROP_DOWN (form->mark));
  read->number.prefecture = (int)gtk_drop_down_get_selected (GTK_DROP_DOWN (form->prefecture)) + 1;
  read->number.number = text_of (form->number);
  read->phone = text_of (form->phone);
  read->mail_address = text_of (form->mail);
  read->password = mdg_secret_field_get_secret (MDG_SECRET_FIELD (form->password));
  read->accepted = gtk_check_button_get_active (GTK_CHECK_BUTTON (form->accepted));
  return read;
}

MdgPortalRegistration *
mdg_portal_register_page_read (GtkWidget *page)
{
  return read_form (g_object_get_data (G_OBJECT (page), FORM));
}

static MdgPortalFault
password_fault (const MdgPortalRegistration *read)
{
  return mdg_portal_check_password (mdg_secret_get_string (read->password));
}

static gboolean
is_repeated (Form *form, const MdgPortalRegistration *read)
{
  g_autoptr (MdgSecret) repeated = mdg_secret_field_get_secret (MDG_SECRET_FIELD (form->repeated));

  return mdg_secret_equal (read->password, repeated);
}

/* the rules beside the fields ----------------------------------------------------------------- */

/* @begun: whether there is something to judge. */
static void
judge (Form *form, guint rule, gboolean begun, gboolean held)
{
  MdgCheckState state = !begun ? MDG_CHECK_OPEN : held ? MDG_CHECK_HELD : MDG_CHECK_BROKEN;

  mdg_checklist_set_state (MDG_CHECKLIST (form->rules), rule, state);
}

static gboolean
has (const char *text, gboolean (*is) (gchar))
{
  for (; *text != '\0'; text++)
    if (is (*text))
      return TRUE;
  return FALSE;
}

static gboolean
is_lower (gchar c)
{
  return g_ascii_islower (c);
}

static gboolean
is_upper (gchar c)
{
  return g_ascii_isupper (c);
}

static gboolean
is_digit (gchar c)
{
  return g_ascii_isdigit (c);
}

static void
judge_password (Form *form, const MdgPortalRegistration *read)
{
  const char *text = mdg_secret_get_string (read->password);
  gsize length = mdg_secret_get_length (read->password);
  gboolean begun = length > 0;
  gboolean repeated = mdg_secret_field_get_length (MDG_SECRET_FIELD (form->repeated)) > 0;

  judge (form, RULE_LENGTH, begun,
         length >= MDG_PORTAL_PASSWORD_MIN && length <= MDG_PORTAL_PASSWORD_MAX);
  judge (form, RULE_LOWER, begun, has (text, is_lower));
  judge (form, RULE_UPPER, begun, has (text, is_upper));
  judge (form, RULE_DIGIT, begun, has (text, is_digit));
  judge (form, RULE_REPEATED, begun && repeated, is_repeated (form, read));
}

static void
show_found (Form *form)
{
  const MdgPortalFacility *found = mdg_portal_flow_get_found (form->flow);
  const GError *error = mdg_portal_flow_get_look_up_error (form->flow);
  g_autofree char *number = found != NULL ? mdg_portal_number_to_text (&found->number) : NULL;
  g_autofree char *text = NULL;

  if (found != NULL)
    text = g_strdup_printf (_ ("Registration number: %s\nName of the facility: %s"), number,
                            found->facility_name);
  else if (g_error_matches (error, MDG_ERROR, MDG_ERROR_FACILITY_UNKNOWN))
    text = g_strdup (_ ("No facility has this registration number."));
  else
    text = g_strdup (_ ("Registration number and name of the facility appear here by themselves."));
  gtk_label_set_text (GTK_LABEL (form->found), text);
}

static void
typed (Form *form)
{
  g_autoptr (MdgPortalRegistration) read = read_form (form);
  gboolean whole
      = mdg_portal_check_number (read->number.affiliation, read->number.number) == MDG_PORTAL_FINE;

  judge (form, RULE_NAMES, *read->family_name != '\0' && *read->given_name != '\0',
         mdg_portal_check_name (read->family_name) == MDG_PORTAL_FINE
             && mdg_portal_check_name (read->given_name) == MDG_PORTAL_FINE);
  judge (form, RULE_NUMBER, *read->number.number != '\0', whole);
  judge (form, RULE_PHONE, *read->phone != '\0',
         mdg_portal_check_phone (read->phone) == MDG_PORTAL_FINE);
  judge (form, RULE_MAIL, *read->mail_address != '\0',
         mdg_portal_check_mail (read->mail_address) == MDG_PORTAL_FINE);
  judge_password (form, read);
  judge (form, RULE_ACCEPTED, read->accepted, TRUE);
  mdg_portal_flow_look_up (form->flow, whole ? &read->number : NULL);
  show_found (form);
}

static void
affiliation_toggled (Form *form)
{
  MdgPortalAffiliation affiliation = get_affiliation (form);
  gboolean mark = mdg_portal_has_mark (affiliation);
  g_autofree char *hint = mark ? g_strdup_printf (_ ("%d digits of the number, without hyphens"),
                                                  (int)mdg_portal_number_digits (affiliation))
                               : g_strdup (_ ("Institution code (7 digits)"));

  mdg_widget_set_shown (form->mark_field, mark);
  mdg_widget_set_shown (form->prefecture_field, !mark);
  g_object_set (form->number_field, "hint", hint, NULL);
  mdg_field_set_fault (MDG_FIELD (form->number_field), NULL);
  typed (form);
}

/* 同意して登録 -------------------------------------------------------------------------------- */

/* Returns: the field at which there is something wrong, or @first when that is there already. */
static GtkWidget *
say (GtkWidget *field, MdgPortalField which, MdgPortalFault fault, gsize digits, GtkWidget *first)
{
  g_autofree char *text = mdg_portal_fault_text (which, fault, digits);

  mdg_field_set_fault (MDG_FIELD (field), text);
  return first == NULL && text != NULL ? field : first;
}

/* Each field's fault stands at it. Returns: (nullable): the first such field */
static GtkWidget *
check (Form *form, const MdgPortalRegistration *read)
{
  gsize digits = mdg_portal_number_digits (read->number.affiliation);
  GtkWidget *first = NULL;
  const char *repeated = is_repeated (form, read) ? NULL : _ ("The two passwords differ.");
  const char *accepted = read->accepted ? NULL : _ ("Read the terms of use and agree to them.");

  first = say (form->family_field, MDG_PORTAL_FAMILY_NAME,
               mdg_portal_check_name (read->family_name), 0, first);
  first = say (form->given_field, MDG_PORTAL_GIVEN_NAME, mdg_portal_check_name (read->given_name),
               0, first);
  first = say (form->number_field, MDG_PORTAL_NUMBER,
               mdg_portal_check_number (read->number.affiliation, read->number.number), digits,
               first);
  first = say (form->phone_field, MDG_PORTAL_PHONE, mdg_portal_check_phone (read->phone), 0, first);
  first = say (form->mail_field, MDG_PORTAL_MAIL, mdg_portal_check_mail (read->mail_address), 0,
               first);
  first = say (form->password_field, MDG_PORTAL_PASSWORD, password_fault (read), 0, first);
  mdg_field_set_fault (MDG_FIELD (form->repeated_field), repeated);
  mdg_field_set_fault (MDG_FIELD (form->accepted_field), accepted);
  if (first == NULL && repeated != NULL)
    first = form->repeated_field;
  return first == NULL && accepted != NULL ? form->accepted_field : first;
}

static void
confirmed (MdgQuestion *question, const char *answer, MdgPortalPage *page)
{
  g_autoptr (MdgPortalRegistration) read = NULL;

  if (!g_str_equal (answer, "ok"))
    return;
  read = mdg_portal_register_page_read (GTK_WIDGET (page));
  mdg_portal_flow_register (mdg_portal_page_get_flow (page), read);
}

/* 入力内容確認, in the document's order. */
static void
ask (Form *form, const MdgPortalRegistration *read)
{
  const MdgPortalFacility *found = mdg_portal_flow_get_found (form->flow);
  g_autofree char *number = mdg_portal_number_to_text (&read->number);
  g_autofree char *body = g_strdup_printf (
      _ ("This is what is registered.\n\nFamily name: %s\nGiven name: %s\nKind of facility: %s\n"
         "Registration number: %s\nName of the facility: %s\nPhone number: %s\nMail address: %s"),
      read->family_name, read->given_name, mdg_portal_affiliation_text (read->number.affiliation),
      number, found != NULL ? found->facility_name : _ ("(not looked up yet)"), read->phone,
      read->mail_address);
  MdgQuestion *question = mdg_question_new (_ ("Check what you typed"), body);

  mdg_question_add_button (question, MDG_ANSWER_CANCEL, _ ("_Cancel"), MDG_ANSWER_NORMAL);
  mdg_question_add_button (question, "ok", _ ("_OK"), MDG_ANSWER_PRIMARY);
  g_signal_connect_object (question, "answered", G_CALLBACK (confirmed), form->page, 0);
  mdg_question_present (question, GTK_WIDGET (form->page));
}

static void
register_clicked (Form *form)
{
  g_autoptr (MdgPortalRegistration) read = read_form (form);
  GtkWidget *wrong = check (form, read);

  if (mdg_portal_flow_get_busy (form->flow))
    return;
  mdg_page_hide_message (mdg_portal_page_get_frame (form->page));
  if (wrong != NULL)
    gtk_widget_grab_focus (wrong);
  else if (g_error_matches (mdg_portal_flow_get_look_up_error (form->flow), MDG_ERROR,
                            MDG_ERROR_FACILITY_UNKNOWN))
    {
      mdg_field_set_fault (MDG_FIELD (form->number_field),
                           _ ("No facility has this registration number."));
      gtk_widget_grab_focus (form->number_field);
    }
  else
    ask (form, read);
}

/* What the service objects to stands at its field. */
static gboolean
show_fault (gpointer data, const GError *error)
{
  Form *form = data;

  if (g_error_matches (error, MDG_ERROR, MDG_ERROR_FACILITY_UNKNOWN))
    mdg_field_set_fault (MDG_FIELD (form->number_field),
                         _ ("No facility has this registration number."));
  else if (g_error_matches (error, MDG_ERROR, MDG_ERROR_ADDRESS_TAKEN))
    mdg_field_set_fault (MDG_FIELD (form->mail_field),
                         _ ("This mail address is registered already."));
  return FALSE; /* the page says what to do about it */
}

/* the training's facilities ------------------------------------------------------------------- */

static void
facility_chosen (Form *form, GtkButton *button)
{
  GPtrArray *facilities = mdg_portal_flow_get_facilities (form->flow);
  guint place = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), FACILITY)) - 1;
  const MdgPortalFacility *facility = place < facilities->len ? facilities->pdata[place] : NULL;

  if (facility == NULL)
    return;
  gtk_check_button_set_active (GTK_CHECK_BUTTON (form->affiliations[facility->number.affiliation]),
                               TRUE);
  if (mdg_portal_has_mark (facility->number.affiliation))
    gtk_drop_down_set_selected (GTK_DROP_DOWN (form->mark), facility->number.mark);
  else
    gtk_drop_down_set_selected (GTK_DROP_DOWN (form->prefecture),
                                (guint)facility->number.prefecture - 1);
  gtk_editable_set_text (GTK_EDITABLE (form->number), facility->number.number);
}

static void
fill_facilities (Form *form)
{
  GPtrArray *facilities = mdg_portal_flow_get_facilities (form->flow);

  mdg_widget_set_shown (form->training, facilities->len > 0);
  if (facilities->len == form->n_facilities)
    return;
  form->n_facilities = facilities->len;
  mdg_widget_clear_box (form->facilities);
  for (guint i = 0; i < facilities->len; i++)
    {
      const MdgPortalFacility *facility = facilities->pdata[i];
      g_autofree char *number = mdg_portal_number_to_text (&facility->number);
      g_autofree char *text = g_strdup_printf ("%s\n%s", facility->facility_name, number);
      GtkWidget *button = gtk_button_new ();

      gtk_button_set_child (GTK_BUTTON (button), mdg_widget_new_text (text, NULL));
      mdg_widget_set_name (button, facility->facility_name);
      g_object_set_data (G_OBJECT (button), FACILITY, GUINT_TO_POINTER (i + 1));
      g_signal_connect_swapped (button, "clicked", G_CALLBACK (facility_chosen), form);
      gtk_box_append (GTK_BOX (form->facilities), button);
    }
}

static void
update (gpointer data)
{
  Form *form = data;

  show_found (form);
  fill_facilities (form);
  /* Passwords do not outlive the registration. */
  if (g_strcmp0 (mdg_portal_flow_get_notice (form->flow), "sent") == 0)
    {
      mdg_secret_field_set_text (MDG_SECRET_FIELD (form->password), NULL);
      mdg_secret_field_set_text (MDG_SECRET_FIELD (form->repeated), NULL);
    }
}

/* building ------------------------------------------------------------------------------------ */

static void
activated (Form *form)
{
  register_clicked (form);
}

static GtkWidget *
add_entry (Form *form, GtkWidget *box, const char *label, const char *hint, GtkWidget **entry)
{
  GtkWidget *field;

  *entry = gtk_entry_new ();
  gtk_entry_set_max_length (GTK_ENTRY (*entry), 300);
  field = mdg_field_new (label, *entry);
  g_object_set (field, "hint", hint, NULL);
  gtk_widget_set_hexpand (field, TRUE);
  g_signal_connect_swapped (*entry, "changed", G_CALLBACK (typed), form);
  g_signal_connect_swapped (*entry, "activate", G_CALLBACK (activated), form);
  gtk_box_append (GTK_BOX (box), field);
  return field;
}

static GtkWidget *
add_secret (Form *form, GtkWidget *box, const char *label, const char *hint, GtkWidget **secret)
{
  GtkWidget *field;

  *secret = mdg_secret_field_new ();
  field = mdg_field_new (label, *secret);
  g_object_set (field, "hint", hint, NULL);
  g_signal_connect_swapped (*secret, "changed", G_CALLBACK (typed), form);
  g_signal_connect_swapped (*secret, "activate", G_CALLBACK (activated), form);
  gtk_box_append (GTK_BOX (box), field);
  return field;
}

static GtkWidget *
add_drop_down (Form *form,
               GtkWidget *box,
               const char *label,
               const char *const *names,
               GtkWidget **drop_down)
{
  GtkWidget *field;

  *drop_down = gtk_drop_down_new_from_strings (names);
  field = mdg_field_new (label, *drop_down);
  g_signal_connect_swapped (*drop_down, "notify::selected", G_CALLBACK (typed), form);
  gtk_box_append (GTK_BOX (box), field);
  return field;
}

static GtkWidget *
row (GtkWidget *box)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 14);

  gtk_box_append (GTK_BOX (box), row);
  return row;
}

static void
add_affiliations (Form *form, GtkWidget *box)
{
  GtkWidget *label = mdg_widget_new_text (_ ("Kind of facility"), "field-label");

  gtk_box_append (GTK_BOX (box), label);
  for (guint i = 0; i < MDG_PORTAL_N_AFFILIATIONS; i++)
    {
      GtkWidget *check
          = gtk_check_button_new_with_label (mdg_portal_affiliation_text ((MdgPortalAffiliation)i));

      form->affiliations[i] = check;
      if (i > 0)
        gtk_check_button_set_group (GTK_CHECK_BUTTON (check),
                                    GTK_CHECK_BUTTON (form->affiliations[0]));
      gtk_box_append (GTK_BOX (box), check);
    }
  gtk_check_button_set_active (GTK_CHECK_BUTTON (form->affiliations[0]), TRUE);
}

static void
add_number (Form *form, GtkWidget *box)
{
  static const char *const marks[] = { "契", "協", NULL };
  g_autoptr (GStrvBuilder) prefectures = g_strv_builder_new ();
  g_auto (GStrv) names = NULL;
  GtkWidget *number_row;

  for (int i = 1; i <= MDG_PORTAL_PREFECTURES; i++)
    g_strv_builder_add (prefectures, mdg_portal_prefecture_text (i));
  names = g_strv_builder_end (prefectures);
  gtk_box_append (GTK_BOX (box),
                  mdg_widget_new_text (
                      _ ("Example: where the letter of approval has 【契0123456-7-8】, choose 契 "
                         "and type 012345678."),
                      "hint-box"));
  number_row = row (box);
  form->mark_field = add_drop_down (form, number_row, _ ("① _Mark"), marks, &form->mark);
  gtk_widget_set_size_request (form->mark_field, 130, -1);
  form->prefecture_field = add_drop_down (form, number_row, _ ("Pr_efecture"),
                                          (const char *const *)names, &form->prefecture);
  form->number_field = add_entry (form, number_row, _ ("② N_umber"), NULL, &form->number);
  form->found = mdg_widget_new_text (NULL, "quiet");
  gtk_box_append (GTK_BOX (box), form->found);
}

static GtkWidget *
make_fields (Form *form)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 14);
  GtkWidget *names = row (box);

  gtk_widget_set_hexpand (box, TRUE);
  gtk_box_set_homogeneous (GTK_BOX (names), TRUE);
  form->family_field
      = add_entry (form, names, _ ("_Family name"), _ ("Of the treatment manager"), &form->family);
  form->given_field = add_entry (form, names, _ ("_Given name"), NULL, &form->given);
  add_affiliations (form, box);
  add_number (form, box);
  form->phone_field = add_entry (form, box, _ ("_Phone number"),
                                 _ ("Half-width digits, without hyphens"), &form->phone);
  form->mail_field = add_entry (form, box, _ ("M_ail address"),
                                _ ("The mail with the link goes there"), &form->mail);
  form->password_field = add_secret (form, box, _ ("Pass_word"), NULL, &form->password);
  form->repeated_field
      = add_secret (form, box, _ ("Passwor_d (to confirm)"), NULL, &form->repeated);
  form->accepted_field
      = mdg_portal_terms_field (_ ("Terms of use of the portal, privacy policy"),
                                _ ("I agree to the _terms of use above."), &form->accepted);
  g_signal_connect_swapped (form->accepted, "toggled", G_CALLBACK (typed), form);
  gtk_box_append (GTK_BOX (box), form->accepted_field);
  return box;
}

static GtkWidget *
make_aside (Form *form)
{
  GtkWidget *aside = gtk_box_new (GTK_ORIENTATION_VERTICAL, 14);
  GtkWidget *card = mdg_portal_card (_ ("Required entries"));

  form->rules = mdg_checklist_new ();
  for (guint i = 0; i < N_RULES; i++)
    mdg_checklist_append (MDG_CHECKLIST (form->rules), _ (rules[i]));
  gtk_box_append (GTK_BOX (card), form->rules);
  gtk_box_append (GTK_BOX (aside), card);
  form->training = mdg_portal_card (_ ("Training facilities"));
  gtk_widget_add_css_class (form->training, "training-card");
  form->facilities = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  gtk_box_append (GTK_BOX (form->training),
                  mdg_widget_new_text (_ ("Press one to fill in its number."), NULL));
  gtk_box_append (GTK_BOX (form->training), form->facilities);
  gtk_box_append (GTK_BOX (aside), form->training);
  gtk_widget_set_size_request (aside, 300, -1);
  return aside;
}

GtkWidget *
mdg_portal_register_page_new (MdgPortalFlow *flow)
{
  GtkWidget *page = mdg_portal_page_new (
      flow, MDG_PORTAL_AT_REGISTER, 1, _ ("User registration"),
      _ ("Registers a facility at the portal. A facility that does both judo therapy and "
         "acupuncture or massage registers twice, with different mail addresses."),
      _ ("Registering…"));
  MdgPortalPage *self = MDG_PORTAL_PAGE (page);
  GtkWidget *grid = gtk_grid_new ();
  Form *form = g_new0 (Form, 1);

  form->page = self;
  form->flow = flow;
  g_object_set_data_full (G_OBJECT (page), FORM, form, g_free);
  gtk_grid_set_column_spacing (GTK_GRID (grid), 28);
  form->rules = NULL;
  {
    GtkWidget *aside = make_aside (form);

    gtk_grid_attach (GTK_GRID (grid), make_fields (form), 0, 0, 1, 1);
    gtk_grid_attach (GTK_GRID (grid), aside, 1, 0, 1, 1);
  }
  for (guint i = 0; i < MDG_PORTAL_N_AFFILIATIONS; i++)
    g_signal_connect_swapped (form->affiliations[i], "toggled", G_CALLBACK (affiliation_toggled),
                              form);
  mdg_portal_page_add (self, grid, NULL);
  mdg_portal_page_add (self, mdg_portal_page_make_link (self, _ ("_Back"), MDG_PORTAL_AT_HOME),
                       "secondary");
  mdg_portal_page_add (
      self, mdg_portal_button (_ ("Agree and _register"), G_CALLBACK (register_clicked), form),
      "primary");
  mdg_portal_page_set_focus (self, form->family_field);
  affiliation_toggled (form);
  mdg_portal_page_bind (self, show_fault, update, form, NULL);
  return page;
}
