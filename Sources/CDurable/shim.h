#ifndef GIT_EVENTS_CDURABLE_SHIM_H
#define GIT_EVENTS_CDURABLE_SHIM_H

/* What Swift cannot import of the C library's calls on open files. On Linux the functions are declared
   here instead of including their headers: Swift would take the headers' types for this module's. */

#ifdef __linux__
extern int fsync(int);
extern int fdatasync(int);
extern int syncfs(int);
extern int flock(int, int);
extern void sync(void);
extern int sync_file_range(int, long long, long long, unsigned int);
#else
#include <errno.h>
#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>
#endif

/* Makes one file's or folder's bytes survive a power loss. On Apple's systems fsync leaves them in the
   drive's cache; only F_FULLFSYNC asks the drive. fcntl is variadic, which Swift does not import. */
static inline int git_events_sync(int descriptor) {
#ifdef F_FULLFSYNC
  if (fcntl(descriptor, F_FULLFSYNC) == 0) return 0;
  if (errno != ENOTSUP && errno != EINVAL) return -1;
#endif
  return fsync(descriptor);
}

/* Makes the bytes of one file survive a power loss, and of what is said about it only what reading them takes. */
static inline int git_events_sync_data(int descriptor) {
#ifdef __linux__
  return fdatasync(descriptor);
#else
  return git_events_sync(descriptor);
#endif
}

/* Flushes the whole file system that holds a descriptor, where the system can (Linux); -1 with ENOSYS
   elsewhere. glibc declares syncfs only under _GNU_SOURCE, which Swift's import does not set. */
static inline int git_events_sync_file_system(int descriptor) {
#ifdef __linux__
  return syncfs(descriptor);
#else
  (void)descriptor;
  errno = ENOSYS;
  return -1;
#endif
}

/* Lets Linux begin to write a part of a file out (SYNC_FILE_RANGE_WRITE), which promises nothing: what a
   later fsync then has to wait for is less. Elsewhere the system decides by itself. */
static inline void git_events_begin_writing(int descriptor, long long offset, long long count) {
#ifdef __linux__
  (void)sync_file_range(descriptor, offset, count, 2);
#else
  (void)descriptor, (void)offset, (void)count;
#endif
}

/* Asks the system to write out everything; its name is a method's in Swift. */
static inline void git_events_sync_all(void) { sync(); }

/* `flock` is a function and a structure; Swift sees one of them only. */
static inline int git_events_flock(int descriptor, int operation) {
  return flock(descriptor, operation);
}

#endif
