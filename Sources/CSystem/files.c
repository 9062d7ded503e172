#define _GNU_SOURCE
#include "include/retort_files.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

int retort_open_directory(const char *path) {
  // The way to the root is the operator's and may contain links; what lies inside may not.
  return open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
}

int retort_open_directory_at(int directory, const char *name) {
  return openat(directory, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
}

int retort_open_file_at(int directory, const char *name) {
  return openat(directory, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
}

int retort_create_file_at(int directory, const char *name, mode_t mode) {
  return openat(directory, name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode);
}

int retort_open_or_create_at(int directory, const char *name, mode_t mode) {
  return openat(directory, name, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, mode);
}

int retort_make_directory_at(int directory, const char *name, mode_t mode) {
  return mkdirat(directory, name, mode);
}

static void fill(const struct stat *found, retort_file_facts *facts) {
  facts->kind = found->st_mode & S_IFMT;
  facts->permissions = found->st_mode & 07777;
  facts->device = found->st_dev;
  facts->inode = found->st_ino;
  facts->bytes = found->st_size;
  facts->modified = (int64_t)found->st_mtim.tv_sec * 1000000000 + found->st_mtim.tv_nsec;
  facts->changed = (int64_t)found->st_ctim.tv_sec * 1000000000 + found->st_ctim.tv_nsec;
  facts->links = found->st_nlink;
}

int retort_facts(int descriptor, retort_file_facts *facts) {
  struct stat found;
  if (fstat(descriptor, &found) != 0) return -1;
  fill(&found, facts);
  return 0;
}

int retort_facts_at(int directory, const char *name, retort_file_facts *facts) {
  struct stat found;
  if (fstatat(directory, name, &found, AT_SYMLINK_NOFOLLOW) != 0) return -1;
  fill(&found, facts);
  return 0;
}

int retort_rename_new(int from, const char *name, int to, const char *new_name) {
  if (renameat2(from, name, to, new_name, RENAME_NOREPLACE) == 0) return 0;
  if (errno != EINVAL && errno != ENOSYS) return -1;
  if (linkat(from, name, to, new_name, 0) != 0) return -1;
  return unlinkat(from, name, 0);
}

int retort_rename(int from, const char *name, int to, const char *new_name) {
  return renameat(from, name, to, new_name);
}

int retort_exchange(int from, const char *name, int to, const char *other) {
  return renameat2(from, name, to, other, RENAME_EXCHANGE);
}

int retort_is_held_for_writing(int descriptor) {
  // Someone may open the file for writing while the lease is held for these microseconds; the
  // notice must be a signal whose default is to be ignored (that of SIGIO is to end the process).
  fcntl(descriptor, F_SETSIG, SIGURG);
  if (fcntl(descriptor, F_SETLEASE, F_RDLCK) == 0) {
    fcntl(descriptor, F_SETLEASE, F_UNLCK);
    return 0;
  }
  return errno == EAGAIN ? 1 : -1;
}

int retort_lock(int descriptor) {
  struct flock whole = {0};
  whole.l_type = F_WRLCK;
  whole.l_whence = SEEK_SET;
  if (fcntl(descriptor, F_OFD_SETLK, &whole) == 0) return 0;
  return errno == EAGAIN || errno == EACCES ? 1 : -1;
}

int retort_is_locked(int descriptor) {
  struct flock whole = {0};
  // A read lock conflicts with the write lock, and a descriptor for reading may ask for it.
  whole.l_type = F_RDLCK;
  whole.l_whence = SEEK_SET;
  if (fcntl(descriptor, F_OFD_GETLK, &whole) != 0) return -1;
  return whole.l_type != F_UNLCK;
}

int64_t retort_free_bytes(int descriptor) {
  struct statvfs found;
  if (fstatvfs(descriptor, &found) != 0) return -1;
  return (int64_t)found.f_bavail * (int64_t)found.f_frsize;
}

int retort_memory_file(const void *bytes, size_t count) {
  int file = memfd_create("retort", MFD_CLOEXEC);
  if (file < 0) return -1;
  const char *rest = bytes;
  while (count > 0) {
    ssize_t written = write(file, rest, count);
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) {
      int error = written < 0 ? errno : ENOSPC;
      close(file);
      errno = error;
      return -1;
    }
    rest += written;
    count -= (size_t)written;
  }
  if (lseek(file, 0, SEEK_SET) != 0) {
    int error = errno;
    close(file);
    errno = error;
    return -1;
  }
  return file;
}

void retort_start_writing(int descriptor) {
  // Where the file system cannot, fsync does all of the work.
  (void)sync_file_range(descriptor, 0, 0, SYNC_FILE_RANGE_WRITE);
}
