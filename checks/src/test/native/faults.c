/*
 * A library for LD_PRELOAD that records the calls by which a process changes files below a folder, and makes one of them fail. The
 * program of checks/faults.sh compiles it. Its settings are environment variables:
 *
 *   WGAN_FAULTS_BELOW  the folder, absolute and without links
 *   WGAN_FAULTS_LOG    a file outside of it; each call appends a line: OPERATION PATH, relative to the folder
 *   WGAN_FAULTS_PLAN   a file outside of it, which may be replaced at any time: LIFE ACTION OPERATION NUMBER PATTERN. The call fails that
 *                      has this number, counted from 1, among those of an operation whose paths match a pattern of fnmatch. Another
 *                      number of a life begins to count again. No call fails while the file does not exist or is empty.
 *
 * Actions:
 *     kill    SIGKILL; a write first writes half of its bytes
 *     short   a write writes half of its bytes
 *     eio     this call fails with EIO
 *     enospc  this call fails with ENOSPC, and all later ones that need space; a write first writes half of its bytes
 *     erofs   this call and all later ones fail with EROFS
 *     enolck  this call and all later ones that lock fail with ENOLCK
 *
 * Operations: open (for writing, or to create), mkdir, write, sync, truncate, rename (its path is the new one), unlink, lock. These are
 * the functions of the C library that the JDK calls: nm -D libnio.so libjava.so. Nothing in the JDK or in this project maps a file to
 * write to it.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <fnmatch.h>
#include <limits.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

static const char *below, *plan_file;
static int log_file = -1;
static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;

static struct {
    long life, number;
    char action[16], operation[16], pattern[PATH_MAX];
} plan;
static long matched;
static int has_failed;

__attribute__((constructor)) static void read_settings(void) {
    const char *log = getenv("WGAN_FAULTS_LOG");
    below = getenv("WGAN_FAULTS_BELOW");
    plan_file = getenv("WGAN_FAULTS_PLAN");
    if (log) log_file = syscall(SYS_openat, AT_FDCWD, log, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0644);
}

/* Reads the plan, by system calls, because the functions of the C library are those below. */
static void read_plan(void) {
    char text[PATH_MAX + 64];
    long life = plan.life;
    int file = plan_file ? syscall(SYS_openat, AT_FDCWD, plan_file, O_RDONLY | O_CLOEXEC) : -1;
    ssize_t length = file < 0 ? 0 : read(file, text, sizeof text - 1);
    if (file >= 0) syscall(SYS_close, file);
    text[length < 0 ? 0 : length] = 0;
    plan.pattern[0] = 0;
    sscanf(text, "%ld %15s %15s %ld %4095[^\n]", &plan.life, plan.action, plan.operation, &plan.number, plan.pattern);
    if (plan.life != life) matched = has_failed = 0;
}

/* Returns the path of a file relative to the folder; NULL if it is not below it. The buffer has PATH_MAX bytes. */
static const char *relative(const char *path, char *buffer) {
    size_t length;
    if (!below || !path) return NULL;
    if (path[0] != '/') {
        if (!getcwd(buffer, PATH_MAX)) return NULL;
        length = strlen(buffer);
        if (snprintf(buffer + length, PATH_MAX - length, "/%s", path) >= (int)(PATH_MAX - length)) return NULL;
        path = buffer;
    }
    length = strlen(below);
    return strncmp(path, below, length) == 0 && path[length] == '/' ? path + length + 1 : NULL;
}

static const char *relative_of(int file, char *buffer) {
    char link[32], path[PATH_MAX];
    const char *found;
    ssize_t length;
    if (!below) return NULL;
    snprintf(link, sizeof link, "/proc/self/fd/%d", file);
    length = readlink(link, path, sizeof path - 1);
    if (length <= 0) return NULL;
    path[length] = 0;
    found = path[0] == '/' ? relative(path, buffer) : NULL;
    return found ? strcpy(buffer, found) : NULL;
}

static void die(void) {
    kill(getpid(), SIGKILL);
    for (;;) pause();
}

/*
 * Records a call. Returns 0 if it is to be done as usual, else the error that it fails with; EAGAIN if a write is to write half of its
 * bytes.
 */
