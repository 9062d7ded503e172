#pragma once
#include <archive.h>
#include <archive_entry.h>
#include <locale.h>

// libarchive converts member names through the thread's character set; in the plain C locale it would
// lose every name that is not ASCII. Both functions touch the calling thread only.
static inline locale_t retort_enter_utf8(void) {
  locale_t utf8 = newlocale(LC_CTYPE_MASK, "C.UTF-8", (locale_t)0);
  return utf8 ? uselocale(utf8) : (locale_t)0;
}
static inline void retort_leave_utf8(locale_t before) {
  if (!before) return;
  locale_t utf8 = uselocale(before);
  if (utf8 != LC_GLOBAL_LOCALE) freelocale(utf8);
}
