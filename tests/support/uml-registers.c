/* uml-registers.c: to be preloaded (LD_PRELOAD) into linux.uml on processors with AMX.
 * user-mode-linux 6.1 keeps 2,688 bytes of a process's registers; a newer kernel outside takes back
 * the whole state or nothing (EFAULT), and on these processors the whole is 11,008. What
 * user-mode-linux keeps is put back with the rest as it was.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <dlfcn.h>
#include <elf.h>
#include <stdarg.h>
#include <string.h>
#include <sys/ptrace.h>
#include <sys/types.h>
#include <sys/uio.h>

#define WHOLE_MAX 65536

typedef long (*Ptrace) (int request, pid_t pid, void *address, void *data);

static long
get (Ptrace real, pid_t pid, struct iovec *wanted)
{
  static char whole[WHOLE_MAX];
  struct iovec all = { whole, sizeof whole };
  long result = real (PTRACE_GETREGSET, pid, (void *)NT_X86_XSTATE, &all);

  if (result != 0)
    return result;
  if (wanted->iov_len > all.iov_len)
    wanted->iov_len = all.iov_len;
  memcpy (wanted->iov_base, whole, wanted->iov_len);
  return 0;
}

static long
set (Ptrace real, pid_t pid, const struct iovec *part)
{
  static char whole[WHOLE_MAX];
  struct iovec all = { whole, sizeof whole };
  long result = real (PTRACE_GETREGSET, pid, (void *)NT_X86_XSTATE, &all);

  if (result != 0)
    return result;
  memcpy (whole, part->iov_base, part->iov_len < all.iov_len ? part->iov_len : all.iov_len);
  return real (PTRACE_SETREGSET, pid, (void *)NT_X86_XSTATE, &all);
}

long
ptrace (enum __ptrace_request request, ...)
{
  static Ptrace real;
  va_list arguments;
  pid_t pid;
  void *address, *data;

  if (real == NULL)
    *(void **)&real = dlsym (RTLD_NEXT, "ptrace");
  va_start (arguments, request);
  pid = va_arg (arguments, pid_t);
  address = va_arg (arguments, void *);
  data = va_arg (arguments, void *);
  va_end (arguments);
  if (request == PTRACE_GETREGSET && address == (void *)NT_X86_XSTATE)
    return get (real, pid, data);
  if (request == PTRACE_SETREGSET && address == (void *)NT_X86_XSTATE)
    return set (real, pid, data);
  return real ((int)request, pid, address, data);
}
