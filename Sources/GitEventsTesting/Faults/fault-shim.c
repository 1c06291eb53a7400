/* Put before the C library (LD_PRELOAD, Linux) of a program under test and of the processes that it starts.

   Counts the calls on files below one folder, over all threads and processes, in the order in which they are
   made; lists them, or at a chosen one kills, fails, cuts the power or does nothing instead. A call that the
   C library makes inside itself, such as that of fclose, is not seen.

   FAULT_ROOT     the folder; without it the shim does nothing
   FAULT_COUNTER  a file that all processes share: calls so far, calls hit so far, and whose they are
   FAULT_LOG      where each counted call is listed: number, name, path
   FAULT_CALLS    which calls count: "change" (those that change, secure or lock something), "sync", "open",
                  "all" (with those that read)
   FAULT_FROM, FAULT_LAST   the calls that are hit; a last one of 0 means all that follow
   FAULT_ACTION   "kill" the process, "group" the whole process group, "torn" (half of a write, then "group"),
                  "cut" the power of the file system that is mounted at FAULT_DISK and then "group",
                  "short" (half of a write, which says so), "skip" (nothing is done, success is told),
                  or the number of the error with which the call fails
   FAULT_BOOT     a folder whose "boot_id" and "stat" stand for those of the kernel: after a cut another boot has
                  begun, as far as the program can tell */

#define _GNU_SOURCE
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

enum { READS = 1, CHANGES = 2, SYNCS = 4, OPENS = 8, WRITES = 16 };
enum action { PROCEED, FAIL, SKIP, SHORT };

static char root[PATH_MAX];
static size_t root_length;
static const char *disk, *boot, *action = "";
static unsigned long first, last;
static int counted, log_file = -1, is_owner;
static struct { unsigned long calls, hits, owner; } *shared;

