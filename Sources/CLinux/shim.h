/* What Swift's Glibc leaves out: calls that glibc declares for GNU programs only, and of Linux alone. */
#ifndef CLINUX_SHIM_H
#define CLINUX_SHIM_H

/* statfs(2) and TMPFS_MAGIC: what kind of file system a file is in. */
#include <linux/magic.h>
#include <sys/statfs.h>

/* sync_file_range(2): begins, or waits for, the writing of a part of a file. Offsets have 64 bits. */
int sync_file_range(int descriptor, long offset, long count, unsigned int flags);

/* Begin to write what is not being written; do not wait. */
enum { CLINUX_SYNC_FILE_RANGE_WRITE = 2 };

#endif
