#pragma once
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

// Files reached through directory descriptors, so that nobody who may write beside us can lead us
// elsewhere. Functions return a descriptor or 0, and -1 with errno set.

// What fstatat says about a name, without following a link.
typedef struct retort_file_facts {
  // S_IFMT bits: S_IFREG, S_IFDIR, S_IFLNK, S_IFIFO …
  uint32_t kind;
  uint32_t permissions;
  uint64_t device;
  uint64_t inode;
  int64_t bytes;
  // Nanoseconds since 1970 of the last change of the content, and of the content or its name.
  int64_t modified;
  int64_t changed;
  uint64_t links;
} retort_file_facts;

int retort_open_directory(const char *path);
int retort_open_directory_at(int directory, const char *name);
// O_RDONLY, O_NOFOLLOW, O_NONBLOCK: neither follows a link nor waits for a FIFO.
int retort_open_file_at(int directory, const char *name);
// O_WRONLY, O_CREAT, O_EXCL, O_NOFOLLOW.
int retort_create_file_at(int directory, const char *name, mode_t mode);
// Opens for reading and writing, made if absent, never through a link.
int retort_open_or_create_at(int directory, const char *name, mode_t mode);
int retort_make_directory_at(int directory, const char *name, mode_t mode);
int retort_facts(int descriptor, retort_file_facts *facts);
int retort_facts_at(int directory, const char *name, retort_file_facts *facts);

// renameat2 with RENAME_NOREPLACE: EEXIST where the new name is taken. File systems without it
// are served by linkat + unlinkat for regular files.
int retort_rename_new(int from, const char *name, int to, const char *new_name);
// renameat: replaces.
int retort_rename(int from, const char *name, int to, const char *new_name);
// RENAME_EXCHANGE: both names change places at once.
int retort_exchange(int from, const char *name, int to, const char *other);

// Whether some process holds the file open for writing: 1 yes, 0 no, -1 the kernel or the file
// system would not say (errno). The descriptor must be open for reading only.
int retort_is_held_for_writing(int descriptor);

// Takes the whole-file write lock that belongs to this open file, not to the process. 0 taken,
// 1 another holds it, -1 see errno.
int retort_lock(int descriptor);
// Whether another holds that lock: 1 yes, 0 no, -1 see errno. The descriptor may be read-only.
int retort_is_locked(int descriptor);

// Free bytes of the file system for those who are not root; -1 see errno.
int64_t retort_free_bytes(int descriptor);

// An anonymous file in memory holding the bytes, open at its start: a standard input for a child
// that can neither block nor raise SIGPIPE. A descriptor, or -1.
int retort_memory_file(const void *bytes, size_t count);

// Sends the written bytes of a file on their way to the disk, without waiting for them.
void retort_start_writing(int descriptor);
