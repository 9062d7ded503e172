#pragma once
#include <stdint.h>

// A disk that is full, or a power cut, at a chosen writing call: a library to be preloaded.
//
//     LD_PRELOAD=/tmp/x/libDiskFull.so retort drain
//
// It looks for the plan beside itself, `/tmp/x/libDiskFull.so.plan`, and maps it, so that all processes
// of one life count together. Without a plan it does nothing. Counted are the calls that need room on
// the disk (writes to regular files, growing, new names) below `root`; where processes are to end, the
// calls that remove names and those that flush are counted too.

enum {
  // The call fails with ENOSPC.
  DISK_FULL_REFUSES = 0,
  // The process ends as by `kill -9`, before the call or after it.
  DISK_FULL_ENDS_BEFORE = 1,
  DISK_FULL_ENDS_AFTER = 2,
};

typedef struct disk_full_plan {
  // Calls so far.
  int64_t count;
  // The first call that is disturbed, counted from 1, and the last; 0 disturbs none.
  int64_t first;
  int64_t last;
  int64_t deed;
  // Absolute path of a folder, ended by zero.
  char root[992];
  // Written: the first call that was disturbed, for the message of a test.
  char disturbed[1024];
} disk_full_plan;
