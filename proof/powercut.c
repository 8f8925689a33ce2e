/* A power cut, without privileges: whatever was not synced is gone.
 *
 * Preloaded into a server. At each successful fsync or fdatasync of a file under CUT_FROM, its content is copied to CUT_TO, under
 * the same name; an unlink is taken for durable at once. After a kill -9 the harness puts the copies in the place of the live files.
 * The copy reads through the descriptor that was synced: opening and closing the file anew would drop SQLite's locks on it.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

static int copy_path(const char *path, char *out) {
    const char *from = getenv("CUT_FROM"), *to = getenv("CUT_TO");
    size_t length = from ? strlen(from) : 0;
    if (!from || !to || strncmp(path, from, length) || path[length] != '/' || strchr(path + length + 1, '/')) return 0;
    return snprintf(out, PATH_MAX, "%s%s", to, path + length) < PATH_MAX;
}

static void keep(int fd) {
    char link[64], path[PATH_MAX], copy[PATH_MAX], half[PATH_MAX + 64], block[65536];
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, path, sizeof path - 1), got;
    if (length < 0) return;
    path[length] = 0;
    if (!copy_path(path, copy)) return;
    /* One copy at a time, over all processes: an older one must not come to lie over a newer one. */
    snprintf(half, sizeof half, "%s.lock", copy);
    int lock = open(half, O_CREAT | O_WRONLY, 0600);
    if (lock < 0 || flock(lock, LOCK_EX)) abort();
    /* Renamed into place: a kill in the middle of a copy leaves the copy before, as a cut in the middle of a sync would. */
    snprintf(half, sizeof half, "%s.%d.%d", copy, getpid(), fd);
    int out = open(half, O_CREAT | O_TRUNC | O_WRONLY, 0600);
    if (out < 0) abort();
    for (off_t at = 0; (got = pread(fd, block, sizeof block, at)) > 0; at += got)
        if (write(out, block, got) != got) abort();
    close(out);
    if (got < 0 || rename(half, copy)) abort();
    close(lock);
}

static int synced(const char *name, int fd) {
    int (*real)(int) = (int (*)(int))dlsym(RTLD_NEXT, name);
    int result = real(fd);
    if (result == 0) keep(fd);
    return result;
}

int fsync(int fd) { return synced("fsync", fd); }

int fdatasync(int fd) { return synced("fdatasync", fd); }

int unlink(const char *path) {
    int (*real)(const char *) = (int (*)(const char *))dlsym(RTLD_NEXT, "unlink");
    char copy[PATH_MAX];
    int result = real(path);
    if (result == 0 && copy_path(path, copy)) real(copy);
    return result;
}
