/* What glibc declares for GNU programs only, which Swift's Glibc leaves out. */
#ifndef CLINUX_SHIM_H
#define CLINUX_SHIM_H

/* sync_file_range(2): begins, or waits for, the writing of a part of a file. Offsets have 64 bits. */
int sync_file_range(int descriptor, long offset, long count, unsigned int flags);

/* Begin to write what is not being written; do not wait. */
enum { CLINUX_SYNC_FILE_RANGE_WRITE = 2 };

#endif
