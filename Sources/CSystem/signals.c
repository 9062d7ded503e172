#define _GNU_SOURCE
#include "include/retort_signals.h"

#include <errno.h>
#include <signal.h>
#include <stdint.h>
#include <sys/eventfd.h>
#include <unistd.h>

static volatile sig_atomic_t seen = 0;
static volatile sig_atomic_t rung = -1;

static void note(int number) {
  // The kernel ends the children with their parent.
  if (seen > 0) _exit(128 + number);
  seen = 1;
  int error = errno;
  retort_ring(rung);
  errno = error;
}

int retort_watch_stop_signals(int bell) {
  rung = bell;
  struct sigaction action = {0};
  action.sa_handler = note;
  action.sa_flags = SA_RESTART;
  sigemptyset(&action.sa_mask);
  if (sigaction(SIGTERM, &action, NULL) != 0) return errno;
  if (sigaction(SIGINT, &action, NULL) != 0) return errno;
  // Whoever started us may have blocked them.
  sigset_t watched;
  sigemptyset(&watched);
  sigaddset(&watched, SIGTERM);
  sigaddset(&watched, SIGINT);
  return pthread_sigmask(SIG_UNBLOCK, &watched, NULL);
}

int retort_stop_signals(void) { return seen; }

int retort_bell(void) { return eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK); }

void retort_ring(int bell) {
  if (bell < 0) return;
  uint64_t one = 1;
  ssize_t written = write(bell, &one, sizeof one);
  (void)written;
}

void retort_silence(int bell) {
  if (bell < 0) return;
  uint64_t count;
  ssize_t found = read(bell, &count, sizeof count);
  (void)found;
}
