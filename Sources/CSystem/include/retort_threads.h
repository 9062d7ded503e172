#pragma once
#include <pthread.h>
#include <stdint.h>

// Threads that say so when they cannot be had.

// Starts a thread with a stack of so many bytes that calls work(context) and ends. 0, or an errno:
// EAGAIN where there is no memory for its stack.
int retort_start_thread(int64_t stack_bytes, void (*work)(void *), void *context,
                        pthread_t *started);
// Waits for its end.
void retort_join_thread(pthread_t thread);
