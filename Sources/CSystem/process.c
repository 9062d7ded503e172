#define _GNU_SOURCE
#include "include/retort_process.h"

#include <dlfcn.h>
#include <elf.h>
#include <link.h>
#include <malloc.h>
#include <sched.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

double retort_thread_seconds(void) {
  struct timespec used;
  if (clock_gettime(CLOCK_THREAD_CPUTIME_ID, &used) != 0) return 0;
  return (double)used.tv_sec + (double)used.tv_nsec * 1e-9;
}

int64_t retort_peak_bytes(void) {
  struct rusage usage;
  if (getrusage(RUSAGE_SELF, &usage) != 0) return 0;
  return (int64_t)usage.ru_maxrss * 1024;
}

int retort_processors(void) {
  cpu_set_t allowed;
  if (sched_getaffinity(0, sizeof allowed, &allowed) == 0) return CPU_COUNT(&allowed);
  long online = sysconf(_SC_NPROCESSORS_ONLN);
  return online > 0 ? (int)online : 1;
}

const char *retort_library_text(const char *symbol) {
  void *found = dlsym(RTLD_DEFAULT, symbol);
  if (!found) return NULL;
  const char *(*text)(void);
  memcpy(&text, &found, sizeof text);
  return text();
}

struct build_identifier {
  const uint8_t *bytes;
  int count;
};

static int find_build_identifier(struct dl_phdr_info *module, size_t size, void *found) {
  (void)size;
  struct build_identifier *identifier = found;
  for (int index = 0; index < module->dlpi_phnum; index++) {
    const ElfW(Phdr) *segment = &module->dlpi_phdr[index];
    if (segment->p_type != PT_NOTE) continue;
    const uint8_t *next = (const uint8_t *)module->dlpi_addr + segment->p_vaddr;
    const uint8_t *end = next + segment->p_memsz;
    while (next + sizeof(ElfW(Nhdr)) <= end) {
      ElfW(Nhdr) note;
      memcpy(&note, next, sizeof note);
      const uint8_t *name = next + sizeof note;
      const uint8_t *content = name + ((note.n_namesz + 3) & ~3u);
      next = content + ((note.n_descsz + 3) & ~3u);
      if (next > end) break;
      if (note.n_type == NT_GNU_BUILD_ID && note.n_namesz == 4 && memcmp(name, "GNU", 4) == 0) {
        *identifier = (struct build_identifier){content, (int)note.n_descsz};
        return 1;
      }
    }
  }
  return 1;  // the program is the first module; its libraries are not asked
}

int retort_build_identifier(uint8_t *identifier, int size) {
  struct build_identifier found = {NULL, 0};
  dl_iterate_phdr(find_build_identifier, &found);
  if (found.count > 0) memcpy(identifier, found.bytes, (size_t)(found.count < size ? found.count : size));
  return found.count;
}

void retort_release_freed_memory(void) { malloc_trim(0); }
