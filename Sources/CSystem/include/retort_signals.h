#pragma once

// SIGTERM and SIGINT as a wish to stop: the first is noted, the second ends the process at once.

// From here on both signals are noted. 0, or an errno.
int retort_watch_stop_signals(void);
// How many have come.
int retort_stop_signals(void);
