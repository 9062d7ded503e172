#include "retort_level.h"
#include "retort_product_core.h"

const char *retort_kernel_level(void) { return retort_processor_level(); }
