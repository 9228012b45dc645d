/* training-process.h: madoguchi-training as a process beside a test. */
#pragma once

#include "contract/connection.h"

G_BEGIN_DECLS

typedef struct
{
  GSubprocess *process;
  char *line; /* as it was printed */
  MdgConnection *connection;
  guint port; /* of the last start, and of the next; 0: any */
} TrainingProcess;

/* Starts it with its state in @folder and @accounts further accounts; waits for its ready line. */
void training_process_start (TrainingProcess *training, const char *folder, guint accounts);

/* SIGTERM; it must end with 0. */
void training_process_stop (TrainingProcess *training);

/* SIGKILL. It may be started again. */
void training_process_kill (TrainingProcess *training);

/* Starts the driver (see login-driver.c) with stdin and stdout as pipes and tells it the
 * connection.
 * @launcher: (nullable): environment, stderr. Returns: (transfer full) */
GSubprocess *training_process_drive (TrainingProcess *training,
                                     GSubprocessLauncher *launcher,
                                     const char *verb,
                                     const char *folder,
                                     guint32 seed,
                                     guint number);

G_END_DECLS