static int fault(const char *what, const char *path) {
    int error, needs_space, is_lock = !strcmp(what, "lock");
    if (!path) return 0;
    if (log_file >= 0) {
        char line[PATH_MAX + 32];
        int length = snprintf(line, sizeof line, "%s %s\n", what, path);
        syscall(SYS_write, log_file, line, length < (int)sizeof line ? length : (int)sizeof line - 1);
    }
    pthread_mutex_lock(&mutex);
    read_plan();
    needs_space = !strcmp(what, "open") || !strcmp(what, "write") || !strcmp(what, "mkdir");
    if (!plan.pattern[0]) {
        error = 0;
    } else if (has_failed) {
        error = !strcmp(plan.action, "enospc") && needs_space ? ENOSPC
              : !strcmp(plan.action, "erofs") && !is_lock     ? EROFS
              : !strcmp(plan.action, "enolck") && is_lock     ? ENOLCK
                                                              : 0;
    } else if (strcmp(what, plan.operation) != 0 || fnmatch(plan.pattern, path, 0) != 0 || ++matched != plan.number) {
        error = 0;
    } else {
        has_failed = 1;
        error = !strcmp(plan.action, "eio")    ? EIO
              : !strcmp(plan.action, "erofs")  ? EROFS
              : !strcmp(plan.action, "enolck") ? ENOLCK
              : !strcmp(what, "write")         ? EAGAIN
              : !strcmp(plan.action, "enospc") ? ENOSPC
                                               : 0;
        if (!error && !strcmp(plan.action, "kill")) die();
    }
    pthread_mutex_unlock(&mutex);
    return error;
}

/* Whether a write that writes half of its bytes is followed by SIGKILL. */
static ssize_t half(ssize_t written) {
    if (!strcmp(plan.action, "kill")) die();
    if (written <= 0 && !strcmp(plan.action, "enospc")) {
        errno = ENOSPC;
        return -1;
    }
    return written;
}

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))
#define FAIL(error) return errno = (error), -1

ssize_t write(int file, const void *bytes, size_t count) {
    char buffer[PATH_MAX];
    int error = fault("write", relative_of(file, buffer));
    if (error == EAGAIN) return half(count < 2 ? 0 : REAL(write)(file, bytes, count / 2));
    if (error) FAIL(error);
    return REAL(write)(file, bytes, count);
}

ssize_t pwrite64(int file, const void *bytes, size_t count, off64_t at) {
    char buffer[PATH_MAX];
    int error = fault("write", relative_of(file, buffer));
    if (error == EAGAIN) return half(count < 2 ? 0 : REAL(pwrite64)(file, bytes, count / 2, at));
    if (error) FAIL(error);
    return REAL(pwrite64)(file, bytes, count, at);
}

ssize_t writev(int file, const struct iovec *parts, int count) {
    char buffer[PATH_MAX];
    int error = fault("write", relative_of(file, buffer));
    if (error == EAGAIN) return half(REAL(write)(file, parts[0].iov_base, parts[0].iov_len / 2));
    if (error) FAIL(error);
    return REAL(writev)(file, parts, count);
}

int fsync(int file) {
    char buffer[PATH_MAX];
    int error = fault("sync", relative_of(file, buffer));
    if (error) FAIL(error);
    return REAL(fsync)(file);
}

int fdatasync(int file) {
    char buffer[PATH_MAX];
    int error = fault("sync", relative_of(file, buffer));
    if (error) FAIL(error);
    return REAL(fdatasync)(file);
}

int ftruncate64(int file, off64_t length) {
    char buffer[PATH_MAX];
    int error = fault("truncate", relative_of(file, buffer));
    if (error) FAIL(error);
    return REAL(ftruncate64)(file, length);
}

int rename(const char *from, const char *to) {
    char buffer[PATH_MAX];
    int error = fault("rename", relative(to, buffer));
    if (error) FAIL(error);
    return REAL(rename)(from, to);
}

int unlink(const char *path) {
    char buffer[PATH_MAX];
    int error = fault("unlink", relative(path, buffer));
    if (error) FAIL(error);
    return REAL(unlink)(path);
}

int mkdir(const char *path, mode_t mode) {
    char buffer[PATH_MAX];
    int error = fault("mkdir", relative(path, buffer));
    if (error) FAIL(error);
    return REAL(mkdir)(path, mode);
}

#define CHANGES(flags) (((flags) & O_ACCMODE) != O_RDONLY || ((flags) & O_CREAT))

int open64(const char *path, int flags, ...) {
    char buffer[PATH_MAX];
    mode_t mode = 0;
    int error;
    if (flags & (O_CREAT | __O_TMPFILE)) {
        va_list arguments;
        va_start(arguments, flags);
        mode = va_arg(arguments, mode_t);
        va_end(arguments);
    }
    error = CHANGES(flags) ? fault("open", relative(path, buffer)) : 0;
    if (error) FAIL(error);
    return REAL(open64)(path, flags, mode);
}

/* What the C library's variadic fcntl gets is an integer or a pointer, which is passed on unchanged. */
int fcntl(int file, int command, ...) {
    char buffer[PATH_MAX];
    va_list arguments;
    void *argument;
    va_start(arguments, command);
    argument = va_arg(arguments, void *);
    va_end(arguments);
    if (command == F_SETLK || command == F_SETLKW || command == F_OFD_SETLK || command == F_OFD_SETLKW) {
        struct flock *lock = argument;
        int error = lock->l_type == F_UNLCK ? 0 : fault("lock", relative_of(file, buffer));
        if (error) FAIL(error);
    }
    return REAL(fcntl)(file, command, argument);
}
