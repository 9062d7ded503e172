#include "include/retort_threads.h"

#include <errno.h>
#include <stdlib.h>

typedef struct order {
  void (*work)(void *);
  void *context;
} order;

static void *begin(void *given) {
  order todo = *(order *)given;
  free(given);
  todo.work(todo.context);
  return NULL;
}

int retort_start_thread(int64_t stack_bytes, void (*work)(void *), void *context,
                        pthread_t *started) {
  order *todo = malloc(sizeof *todo);
  if (!todo) return ENOMEM;
  *todo = (order){work, context};
  pthread_attr_t attributes;
  int code = pthread_attr_init(&attributes);
  if (code == 0) {
    code = pthread_attr_setstacksize(&attributes, (size_t)stack_bytes);
    if (code == 0) code = pthread_create(started, &attributes, begin, todo);
    pthread_attr_destroy(&attributes);
  }
  if (code != 0) free(todo);
  return code;
}

void retort_join_thread(pthread_t thread) { pthread_join(thread, NULL); }
