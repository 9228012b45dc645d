/* portal-flow.h: the portal for 施術所等 ([3], D1-D3) from 新規ユーザー登録 to 運用開始日登録, as a state machine without
 * display. Views bind to it; it knows only MdgPortalService. Main thread.
 *
 *   HOME → REGISTER → MAIL → (link) LOGIN → MENU → APPLY → MENU → OPERATION → MENU
 *
 * The pages between may be left and come back to at any time: what the service has said stays here, what was typed
 * stays in the page. */
#pragma once

#include "net/portal-service.h"

G_BEGIN_DECLS

typedef enum
{
  MDG_PORTAL_AT_HOME,      /* 施術所等向け総合ポータルサイト */
  MDG_PORTAL_AT_REGISTER,  /* ユーザー登録 */
  MDG_PORTAL_AT_MAIL,      /* the mail with the link */
  MDG_PORTAL_AT_LOGIN,     /* ログイン */
  MDG_PORTAL_AT_MENU,      /* マイナ資格確認アプリ */
  MDG_PORTAL_AT_APPLY,     /* マイナ資格確認アプリの利用開始申請 */
  MDG_PORTAL_AT_OPERATION, /* 運用開始日登録 */
  MDG_PORTAL_N_STATES
} MdgPortalState;

#define MDG_TYPE_PORTAL_FLOW (mdg_portal_flow_get_type ())
G_DECLARE_FINAL_TYPE (MdgPortalFlow, mdg_portal_flow, MDG, PORTAL_FLOW, GObject)

/* Signals:
 *   changed: anything of the below but the state, which comes last when both change
 *   state-changed
 *
 * Notices (mdg_portal_flow_get_notice), what happened that is no error:
 *   "sent"        the registration was sent: the link is in the mail
 *   "registered"  the link completed the registration
 *   "applied"     利用開始申請 was received
 *   "kept"        運用開始日 was registered
 *   "logged-out", "cancelled"
 *
 * Returns: (transfer full) */
MdgPortalFlow *mdg_portal_flow_new (void);

/* @service: (nullable): none yet, or not any more: acts fail with MDG_ERROR_UNREACHABLE. Another one ends the session. */
void mdg_portal_flow_set_service (MdgPortalFlow *flow, MdgPortalService *service);

MdgPortalState mdg_portal_flow_get_state (MdgPortalFlow *flow);
gboolean mdg_portal_flow_get_busy (MdgPortalFlow *flow);
const GError *mdg_portal_flow_get_error (MdgPortalFlow *flow);  /* (nullable): of the last act */
const char *mdg_portal_flow_get_notice (MdgPortalFlow *flow);   /* (nullable) */

/* Shows another page; what needs a session leads to ログイン when there is none. Not while an act is under way. */
void mdg_portal_flow_go (MdgPortalFlow *flow, MdgPortalState state);

/* The training's facilities; empty where the service does not tell. (transfer none) (element-type MdgPortalFacility) */
GPtrArray *mdg_portal_flow_get_facilities (MdgPortalFlow *flow);

/* 登録記号番号 and 施術所名 appear by themselves: looks the number up, unless it is the one at hand. @number: NULL: it is not
 * whole yet. The outcome: the facility, or why there is none. */
void mdg_portal_flow_look_up (MdgPortalFlow *flow, const MdgPortalNumber *number);
const MdgPortalFacility *mdg_portal_flow_get_found (MdgPortalFlow *flow);   /* (nullable) */
const GError *mdg_portal_flow_get_look_up_error (MdgPortalFlow *flow);      /* (nullable) */

/* 同意して登録, after its confirmation: REGISTER → MAIL. */
void mdg_portal_flow_register (MdgPortalFlow *flow, const MdgPortalRegistration *registration);
const MdgPortalReceipt *mdg_portal_flow_get_receipt (MdgPortalFlow *flow);  /* (nullable) */

/* The mailbox of the address that was registered or logged in with; empty where the service has none (a gateway's mails
 * come by mail). (transfer none) (element-type MdgMail) */
GPtrArray *mdg_portal_flow_get_mails (MdgPortalFlow *flow);
gboolean mdg_portal_flow_has_mailbox (MdgPortalFlow *flow);
void mdg_portal_flow_refresh (MdgPortalFlow *flow);

/* 「ユーザー登録完了はこちら」: MAIL → LOGIN. */
void mdg_portal_flow_open_link (MdgPortalFlow *flow, const char *link);

/* ログイン: LOGIN → MENU. */
void mdg_portal_flow_log_in (MdgPortalFlow *flow, const char *mail_address, MdgSecret *password);
const MdgPortalUser *mdg_portal_flow_get_user (MdgPortalFlow *flow);        /* (nullable): who is logged in */
const char *mdg_portal_flow_get_mail_address (MdgPortalFlow *flow);         /* (nullable): the last one there was */
void mdg_portal_flow_log_out (MdgPortalFlow *flow);

/* How far 利用開始申請 has come. (nullable): not known yet */
const MdgPortalStart *mdg_portal_flow_get_start (MdgPortalFlow *flow);

/* 《施設の確認》. @birth_date: "YYYY-MM-DD". Then get_confirmed says which date was. */
void mdg_portal_flow_confirm (MdgPortalFlow *flow, const char *birth_date);
const char *mdg_portal_flow_get_confirmed (MdgPortalFlow *flow);            /* (nullable) */

/* 《送信》 after its confirmation: APPLY → MENU. */
void mdg_portal_flow_start_use (MdgPortalFlow *flow, const MdgPortalStartRequest *request);

/* 運用開始日登録: OPERATION → MENU. @day: "YYYY-MM-DD" */
void mdg_portal_flow_set_operation (MdgPortalFlow *flow, const char *day);

/* Gives up what is under way. What may have reached the service all the same is done once only when it is sent again. */
void mdg_portal_flow_cancel (MdgPortalFlow *flow);

G_END_DECLS