__attribute__((constructor)) static void begin(void) {
  const char *text = getenv("FAULT_ROOT");
  boot = getenv("FAULT_BOOT");
  if (!text || !getenv("FAULT_COUNTER")) return;
  int file = syscall(SYS_openat, AT_FDCWD, getenv("FAULT_COUNTER"), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (file < 0 || syscall(SYS_ftruncate, file, (long)sizeof *shared)) return;
  void *memory = mmap(NULL, sizeof *shared, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
  syscall(SYS_close, file);
  if (memory == MAP_FAILED) return;
  shared = memory;
  /* The first is the process that the test started; what it writes to standard output is an acknowledgement. The
     environment must not be changed for this: Swift finds a program's arguments before it. */
  unsigned long nobody = 0, self = getpid();
  is_owner = __atomic_compare_exchange_n(&shared->owner, &nobody, self, 0, __ATOMIC_SEQ_CST, __ATOMIC_SEQ_CST);
  const char *calls = getenv("FAULT_CALLS");
  counted = CHANGES;
  if (calls && !strcmp(calls, "all")) counted = READS | CHANGES | OPENS | SYNCS;
  if (calls && !strcmp(calls, "sync")) counted = SYNCS;
  if (calls && !strcmp(calls, "open")) counted = OPENS;
  disk = getenv("FAULT_DISK");
  if (getenv("FAULT_ACTION")) action = getenv("FAULT_ACTION");
  if (getenv("FAULT_FROM")) first = strtoul(getenv("FAULT_FROM"), NULL, 10);
  last = first;
  if (getenv("FAULT_LAST")) last = strtoul(getenv("FAULT_LAST"), NULL, 10);
  if (getenv("FAULT_LOG"))
    log_file = syscall(SYS_openat, AT_FDCWD, getenv("FAULT_LOG"),
                       O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
  root_length = snprintf(root, sizeof root, "%s", text);
}

static void end_group(void) {
  syscall(SYS_kill, 0, SIGKILL);
  for (;;) pause();
}

static void cut_power(void) {
  unsigned int without_flush = 2;
  int folder = syscall(SYS_openat, AT_FDCWD, disk ? disk : root, O_RDONLY | O_CLOEXEC, 0);
  if (folder < 0 || syscall(SYS_ioctl, folder, _IOR('X', 125, unsigned int), &without_flush)) {
    static const char text[] = "fault-shim: the power could not be cut\n";
    syscall(SYS_write, 2, text, sizeof text - 1);
  }
  end_group();
}

/* Makes an absolute path: of an open file, or of a name relative to an open folder. */
static int resolve(int folder, const char *name, char *path) {
  if (name && name[0] == '/') return snprintf(path, PATH_MAX, "%s", name) < PATH_MAX;
  ssize_t length;
  if (folder == AT_FDCWD) {
    if (syscall(SYS_getcwd, path, PATH_MAX) < 0) return 0;
    length = strlen(path);
  } else {
    char link[40];
    snprintf(link, sizeof link, "/proc/self/fd/%d", folder);
    length = syscall(SYS_readlinkat, AT_FDCWD, link, path, PATH_MAX - 1);
    if (length < 0) return 0;
    path[length] = 0;
  }
  if (!name) return 1;
  while (name[0] == '.' && name[1] == '/') name += 2;
  return snprintf(path + length, PATH_MAX - length, "/%s", name) < PATH_MAX - length;
}

/* Counts a call and says what becomes of it; errno is set where it fails, and kept where it goes on. */
static enum action judge(int kind, const char *call, int folder, const char *name) {
  if (!shared || !(kind & counted)) return PROCEED;
  int before = errno;
  char path[PATH_MAX];
  int is_answer = is_owner && folder == 1 && !name && (kind & WRITES);
  if (is_answer) {
    strcpy(path, "answer");
  } else if (!resolve(folder, name, path) || strncmp(path, root, root_length) ||
             (path[root_length] && path[root_length] != '/')) {
    errno = before;
    return PROCEED;
  }
  unsigned long number = __atomic_add_fetch(&shared->calls, 1, __ATOMIC_SEQ_CST);
  if (log_file >= 0) {
    char line[PATH_MAX + 64];
    int length = snprintf(line, sizeof line, "%lu %s %s\n", number, call, path);
    syscall(SYS_write, log_file, line, (long)length);
  }
  errno = before;
  if (!first || number < first || (last && number > last)) return PROCEED;
  __atomic_add_fetch(&shared->hits, 1, __ATOMIC_SEQ_CST);
  if (!strcmp(action, "kill")) syscall(SYS_kill, getpid(), SIGKILL);
  if (!strcmp(action, "group")) end_group();
  if (!strcmp(action, "cut")) cut_power();
  if (!strcmp(action, "torn")) return kind & WRITES ? SHORT : (end_group(), PROCEED);
  if (!strcmp(action, "short")) return kind & WRITES ? SHORT : PROCEED;
  if (!strcmp(action, "skip")) return SKIP;
  errno = atoi(action);
  return errno ? FAIL : PROCEED;
}

#define NEXT(type, name) \
  static type (*next)(); \
  if (!next) next = (type(*)())dlsym(RTLD_NEXT, name)
#define JUDGED(kind, call, folder, name, failed) \
  switch (judge(kind, call, folder, name)) { \
  case FAIL: return failed; \
  case SKIP: return 0; \
  default: break; \
  }

/* --- opening */

static const char *redirected(const char *path, char *other) {
  const char *name = NULL;
  if (!boot) return path;
  if (!strcmp(path, "/proc/sys/kernel/random/boot_id")) name = "boot_id";
  if (!strcmp(path, "/proc/stat")) name = "stat";
  return name && snprintf(other, PATH_MAX, "%s/%s", boot, name) < PATH_MAX ? other : path;
}

static int opening(int flags) {
  int kind = OPENS | READS;
  return flags & (O_CREAT | O_TRUNC) ? kind | CHANGES : kind;
}
#define OPEN(function, real) \
  int function(const char *path, int flags, ...) { \
    NEXT(int, real); \
    va_list rest; \
    va_start(rest, flags); \
    mode_t mode = va_arg(rest, mode_t); \
    va_end(rest); \
    if (judge(opening(flags), "open", AT_FDCWD, path) == FAIL) return -1; \
    char other[PATH_MAX]; \
    return next(redirected(path, other), flags, mode); \
  }
OPEN(open, "open")
OPEN(open64, "open64")
#define OPENAT(function, real) \
  int function(int folder, const char *path, int flags, ...) { \
    NEXT(int, real); \
    va_list rest; \
    va_start(rest, flags); \
    mode_t mode = va_arg(rest, mode_t); \
    va_end(rest); \
    if (judge(opening(flags), "openat", folder, path) == FAIL) return -1; \
    char other[PATH_MAX]; \
    return next(folder, redirected(path, other), flags, mode); \
  }
OPENAT(openat, "openat")
OPENAT(openat64, "openat64")
int __open_2(const char *path, int flags) { return open(path, flags, 0); }
int __open64_2(const char *path, int flags) { return open64(path, flags, 0); }
int __openat_2(int folder, const char *path, int flags) { return openat(folder, path, flags, 0); }
int __openat64_2(int folder, const char *path, int flags) { return openat64(folder, path, flags, 0); }
DIR *opendir(const char *path) {
  NEXT(DIR *, "opendir");
  JUDGED(OPENS | READS, "opendir", AT_FDCWD, path, NULL)
  return next(path);
}

/* --- writing: a torn write ends the process group behind its first half */

static ssize_t halved(enum action chosen, ssize_t written) {
  if (chosen == SHORT && !strcmp(action, "torn")) end_group();
  return written;
}
#define HALF(chosen, count) ((chosen) == SHORT ? ((count) + 1) / 2 : (count))
ssize_t write(int file, const void *bytes, size_t count) {
  NEXT(ssize_t, "write");
  enum action chosen = judge(CHANGES | WRITES, "write", file, NULL);
  if (chosen == FAIL) return -1;
  if (chosen == SKIP) return count;
  return halved(chosen, next(file, bytes, HALF(chosen, count)));
}
#define PWRITE(function, real) \
  ssize_t function(int file, const void *bytes, size_t count, off_t place) { \
    NEXT(ssize_t, real); \
    enum action chosen = judge(CHANGES | WRITES, "pwrite", file, NULL); \
    if (chosen == FAIL) return -1; \
    if (chosen == SKIP) return count; \
    return halved(chosen, next(file, bytes, HALF(chosen, count), place)); \
  }
PWRITE(pwrite, "pwrite")
PWRITE(pwrite64, "pwrite64")
/* A list of pieces is halved to its first piece. */
ssize_t writev(int file, const struct iovec *pieces, int count) {
  NEXT(ssize_t, "writev");
  enum action chosen = judge(CHANGES | WRITES, "writev", file, NULL);
  if (chosen == FAIL) return -1;
  if (chosen == SHORT && count > 0)
    return halved(chosen, write(file, pieces[0].iov_base, (pieces[0].iov_len + 1) / 2));
  return next(file, pieces, count);
}

/* --- everything else that changes something */

#define ON_FILE(kind, function, real, arguments, passed) \
  int function arguments { \
    NEXT(int, real); \
    JUDGED(kind, #function, file, NULL, -1) \
    return next passed; \
  }
#define ON_PATH(function, arguments, folder, path, passed) \
  int function arguments { \
    NEXT(int, #function); \
    JUDGED(CHANGES, #function, folder, path, -1) \
    return next passed; \
  }
ON_FILE(CHANGES | SYNCS, fsync, "fsync", (int file), (file))
ON_FILE(CHANGES | SYNCS, fdatasync, "fdatasync", (int file), (file))
ON_FILE(CHANGES | SYNCS, syncfs, "syncfs", (int file), (file))
ON_FILE(CHANGES, ftruncate, "ftruncate", (int file, off_t size), (file, size))
ON_FILE(CHANGES, ftruncate64, "ftruncate64", (int file, off_t size), (file, size))
ON_FILE(CHANGES, fallocate, "fallocate", (int file, int mode, off_t from, off_t size), (file, mode, from, size))
ON_FILE(CHANGES, fchmod, "fchmod", (int file, mode_t mode), (file, mode))
ON_FILE(CHANGES, flock, "flock", (int file, int operation), (file, operation))
ON_PATH(rename, (const char *from, const char *to), AT_FDCWD, to, (from, to))
ON_PATH(renameat, (int a, const char *from, int b, const char *to), b, to, (a, from, b, to))
ON_PATH(renameat2, (int a, const char *from, int b, const char *to, unsigned f), b, to, (a, from, b, to, f))
ON_PATH(link, (const char *from, const char *to), AT_FDCWD, to, (from, to))
ON_PATH(linkat, (int a, const char *from, int b, const char *to, int f), b, to, (a, from, b, to, f))
ON_PATH(symlink, (const char *from, const char *to), AT_FDCWD, to, (from, to))
ON_PATH(unlink, (const char *path), AT_FDCWD, path, (path))
ON_PATH(unlinkat, (int folder, const char *path, int flags), folder, path, (folder, path, flags))
ON_PATH(mkdir, (const char *path, mode_t mode), AT_FDCWD, path, (path, mode))
ON_PATH(mkdirat, (int folder, const char *path, mode_t mode), folder, path, (folder, path, mode))
ON_PATH(rmdir, (const char *path), AT_FDCWD, path, (path))
ON_PATH(chmod, (const char *path, mode_t mode), AT_FDCWD, path, (path, mode))
ON_PATH(truncate, (const char *path, off_t size), AT_FDCWD, path, (path, size))

/* --- reading */

#define READ(function, arguments, passed) \
  ssize_t function arguments { \
    NEXT(ssize_t, #function); \
    if (judge(READS, #function, file, NULL) == FAIL) return -1; \
    return next passed; \
  }
READ(read, (int file, void *bytes, size_t count), (file, bytes, count))
READ(pread, (int file, void *bytes, size_t count, off_t place), (file, bytes, count, place))
READ(pread64, (int file, void *bytes, size_t count, off_t place), (file, bytes, count, place))
#define STAT_PATH(function) \
  int function(const char *path, struct stat *status) { \
    NEXT(int, #function); \
    if (judge(READS, #function, AT_FDCWD, path) == FAIL) return -1; \
    return next(path, status); \
  }
STAT_PATH(stat)
STAT_PATH(lstat)
int fstat(int file, struct stat *status) {
  NEXT(int, "fstat");
  if (judge(READS, "fstat", file, NULL) == FAIL) return -1;
  return next(file, status);
}
