#define _GNU_SOURCE
#include "include/retort_spawn.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

// Between fork and execve only async-signal-safe calls are allowed: no allocation, no stdio.

enum { REPORT = 3 };

typedef struct failure {
  int step;
  int error;
} failure;

static void give_up(int report, retort_spawn_step step) {
  failure failed = {step, errno};
  ssize_t written = write(report, &failed, sizeof failed);
  (void)written;
  _exit(127);
}

static int limit(int resource, rlim_t soft, rlim_t hard) {
  // A hard limit that is already lower stays: raising it is not ours to do.
  struct rlimit current;
  if (getrlimit(resource, &current) != 0) return -1;
  if (current.rlim_max != RLIM_INFINITY && hard > current.rlim_max) hard = current.rlim_max;
  if (soft > hard) soft = hard;
  struct rlimit wanted = {soft, hard};
  return setrlimit(resource, &wanted);
}

static int set_limits(const retort_spawn_request *request) {
  if (limit(RLIMIT_CORE, 0, 0) != 0) return -1;
  if (request->data_bytes > 0) {
    rlim_t bytes = (rlim_t)request->data_bytes;
    if (limit(RLIMIT_DATA, bytes, bytes) != 0) return -1;
  }
  if (request->cpu_seconds > 0) {
    rlim_t seconds = (rlim_t)request->cpu_seconds;
    if (limit(RLIMIT_CPU, seconds, seconds + 1) != 0) return -1;
  }
  if (request->file_bytes > 0) {
    rlim_t bytes = (rlim_t)request->file_bytes;
    if (limit(RLIMIT_FSIZE, bytes, bytes) != 0) return -1;
  }
  if (request->open_files > 0) {
    rlim_t files = (rlim_t)request->open_files;
    if (limit(RLIMIT_NOFILE, files, files) != 0) return -1;
  }
  return 0;
}

// When memory runs out the kernel shall take the child, not the daemon.
static void prefer_as_victim(void) {
  int score = open("/proc/self/oom_score_adj", O_WRONLY | O_CLOEXEC);
  if (score < 0) return;
  ssize_t written = write(score, "500", 3);
  (void)written;
  close(score);
}

static int place_descriptors(const retort_spawn_request *request, int *report) {
  int wanted[3] = {request->input, request->output, request->errors};
  int kept[3];
  // Out of the way first: a wanted descriptor may itself be 0, 1, 2 or 3.
  int moved = fcntl(*report, F_DUPFD_CLOEXEC, 16);
  if (moved < 0) return -1;
  *report = moved;
  for (int slot = 0; slot < 3; slot++) {
    int source = wanted[slot];
    if (source < 0) source = open("/dev/null", slot == 0 ? O_RDONLY : O_WRONLY);
    if (source < 0) return -1;
    kept[slot] = fcntl(source, F_DUPFD_CLOEXEC, 16);
    if (kept[slot] < 0) return -1;
  }
  for (int slot = 0; slot < 3; slot++) {
    if (dup2(kept[slot], slot) < 0) return -1;
  }
  if (dup3(*report, REPORT, O_CLOEXEC) < 0) return -1;
  *report = REPORT;
#ifdef SYS_close_range
  if (syscall(SYS_close_range, REPORT + 1, ~0U, 0) == 0) return 0;
#endif
  struct rlimit files;
  int last = getrlimit(RLIMIT_NOFILE, &files) == 0 && files.rlim_cur < 65536 ? (int)files.rlim_cur
                                                                            : 65536;
  for (int descriptor = REPORT + 1; descriptor < last; descriptor++) close(descriptor);
  return 0;
}

static void reset_signals(void) {
  struct sigaction standard = {0};
  standard.sa_handler = SIG_DFL;
  for (int number = 1; number < NSIG; number++) sigaction(number, &standard, NULL);
  sigset_t none;
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, NULL);
}

static void become_child(const retort_spawn_request *request, pid_t parent, int report) {
  if (setpgid(0, 0) != 0) give_up(report, RETORT_SPAWN_GROUP);
  if (prctl(PR_SET_PDEATHSIG, SIGKILL) != 0) give_up(report, RETORT_SPAWN_PARENT);
  // The parent may have ended before the line above took effect.
  if (getppid() != parent) {
    errno = ESRCH;
    give_up(report, RETORT_SPAWN_PARENT);
  }
  reset_signals();
  prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
  prefer_as_victim();
  if (place_descriptors(request, &report) != 0) give_up(report, RETORT_SPAWN_DESCRIPTORS);
  if (set_limits(request) != 0) give_up(report, RETORT_SPAWN_LIMITS);
  execve(request->path, request->arguments, request->environment);
  give_up(report, RETORT_SPAWN_EXECUTE);
}

retort_spawn_result retort_spawn(const retort_spawn_request *request) {
  int report[2];
  if (pipe2(report, O_CLOEXEC) != 0) return (retort_spawn_result){-1, RETORT_SPAWN_PIPE, errno};

  // No signal handler of the parent may run in the child before its signals are reset.
  sigset_t all, before;
  sigfillset(&all);
  pthread_sigmask(SIG_SETMASK, &all, &before);
  pid_t parent = getpid();
  pid_t child = fork();
  int fork_error = errno;
  if (child == 0) {
    close(report[0]);
    become_child(request, parent, report[1]);
  }
  pthread_sigmask(SIG_SETMASK, &before, NULL);
  close(report[1]);
  if (child < 0) {
    close(report[0]);
    return (retort_spawn_result){-1, RETORT_SPAWN_FORK, fork_error};
  }

  failure failed;
  ssize_t count;
  do count = read(report[0], &failed, sizeof failed);
  while (count < 0 && errno == EINTR);
  close(report[0]);
  if (count != (ssize_t)sizeof failed) return (retort_spawn_result){child, RETORT_SPAWN_DONE, 0};

  int status;
  while (waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  return (retort_spawn_result){-1, (retort_spawn_step)failed.step, failed.error};
}

int retort_reap(pid_t child, retort_ending *ending) {
  int status;
  struct rusage usage;
  pid_t found;
  do found = wait4(child, &status, 0, &usage);
  while (found < 0 && errno == EINTR);
  if (found < 0) return errno;
  ending->exited = WIFEXITED(status);
  ending->code = WIFEXITED(status) ? WEXITSTATUS(status) : WTERMSIG(status);
  ending->user_seconds = (double)usage.ru_utime.tv_sec + (double)usage.ru_utime.tv_usec * 1e-6;
  ending->system_seconds = (double)usage.ru_stime.tv_sec + (double)usage.ru_stime.tv_usec * 1e-6;
  ending->peak_bytes = (int64_t)usage.ru_maxrss * 1024;
  return 0;
}

int retort_open_child(pid_t child) {
#ifdef SYS_pidfd_open
  return (int)syscall(SYS_pidfd_open, child, 0);
#else
  errno = ENOSYS;
  return -1;
#endif
}

int retort_has_ended(pid_t child, int milliseconds) {
  siginfo_t seen = {0};
  int waited = 0;
  for (;;) {
    if (waitid(P_PID, (id_t)child, &seen, WEXITED | WNOHANG | WNOWAIT) != 0) return -1;
    if (seen.si_pid == child) return 1;
    if (milliseconds >= 0 && waited >= milliseconds) return 0;
    poll(NULL, 0, 5);
    waited += 5;
  }
}

int retort_pipe(int ends[2]) { return pipe2(ends, O_CLOEXEC) == 0 ? 0 : errno; }
