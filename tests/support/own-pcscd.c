/* own-pcscd.c: a pcscd of the test's own, and cards for its readers.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "own-pcscd.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <net/if.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sched.h>
#include <signal.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mount.h>
#include <sys/socket.h>
#include <unistd.h>

#define DAEMON "/usr/sbin/pcscd"
#define DRIVER "/usr/lib/pcsc/drivers/serial/libifdvpcd.so"
#define FOLDER "/run/pcscd"
#define SOCKET FOLDER "/pcscd.comm"
#define CONFIGURATION "/run/readers"
#define PORT 0x8c7b
#define LOOK_MS 20

static GSubprocess *process;

/* ---- a computer to itself ------------------------------------------------------------------ */

static gboolean
raise_loopback (void)
{
  int fd = socket (AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
  struct ifreq request = { .ifr_flags = IFF_UP | IFF_RUNNING };
  gboolean up;

  g_strlcpy (request.ifr_name, "lo", sizeof request.ifr_name);
  up = fd >= 0 && ioctl (fd, SIOCSIFFLAGS, &request) == 0;
  if (fd >= 0)
    close (fd);
  return up;
}

static gboolean
have_to_itself (void)
{
  return unshare (CLONE_NEWNS | CLONE_NEWNET) == 0
         && mount (NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL) == 0
         && mount ("own-run", "/run", "tmpfs", 0, NULL) == 0 && g_mkdir (FOLDER, 0755) == 0
         && g_mkdir (CONFIGURATION, 0755) == 0 && raise_loopback ();
}

gboolean
own_pcscd_prepare (void)
{
  g_autofree char *text
      = g_strdup_printf ("FRIENDLYNAME \"Virtual PCD\"\nDEVICENAME /dev/null:0x%X\n"
                         "LIBPATH " DRIVER "\nCHANNELID 0x%X\n",
                         PORT, PORT);

  if (!g_file_test (DAEMON, G_FILE_TEST_IS_EXECUTABLE) || !g_file_test (DRIVER, G_FILE_TEST_EXISTS))
    g_print ("1..0 # SKIP no pcscd, or no virtual readers for it\n");
  else if (!have_to_itself ())
    g_print ("1..0 # SKIP no /run and network to itself: %s\n", g_strerror (errno));
  else
    return g_file_set_contents (CONFIGURATION "/vpcd", text, -1, NULL);
  return FALSE;
}

/* ---- the daemon ---------------------------------------------------------------------------- */

static gboolean
wake (gpointer data)
{
  return G_SOURCE_CONTINUE;
}

void
own_pcscd_start (void)
{
  guint source = g_timeout_add (LOOK_MS, wake, NULL);
  g_autoptr (GError) error = NULL;

  process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_SILENCE | G_SUBPROCESS_FLAGS_STDERR_SILENCE,
                              &error, DAEMON, "--foreground", "--config", CONFIGURATION, NULL);
  g_assert_no_error (error);
  while (!g_file_test (SOCKET, G_FILE_TEST_EXISTS))
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (source);
}

void
own_pcscd_stop (void)
{
  if (process == NULL)
    return;
  g_subprocess_send_signal (process, SIGTERM);
  g_assert_true (g_subprocess_wait (process, NULL, NULL));
  g_clear_object (&process);
}

void
own_pcscd_kill (void)
{
  g_subprocess_force_exit (process);
  g_assert_true (g_subprocess_wait (process, NULL, NULL));
  g_clear_object (&process);
  /* What it would have taken away itself. */
  g_unlink (SOCKET);
}

/* ---- cards --------------------------------------------------------------------------------- */

/* vpcd speaks in frames: two bytes of length, big-endian, and that many bytes. One byte is a
 * control. */
enum
{
  CONTROL_POWER_OFF,
  CONTROL_POWER_ON,
  CONTROL_RESET,
  CONTROL_GET_ATR = 4
};

struct _OwnCard
{
  GBytes *atr;
  OwnCardFunc answer;
  gpointer data;
  GSocketConnection *connection;
  GCancellable *lifted;
  GThread *thread;
};

static gboolean
read_frame (OwnCard *card, guint8 *frame, gsize *length)
{
  GInputStream *input = g_io_stream_get_input_stream (G_IO_STREAM (card->connection));
  guint8 head[2];
  gsize n;

  /* vpcd sends the length by itself, and the rest only when that was acknowledged. */
  g_socket_set_option (g_socket_connection_get_socket (card->connection), IPPROTO_TCP, TCP_QUICKACK,
                       1, NULL);
  if (!g_input_stream_read_all (input, head, 2, &n, card->lifted, NULL) || n != 2)
    return FALSE;
  *length = (gsize)head[0] << 8 | head[1];
  return g_input_stream_read_all (input, frame, *length, &n, card->lifted, NULL) && n == *length;
}

static gboolean
write_frame (OwnCard *card, GBytes *bytes)
{
  GOutputStream *output = g_io_stream_get_output_stream (G_IO_STREAM (card->connection));
  g_autoptr (GByteArray) frame = g_byte_array_new ();
  gsize length;
  const guint8 *data = g_bytes_get_data (bytes, &length);
  const guint8 head[] = { (guint8)(length >> 8), (guint8)length };

  g_byte_array_append (frame, head, 2);
  g_byte_array_append (frame, data, (guint)length);
  return g_output_stream_write_all (output, frame->data, frame->len, NULL, card->lifted, NULL);
}

static gpointer
be_card (gpointer data)
{
  OwnCard *card = data;
  g_autofree guint8 *frame = g_malloc (0x10000);
  gsize length;
  gboolean there = TRUE;

  while (there && read_frame (card, frame, &length))
    {
      g_autoptr (GBytes) answer = NULL;

      if (length == 1 && frame[0] != CONTROL_GET_ATR)
        continue; /* power and reset have no answer */
      answer = length == 1 ? g_bytes_ref (card->atr) : card->answer (frame, length, card->data);
      there = answer != NULL && write_frame (card, answer);
    }
  g_io_stream_close (G_IO_STREAM (card->connection), NULL, NULL);
  return NULL;
}

OwnCard *
own_card_insert (const guint8 *atr, gsize length, OwnCardFunc answer, gpointer data)
{
  OwnCard *card = g_new0 (OwnCard, 1);
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  guint source = g_timeout_add (LOOK_MS, wake, NULL);

  card->atr = g_bytes_new (atr, length);
  card->answer = answer;
  card->data = data;
  card->lifted = g_cancellable_new ();
  /* The reader's port is there a moment after the daemon's socket. */
  while (card->connection == NULL)
    {
      card->connection = g_socket_client_connect_to_host (client, "127.0.0.1", PORT, NULL, NULL);
      g_main_context_iteration (NULL, card->connection == NULL);
    }
  g_source_remove (source);
  g_socket_set_option (g_socket_connection_get_socket (card->connection), IPPROTO_TCP, TCP_NODELAY,
                       1, NULL);
  card->thread = g_thread_new ("virtual card", be_card, card);
  return card;
}

void
own_card_remove (OwnCard *card)
{
  g_cancellable_cancel (card->lifted);
  g_thread_join (card->thread);
  g_bytes_unref (card->atr);
  g_object_unref (card->connection);
  g_object_unref (card->lifted);
  g_free (card);
}
