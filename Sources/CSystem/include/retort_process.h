#pragma once
#include <stdint.h>

// What this process uses and what it is made of.

// Processor time of the calling thread in seconds, user and system.
double retort_thread_seconds(void);
// Largest resident memory of the process so far, in bytes.
int64_t retort_peak_bytes(void);
// Processors this process may run on, at least 1.
int retort_processors(void);

// Calls `const char *symbol(void)` of a library in this process, as `sqlite3_libversion` is one.
// NULL where no library here has it.
const char *retort_library_text(const char *symbol);
// Copies what the linker made of the program's contents (its build ID), at most `size` bytes of it.
// Returns how many there are, 0 where it made nothing.
int retort_build_identifier(uint8_t *identifier, int size);
// Gives memory that was freed back to the system.
void retort_release_freed_memory(void);
