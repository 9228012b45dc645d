/* flow-look.c: what pictures of the consent flow are drawn with on the screen.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "widgets/flow-look.h"

/* The contrast themes have a colour of this name. */
#define CONTRAST "mdg_contrast"
#define CONTRAST_WIDTH 1.7
#define CONTRAST_STREAM 0.65 /* so that it stands 3:1 against the paper */

static void
look_up (GtkStyleContext *context, const char *name, MdgFlowColour *colour)
{
  GdkRGBA rgba;

  if (gtk_style_context_lookup_color (context, name, &rgba))
    *colour = (MdgFlowColour){ (double)rgba.red, (double)rgba.green, (double)rgba.blue };
}

static double
mix (double a, double b, double part)
{
  return a + (b - a) * part;
}

MdgFlowLook
mdg_flow_look_of (GtkWidget *widget)
{
  GtkStyleContext *context = gtk_widget_get_style_context (widget);
  MdgFlowLook look = mdg_flow_look_on_paper;
  GdkRGBA any;

  look_up (context, "theme_base_color", &look.paper);
  look_up (context, "mdg_card", &look.card);
  look_up (context, "theme_fg_color", &look.ink);
  look_up (context, "mdg_accent", &look.accent);
  look.line = (MdgFlowColour){ mix (look.ink.red, look.paper.red, 0.35),
                               mix (look.ink.green, look.paper.green, 0.35),
                               mix (look.ink.blue, look.paper.blue, 0.35) };
  if (gtk_style_context_lookup_color (context, CONTRAST, &any))
    {
      look.line = look.ink;
      look.line_width = CONTRAST_WIDTH;
      look.stream = CONTRAST_STREAM;
      look.stream_lit = 1;
    }
  return look;
}
