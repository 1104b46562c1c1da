/* Stands between a program and the calls by which it uses one folder: counts them, and at one
 * of them kills the process, fails, or does only half.
 *
 * Loaded with LD_PRELOAD and told by the environment what to do:
 *
 *   FAULTS_FOLDER  calls on this folder and what lies below it count; all others pass
 *   FAULTS_KINDS   the kinds of calls that count, separated by commas
 *   FAULTS_CALL    the ordinal, from 1, of the call at which something happens; 0 for none
 *   FAULTS_ACTION  die: SIGKILL before the call
 *                  half: SIGKILL after half of a write, and after any other call
 *                  fail: the call fails with FAULTS_ERROR
 *                  short: half of a write is done and said to be done
 *                  full, roomy: statvfs says that nothing is free, or far more than there is
 *   FAULTS_REPEAT  once; sticky: all later calls too; alternate: every second one of them
 *   FAULTS_LOCKS   none: every lock is given to everybody, as on a mount that keeps them to a node
 *                  missing: there are no locks, as on Lustre without flock; full: none is free
 *   FAULTS_LOG     a file that gets a line for each call: its ordinal, kind and path
 */
#define _GNU_SOURCE
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <sys/syscall.h>
#include <unistd.h>

#define NEXT(name)                                                                                \
  ({                                                                                              \
    static __typeof__(&name) next;                                                                \
    if (!next) next = (__typeof__(&name))dlsym(RTLD_NEXT, #name);                                 \
    next;                                                                                         \
  })

enum verdict { PASS, FAIL, SHORT, HALF, FULL, ROOMY };

enum { DESCRIPTORS = 4096 };
static char *paths[DESCRIPTORS]; /* of the descriptors that lead into the folder */

static atomic_long calls;

static const char *setting(const char *name) {
  const char *value = getenv(name);
  return value ? value : "";
}

static int is_inside(const char *path) {
  const char *folder = setting("FAULTS_FOLDER");
  size_t length = strlen(folder);
  return length > 0 && strncmp(path, folder, length) == 0 &&
         (path[length] == '/' || path[length] == 0);
}

static const char *path_of(int descriptor) {
  return 0 <= descriptor && descriptor < DESCRIPTORS ? paths[descriptor] : NULL;
}

static int counts(const char *kind) {
  size_t length = strlen(kind);
  const char *found = setting("FAULTS_KINDS");
  while ((found = strstr(found, kind))) {
    char before = found == setting("FAULTS_KINDS") ? ',' : found[-1];
    if (before == ',' && (found[length] == ',' || found[length] == 0)) return 1;
    found += length;
  }
  return 0;
}

static _Noreturn void die(void) {
  kill(getpid(), SIGKILL);
  for (;;) pause();
}

/* Past the hooks below, and in one piece: threads may call at once. */
static void note(long number, const char *kind, const char *path) {
  static atomic_int log = -2;
  if (log == -2) {
    const char *name = getenv("FAULTS_LOG");
    log = name ? (int)syscall(SYS_openat, AT_FDCWD, name, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC,
                              0644)
               : -1;
  }
  if (log < 0) return;
  char line[PATH_MAX + 64];
  int length = snprintf(line, sizeof line, "%ld %s %s\n", number, kind, path);
  syscall(SYS_write, log, line, length);
}

/* What is to become of a call on a path. */
static enum verdict verdict_on(const char *kind, const char *path) {
  if (!path || !counts(kind)) return PASS;
  long number = ++calls;
  note(number, kind, path);
  long due = atol(setting("FAULTS_CALL"));
  if (due == 0 || number < due) return PASS;
  const char *repeat = setting("FAULTS_REPEAT");
  if (strcmp(repeat, "sticky") != 0 && number > due) {
    if (strcmp(repeat, "alternate") != 0 || (number - due) % 2) return PASS;
  }
  const char *action = setting("FAULTS_ACTION");
  if (strcmp(action, "die") == 0) die();
  if (strcmp(action, "half") == 0) return HALF;
  if (strcmp(action, "short") == 0) return SHORT;
  if (strcmp(action, "full") == 0) return FULL;
  if (strcmp(action, "roomy") == 0) return ROOMY;
  errno = atoi(setting("FAULTS_ERROR"));
  return FAIL;
}

static enum verdict verdict_on_path(const char *kind, const char *path) {
  return path && is_inside(path) ? verdict_on(kind, path) : PASS;
}

/* A call that is done whole or not at all. */
#define ATOMIC(fate, failure, call)                                                               \
  ({                                                                                              \
    enum verdict decided = (fate);                                                                \
    __typeof__(failure) answer = (failure);                                                       \
    if (decided != FAIL) answer = (call);                                                         \
    if (decided == HALF) die();                                                                   \
    answer;                                                                                       \
  })

static int remember(int descriptor, const char *path) {
  if (0 <= descriptor && descriptor < DESCRIPTORS) {
    free(paths[descriptor]);
    paths[descriptor] = is_inside(path) ? strdup(path) : NULL;
  }
  return descriptor;
}

static int open_at(int folder, const char *path, int flags, mode_t mode) {
  const char *kind = flags & (O_WRONLY | O_RDWR | O_CREAT) ? "open-to-write" : "open-to-read";
  return remember(
      ATOMIC(verdict_on_path(kind, path), -1, NEXT(openat)(folder, path, flags, mode)), path);
}

static mode_t mode_among(int flags, va_list arguments) {
  return flags & (O_CREAT | O_TMPFILE) ? va_arg(arguments, mode_t) : 0;
}

int open(const char *path, int flags, ...) {
  va_list arguments;
  va_start(arguments, flags);
  mode_t mode = mode_among(flags, arguments);
  va_end(arguments);
  return open_at(AT_FDCWD, path, flags, mode);
}

int openat(int folder, const char *path, int flags, ...) {
  va_list arguments;
  va_start(arguments, flags);
  mode_t mode = mode_among(flags, arguments);
  va_end(arguments);
  return open_at(folder, path, flags, mode);
}

int open64(const char *path, int flags, ...) __attribute__((alias("open")));
int openat64(int folder, const char *path, int flags, ...) __attribute__((alias("openat")));

DIR *opendir(const char *path) {
  return ATOMIC(verdict_on_path("opendir", path), (DIR *)NULL, NEXT(opendir)(path));
}

int close(int descriptor) {
  const char *path = path_of(descriptor);
  enum verdict decided = verdict_on("close", path);
  int code = errno;
  if (path) {
    free(paths[descriptor]);
    paths[descriptor] = NULL;
  }
  /* Even where it fails, close has closed. */
  int answer = NEXT(close)(descriptor);
  if (decided == HALF) die();
  if (decided != FAIL) return answer;
  errno = code;
  return -1;
}

ssize_t write(int descriptor, const void *bytes, size_t count) {
  switch (verdict_on("write", path_of(descriptor))) {
  case FAIL:
    return -1;
  case SHORT:
    return NEXT(write)(descriptor, bytes, count > 1 ? count / 2 : count);
  case HALF:
    NEXT(write)(descriptor, bytes, count / 2);
    die();
  default:
    break;
  }
  return NEXT(write)(descriptor, bytes, count);
}

ssize_t pwrite(int descriptor, const void *bytes, size_t count, off_t offset) {
  switch (verdict_on("pwrite", path_of(descriptor))) {
  case FAIL:
    return -1;
  case SHORT:
    return NEXT(pwrite)(descriptor, bytes, count > 1 ? count / 2 : count, offset);
  case HALF:
    NEXT(pwrite)(descriptor, bytes, count / 2, offset);
    die();
  default:
    break;
  }
  return NEXT(pwrite)(descriptor, bytes, count, offset);
}

ssize_t pwrite64(int descriptor, const void *bytes, size_t count, off64_t offset)
    __attribute__((alias("pwrite")));

ssize_t read(int descriptor, void *bytes, size_t count) {
  return ATOMIC(verdict_on("read", path_of(descriptor)), (ssize_t)-1,
                NEXT(read)(descriptor, bytes, count));
}

ssize_t pread(int descriptor, void *bytes, size_t count, off_t offset) {
  return ATOMIC(verdict_on("pread", path_of(descriptor)), (ssize_t)-1,
                NEXT(pread)(descriptor, bytes, count, offset));
}

ssize_t pread64(int descriptor, void *bytes, size_t count, off64_t offset)
    __attribute__((alias("pread")));

int fsync(int descriptor) {
  return ATOMIC(verdict_on("fsync", path_of(descriptor)), -1, NEXT(fsync)(descriptor));
}

int fdatasync(int descriptor) {
  return ATOMIC(verdict_on("fsync", path_of(descriptor)), -1, NEXT(fdatasync)(descriptor));
}

int ftruncate(int descriptor, off_t length) {
  return ATOMIC(verdict_on("ftruncate", path_of(descriptor)), -1,
                NEXT(ftruncate)(descriptor, length));
}

int ftruncate64(int descriptor, off64_t length) __attribute__((alias("ftruncate")));

int truncate(const char *path, off_t length) {
  return ATOMIC(verdict_on_path("ftruncate", path), -1, NEXT(truncate)(path, length));
}

int rename(const char *old, const char *new) {
  return ATOMIC(verdict_on_path("rename", new), -1, NEXT(rename)(old, new));
}

int link(const char *old, const char *new) {
  return ATOMIC(verdict_on_path("link", new), -1, NEXT(link)(old, new));
}

int unlink(const char *path) {
  return ATOMIC(verdict_on_path("unlink", path), -1, NEXT(unlink)(path));
}

int mkdir(const char *path, mode_t mode) {
  return ATOMIC(verdict_on_path("mkdir", path), -1, NEXT(mkdir)(path, mode));
}

int rmdir(const char *path) {
  return ATOMIC(verdict_on_path("rmdir", path), -1, NEXT(rmdir)(path));
}

int flock(int descriptor, int operation) {
  const char *locks = setting("FAULTS_LOCKS");
  if (strcmp(locks, "none") == 0) return 0;
  if (*locks == '\0') return NEXT(flock)(descriptor, operation);
  errno = strcmp(locks, "missing") == 0 ? ENOSYS : ENOLCK;
  return -1;
}

int statvfs(const char *path, struct statvfs *statistics) {
  enum verdict decided = verdict_on_path("statvfs", path);
  int answer = decided == FAIL ? -1 : NEXT(statvfs)(path, statistics);
  if (decided == FULL) statistics->f_bavail = 0;
  if (decided == ROOMY) statistics->f_bavail = 1ul << 40;
  return answer;
}

int statvfs64(const char *path, struct statvfs64 *statistics) __attribute__((alias("statvfs")));
