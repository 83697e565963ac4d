#ifndef CALLOCATIONS_H
#define CALLOCATIONS_H

/// How many allocations this thread has made so far; -1 under a sanitizer, which has its own malloc.
long callocations_count(void);

#endif
