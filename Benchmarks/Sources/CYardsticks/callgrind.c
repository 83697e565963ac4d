#include "include/CYardsticks.h"

/* The requests are instructions that do nothing outside valgrind; its header is part of Debian's
 * package valgrind. */
#if __has_include(<valgrind/callgrind.h>)
#include <valgrind/callgrind.h>

void cyardsticks_count(void) { CALLGRIND_TOGGLE_COLLECT; }
void cyardsticks_dump(const char *name) {
    CALLGRIND_DUMP_STATS_AT(name);
    CALLGRIND_ZERO_STATS;
}
#else
void cyardsticks_count(void) {}
void cyardsticks_dump(const char *name) { (void)name; }
#endif
