/* main.c: prepares the process and starts the application.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "application.h"
#include "platform/machine.h"
#include "training/training-service.h"

/* Accounts and names of the training scenario; the seed makes it the same everywhere. */
#define SEED 1

static MdgBackend *
make_training (const char *folder, MdgClock *clock)
{
  return MDG_BACKEND (mdg_training_service_new (folder, clock, 0, 0, SEED));
}

int
main (int argc, char **argv)
{
  g_autoptr (MdgApplication) application = NULL;
  int status;

  mdg_machine_prepare_process ();
  application = mdg_application_new (make_training);
  status = g_application_run (G_APPLICATION (application), argc, argv);
  return status != 0 ? status : mdg_application_get_status (application);
}
