#pragma once
// The small C shim: what Swift cannot do safely itself. One header a concern.
#include "retort_digest.h"
#include "retort_files.h"
#include "retort_process.h"
#include "retort_signals.h"
#include "retort_spawn.h"
#include "retort_threads.h"
