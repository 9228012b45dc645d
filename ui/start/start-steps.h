/* start-steps.h: the numbered steps of the guide to real work, above each of its pages. */
#pragma once

#include "start/first-run.h"
#include "widgets/page.h"

G_BEGIN_DECLS

/* @step: the page's; MDG_FIRST_RUN_MADE is the import of 「ユーザ設定情報」. */
void mdg_start_steps_show (MdgPageFrame *page, MdgWay way, MdgFirstRunStep step);

G_END_DECLS
