#pragma once
#include <stdint.h>
#include <sys/types.h>

// Child processes that cannot outlive, outgrow or look into their parent.

// A limit of 0 or less is not set.
typedef struct retort_spawn_request {
  // Executable and its NULL-terminated vectors; nothing is searched in PATH or inherited.
  const char *path;
  char *const *arguments;
  char *const *environment;
  // Descriptors that become 0, 1 and 2 of the child; -1 means /dev/null. All others are closed.
  int input;
  int output;
  int errors;
  // RLIMIT_DATA: private writable memory. Mapping a large file read-only stays free.
  int64_t data_bytes;
  // RLIMIT_CPU, in seconds over all threads; the hard limit lies one second above (SIGXCPU first).
  int64_t cpu_seconds;
  // RLIMIT_FSIZE: size of one written file.
  int64_t file_bytes;
  // RLIMIT_NOFILE.
  int64_t open_files;
} retort_spawn_request;

// The step at which a spawn failed, for the message.
typedef enum retort_spawn_step {
  RETORT_SPAWN_DONE = 0,
  RETORT_SPAWN_PIPE,
  RETORT_SPAWN_FORK,
  RETORT_SPAWN_GROUP,
  RETORT_SPAWN_PARENT,
  RETORT_SPAWN_DESCRIPTORS,
  RETORT_SPAWN_LIMITS,
  RETORT_SPAWN_EXECUTE,
} retort_spawn_step;

typedef struct retort_spawn_result {
  pid_t child;
  retort_spawn_step step;
  // errno of the failed step, also of a failed execve.
  int error;
} retort_spawn_result;

// Forks, makes the child leader of its own process group, ties its life to the calling THREAD
// (SIGKILL when that thread ends), resets signals, sets limits and executes. Returns when the
// child has executed or failed to.
retort_spawn_result retort_spawn(const retort_spawn_request *request);

// How a child ended and what it used.
typedef struct retort_ending {
  // 1: left with `code`; 0: killed by signal `code`.
  int exited;
  int code;
  double user_seconds;
  double system_seconds;
  int64_t peak_bytes;
} retort_ending;

// Waits for the child and reaps it. 0, or an errno.
int retort_reap(pid_t child, retort_ending *ending);

// Waits until the child has ended, without reaping it, or the time is over. A negative time waits
// without end. 1: ended. 0: not yet. -1: see errno.
int retort_has_ended(pid_t child, int milliseconds);

// A descriptor that polls readable when the child has ended (pidfd_open), or -1.
int retort_open_child(pid_t child);

// A pipe whose ends are both close-on-exec. 0, or an errno.
int retort_pipe(int ends[2]);
