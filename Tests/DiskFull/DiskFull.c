#define _GNU_SOURCE
#include "DiskFull.h"

#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <sys/uio.h>
#include <unistd.h>

static disk_full_plan *plan;

__attribute__((constructor)) static void find_plan(void) {
  Dl_info here;
  char path[PATH_MAX];
  if (!dladdr((void *)&find_plan, &here) || !here.dli_fname) return;
  if (snprintf(path, sizeof path, "%s.plan", here.dli_fname) >= (int)sizeof path) return;
  int file = open(path, O_RDWR | O_CLOEXEC);
  if (file < 0) return;
  void *mapped = mmap(NULL, sizeof *plan, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
  close(file);
  if (mapped != MAP_FAILED) plan = mapped;
}

// Whether the call is one to be disturbed. Counts it.
static int meets(const char *call, const char *path) {
  size_t length = strlen(plan->root);
  if (strncmp(path, plan->root, length) != 0 || path[length] != '/') return 0;
  int64_t number = __atomic_add_fetch(&plan->count, 1, __ATOMIC_SEQ_CST);
  if (plan->first == 0 || number < plan->first || number > plan->last) return 0;
  if (number == plan->first) {
    snprintf(
      plan->disturbed, sizeof plan->disturbed, "call %lld, %s %.900s by %s", (long long)number,
      call, path, program_invocation_short_name);
  }
  return 1;
}

static int descriptor_meets(const char *call, int descriptor) {
  struct stat found;
  char link[64], path[PATH_MAX];
  if (!plan || fstat(descriptor, &found) != 0) return 0;
  if (!S_ISREG(found.st_mode) && !(S_ISDIR(found.st_mode) && strcmp(call, "fsync") == 0)) return 0;
  snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
  ssize_t length = readlink(link, path, sizeof path - 1);
  if (length <= 0) return 0;
  path[length] = 0;
  return meets(call, path);
}

static int name_meets(const char *call, int directory, const char *name) {
  char path[PATH_MAX], link[64];
  if (!plan) return 0;
  if (name[0] == '/') return meets(call, name);
  if (directory == AT_FDCWD) snprintf(link, sizeof link, "/proc/self/cwd");
  else snprintf(link, sizeof link, "/proc/self/fd/%d", directory);
  ssize_t length = readlink(link, path, sizeof path - 1);
  if (length <= 0) return 0;
  snprintf(path + length, sizeof path - (size_t)length, "/%s", name);
  return meets(call, path);
}

static int ends_processes(void) { return plan && plan->deed != DISK_FULL_REFUSES; }

static void end(void) {
  kill(getpid(), SIGKILL);
  for (;;) pause();
}

// What every wrapper does around the real call.
#define DISTURBED(met, refusal, call)                        \
  do {                                                       \
    int disturbed = (met);                                   \
    if (disturbed && plan->deed == DISK_FULL_ENDS_BEFORE) end(); \
    if (disturbed && plan->deed == DISK_FULL_REFUSES) {      \
      errno = ENOSPC;                                        \
      return refusal;                                        \
    }                                                        \
    __typeof__(call) result = (call);                        \
    if (disturbed) end();                                    \
    return result;                                           \
  } while (0)

#define REAL(name)                                                   \
  static __typeof__(name) *real;                                     \
  if (!real) real = (__typeof__(name) *)dlsym(RTLD_NEXT, #name)

ssize_t write(int file, const void *bytes, size_t count) {
  REAL(write);
  DISTURBED(descriptor_meets("write", file), -1, real(file, bytes, count));
}

ssize_t writev(int file, const struct iovec *pieces, int count) {
  REAL(writev);
  DISTURBED(descriptor_meets("writev", file), -1, real(file, pieces, count));
}

ssize_t pwrite(int file, const void *bytes, size_t count, off_t offset) {
  REAL(pwrite);
  DISTURBED(descriptor_meets("pwrite", file), -1, real(file, bytes, count, offset));
}

ssize_t pwrite64(int file, const void *bytes, size_t count, off64_t offset) {
  REAL(pwrite64);
  DISTURBED(descriptor_meets("pwrite", file), -1, real(file, bytes, count, offset));
}

// Cutting a file off needs no room.
static int grows(int file, off64_t size) {
  struct stat found;
  return plan && (ends_processes() || (fstat(file, &found) == 0 && size > found.st_size));
}

int ftruncate(int file, off_t size) {
  REAL(ftruncate);
  DISTURBED(grows(file, size) && descriptor_meets("ftruncate", file), -1, real(file, size));
}

int ftruncate64(int file, off64_t size) {
  REAL(ftruncate64);
  DISTURBED(grows(file, size) && descriptor_meets("ftruncate", file), -1, real(file, size));
}

int fallocate(int file, int mode, off_t offset, off_t count) {
  REAL(fallocate);
  DISTURBED(descriptor_meets("fallocate", file), -1, real(file, mode, offset, count));
}

int fallocate64(int file, int mode, off64_t offset, off64_t count) {
  REAL(fallocate64);
  DISTURBED(descriptor_meets("fallocate", file), -1, real(file, mode, offset, count));
}

int posix_fallocate(int file, off_t offset, off_t count) {
  REAL(posix_fallocate);
  DISTURBED(descriptor_meets("fallocate", file), ENOSPC, real(file, offset, count));
}

int posix_fallocate64(int file, off64_t offset, off64_t count) {
  REAL(posix_fallocate64);
  DISTURBED(descriptor_meets("fallocate", file), ENOSPC, real(file, offset, count));
}

int fsync(int file) {
  REAL(fsync);
  DISTURBED(ends_processes() && descriptor_meets("fsync", file), -1, real(file));
}

int fdatasync(int file) {
  REAL(fdatasync);
  DISTURBED(ends_processes() && descriptor_meets("fsync", file), -1, real(file));
}

// Who asks how much room there is on a full disk is told that there is none.
static int is_full(void) {
  if (!plan || plan->first == 0 || ends_processes()) return 0;
  int64_t count = __atomic_load_n(&plan->count, __ATOMIC_SEQ_CST);
  return count >= plan->first && count <= plan->last;
}

#define ASKING_FOR_ROOM(name, kind, what)            \
  int name(what, struct kind *room) {                \
    REAL(name);                                      \
    int failure = real(place, room);                 \
    if (failure == 0 && is_full()) {                 \
      room->f_bfree = room->f_bavail = 0;            \
    }                                                \
    return failure;                                  \
  }

ASKING_FOR_ROOM(statvfs, statvfs, const char *place)
ASKING_FOR_ROOM(statvfs64, statvfs64, const char *place)
ASKING_FOR_ROOM(fstatvfs, statvfs, int place)
ASKING_FOR_ROOM(fstatvfs64, statvfs64, int place)

// A new name needs room; opening what is there does not.
static int makes(int directory, const char *name, int flags) {
  struct stat found;
  return plan && (flags & O_CREAT) && fstatat(directory, name, &found, AT_SYMLINK_NOFOLLOW) != 0;
}

static mode_t mode_behind(int flags, va_list arguments) {
  return flags & (O_CREAT | __O_TMPFILE) ? va_arg(arguments, mode_t) : 0;
}

#define OPENING(name)                                                                  \
  int name(const char *path, int flags, ...) {                                         \
    REAL(name);                                                                        \
    va_list arguments;                                                                 \
    va_start(arguments, flags);                                                        \
    mode_t mode = mode_behind(flags, arguments);                                       \
    va_end(arguments);                                                                 \
    DISTURBED(                                                                         \
      makes(AT_FDCWD, path, flags) && name_meets("create", AT_FDCWD, path), -1,        \
      real(path, flags, mode));                                                        \
  }

#define OPENING_AT(name)                                                               \
  int name(int directory, const char *path, int flags, ...) {                          \
    REAL(name);                                                                        \
    va_list arguments;                                                                 \
    va_start(arguments, flags);                                                        \
    mode_t mode = mode_behind(flags, arguments);                                       \
    va_end(arguments);                                                                 \
    DISTURBED(                                                                         \
      makes(directory, path, flags) && name_meets("create", directory, path), -1,      \
      real(directory, path, flags, mode));                                             \
  }

OPENING(open)
OPENING(open64)
OPENING_AT(openat)
OPENING_AT(openat64)

int mkdir(const char *path, mode_t mode) {
  REAL(mkdir);
  DISTURBED(
    makes(AT_FDCWD, path, O_CREAT) && name_meets("mkdir", AT_FDCWD, path), -1, real(path, mode));
}

int mkdirat(int directory, const char *name, mode_t mode) {
  REAL(mkdirat);
  DISTURBED(
    makes(directory, name, O_CREAT) && name_meets("mkdir", directory, name), -1,
    real(directory, name, mode));
}

int link(const char *path, const char *name) {
  REAL(link);
  DISTURBED(name_meets("link", AT_FDCWD, name), -1, real(path, name));
}

int linkat(int from, const char *path, int to, const char *name, int flags) {
  REAL(linkat);
  DISTURBED(name_meets("link", to, name), -1, real(from, path, to, name, flags));
}

int rename(const char *path, const char *name) {
  REAL(rename);
  DISTURBED(name_meets("rename", AT_FDCWD, name), -1, real(path, name));
}

int renameat(int from, const char *path, int to, const char *name) {
  REAL(renameat);
  DISTURBED(name_meets("rename", to, name), -1, real(from, path, to, name));
}

int renameat2(int from, const char *path, int to, const char *name, unsigned flags) {
  REAL(renameat2);
  DISTURBED(name_meets("rename", to, name), -1, real(from, path, to, name, flags));
}

int unlink(const char *path) {
  REAL(unlink);
  DISTURBED(ends_processes() && name_meets("unlink", AT_FDCWD, path), -1, real(path));
}

int unlinkat(int directory, const char *name, int flags) {
  REAL(unlinkat);
  DISTURBED(ends_processes() && name_meets("unlink", directory, name), -1, real(directory, name, flags));
}
