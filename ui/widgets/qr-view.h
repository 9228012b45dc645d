/* qr-view.h: shows a QR code (二次元バーコード) that a phone reads from the screen. */
#pragma once

#include <gtk/gtk.h>

#include "totp/qr-code.h"

G_BEGIN_DECLS

#define MDG_TYPE_QR_VIEW (mdg_qr_view_get_type ())
G_DECLARE_FINAL_TYPE (MdgQrView, mdg_qr_view, MDG, QR_VIEW, GtkWidget)

/* Property: code (MdgQrCode, boxed, nullable). Black on white in every theme, whole pixels a
 * module; what is black of it is at least 190 pixels wide (5 cm at 96 dpi), the widget 260 when
 * there is room. To assistive technology it is a picture with a name; what the code holds is never
 * told. After the screen was locked a button stands in its place. Returns: (transfer floating) */
GtkWidget *mdg_qr_view_new (void);

/* @code: (nullable): nothing is shown then. Keeps a reference until the widget is destroyed or
 * given another. */
void mdg_qr_view_set_code (MdgQrView *self, MdgQrCode *code);

/* (transfer none) (nullable) */
MdgQrCode *mdg_qr_view_get_code (MdgQrView *self);

G_END_DECLS
