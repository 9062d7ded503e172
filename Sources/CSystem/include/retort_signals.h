#pragma once

// SIGTERM and SIGINT as a wish to stop: the first is noted, the second ends the process at once.

// From here on both signals are noted, and the first rings `bell` (see retort_bell); -1 for none.
// 0, or an errno.
int retort_watch_stop_signals(int bell);
// How many have come.
int retort_stop_signals(void);

// A descriptor that polls readable once it was rung, until it is silenced (eventfd). -1: see errno.
int retort_bell(void);
// Safe inside a signal handler.
void retort_ring(int bell);
void retort_silence(int bell);
