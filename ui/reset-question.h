/* reset-question.h: 《訓練をやり直す》: asks, and does it. */
#pragma once

#include "widgets/message-bar.h"
#include "workplace.h"

G_BEGIN_DECLS

/* Asks over the window of @near; what goes wrong is told in @bar. */
void mdg_reset_question_ask (GtkWidget *near, MdgWorkplace *workplace, MdgMessageBar *bar);

G_END_DECLS
