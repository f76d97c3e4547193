/* A layer between a process and its system calls, loaded before the C library (LD_PRELOAD).
 *
 * It counts the calls that touch what is below one folder and does something else of the N-th: refuses it, writes half,
 * dies. What to do is read in a file shared with who asks (PANNES_ETAT), by this process and by those it gives birth to:
 * one count for all. See couche.py, which declares the same structure.
 */
#define _GNU_SOURCE
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

enum { DORT, COMPTE, REFUSE, MEURT, COURT, DECHIRE, PERD, ATTEND, PERSISTE };

static struct etat {
    int32_t mode, code;
    int64_t point;
    _Atomic int64_t compte, touches;
    char base[512], trace[512], appel[32], chemin[512], de[512], vers[512], garde[512];
} *etat;

#define DESCRIPTEURS 65536
static unsigned char suivi[DESCRIPTEURS];

__attribute__((constructor)) static void lire_l_etat(void) {
    const char *nom = getenv("PANNES_ETAT");
    int fd = nom ? syscall(SYS_openat, AT_FDCWD, nom, O_RDWR | O_CLOEXEC) : -1;
    if (fd < 0) return;
    void *vu = (void *)syscall(SYS_mmap, 0, sizeof *etat, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    syscall(SYS_close, fd);
    if (vu != MAP_FAILED) etat = vu;
}

/* The same function of the C library; some exist only under the version that old wheels ask for. */
static void *vraie(const char *nom) {
    void *found = dlsym(RTLD_NEXT, nom);
    if (!found) found = dlvsym(RTLD_NEXT, nom, "GLIBC_2.2.5");
    return found ? found : dlvsym(RTLD_NEXT, nom, "GLIBC_2.17");
}

static int dedans(const char *chemin) {
    if (!etat || !etat->mode || !chemin) return 0;
    size_t n = strlen(etat->base);
    return n && !strncmp(chemin, etat->base, n) && (chemin[n] == '/' || !chemin[n]);
}
static int tenu(int fd) { return etat && etat->mode && fd >= 0 && fd < DESCRIPTEURS && suivi[fd]; }
static int sous(int dir, const char *chemin) { return dedans(chemin) || (chemin && *chemin != '/' && tenu(dir)); }
static int suivre(int fd) { if (fd >= 0 && fd < DESCRIPTEURS) suivi[fd] = 1; return fd; }

static void nommer(int fd, char *ou, size_t taille) {
    char lien[64];
    snprintf(lien, sizeof lien, "/proc/self/fd/%d", fd);
    long n = syscall(SYS_readlinkat, AT_FDCWD, lien, ou, taille - 1);
    ou[n > 0 ? n : 0] = 0;
}

static void tracer(const char *appel, const char *chemin) {
    char ligne[700];
    int n = snprintf(ligne, sizeof ligne, "%s\t%s\n", appel, chemin);
    int fd = syscall(SYS_openat, AT_FDCWD, etat->trace, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600);
    syscall(SYS_write, fd, ligne, n);
    syscall(SYS_close, fd);
}

/* With it dies what it started: the power is cut for all. */
static void mourir(void) { syscall(SYS_kill, 0, SIGKILL); for (;;) pause(); }

/* A full disk refuses what makes it grow, one gone read-only refuses all that changes it. */
static int persiste(char genre) {
    return genre == 'g' || (genre == 'c' && etat->code != ENOSPC && etat->code != EDQUOT);
}

/* What to do of this call: 0, or the mode that strikes it (errno is set). ``genre``: g grows, c changes, l looks. */
static int frappe(const char *appel, char genre, const char *chemin, int fd) {
    char nom[512];
    int64_t n = ++etat->compte;
    int struck = etat->mode == PERSISTE ? n >= etat->point && persiste(genre) : n == etat->point;
    if (etat->mode != COMPTE && !struck) return 0;
    if (!chemin || *chemin != '/') {
        nommer(fd, nom, sizeof nom);
        if (chemin) snprintf(nom + strlen(nom), sizeof nom - strlen(nom), "/%s", chemin);
        chemin = nom;
    }
    if (etat->mode == COMPTE) { tracer(appel, chemin); return 0; }
    if (!etat->touches++) {
        snprintf(etat->appel, sizeof etat->appel, "%s", appel);
        snprintf(etat->chemin, sizeof etat->chemin, "%s", chemin);
    }
    if (etat->mode == MEURT) mourir();
    errno = etat->code;
    return etat->mode;
}

#define REFUSER(appel, genre, chemin, fd) do { int m = frappe(appel, genre, chemin, fd); \
    if (m == REFUSE || m == PERSISTE) { errno = etat->code; return -1; } } while (0)

/* -- opening ------------------------------------------------------------------------------------------------------ */

static int ecrit(int flags) { return (flags & O_ACCMODE) != O_RDONLY || flags & O_CREAT; }
static mode_t droits(int flags, va_list l) { return flags & (O_CREAT | O_TMPFILE) ? va_arg(l, mode_t) : 0; }
static int ouvrir(int dir, const char *chemin, int flags, mode_t mode) {
    int ours = sous(dir, chemin);
    if (ours) REFUSER(ecrit(flags) ? "open+" : "open", flags & O_CREAT ? 'g' : ecrit(flags) ? 'c' : 'l', chemin, dir);
    int fd = syscall(SYS_openat, dir, chemin, flags | O_LARGEFILE, mode);
    if (fd >= 0 && fd < DESCRIPTEURS) suivi[fd] = ours;
    return fd;
}
#define OUVRIR(nom) int nom(const char *chemin, int flags, ...) { va_list l; va_start(l, flags); \
    mode_t m = droits(flags, l); va_end(l); return ouvrir(AT_FDCWD, chemin, flags, m); }
OUVRIR(open) OUVRIR(open64)
#define OUVRIR_DANS(nom) int nom(int dir, const char *chemin, int flags, ...) { va_list l; va_start(l, flags); \
    mode_t m = droits(flags, l); va_end(l); return ouvrir(dir, chemin, flags, m); }
OUVRIR_DANS(openat) OUVRIR_DANS(openat64)
int __open_2(const char *chemin, int flags) { return ouvrir(AT_FDCWD, chemin, flags, 0); }
int __open64_2(const char *chemin, int flags) { return ouvrir(AT_FDCWD, chemin, flags, 0); }
int creat(const char *chemin, mode_t mode) { return ouvrir(AT_FDCWD, chemin, O_CREAT | O_WRONLY | O_TRUNC, mode); }

/* Like the system, it lets go of the descriptor even when it says that something went wrong. */
int close(int fd) {
    if (!tenu(fd)) { if (fd >= 0 && fd < DESCRIPTEURS) suivi[fd] = 0; return syscall(SYS_close, fd); }
    int m = frappe("close", 'l', 0, fd);
    suivi[fd] = 0;
    int done = syscall(SYS_close, fd);
    if (m == REFUSE) { errno = etat->code; return -1; }
    return done;
}

#define DOSSIER(nom, arg, ours, chemin, fd) DIR *nom(arg) { DIR *(*v)(arg) = vraie(#nom); \
    int o = ours; if (o && frappe("opendir", 'l', chemin, fd) == REFUSE) { errno = etat->code; return 0; } \
    DIR *d = v(x); if (o && d) suivre(dirfd(d)); return d; }
#define CHEMIN_X const char *x
#define FD_X int x
DOSSIER(opendir, CHEMIN_X, dedans(x), x, -1)
DOSSIER(fdopendir, FD_X, tenu(x), 0, x)
#define PARCOURIR(nom, type) struct type *nom(DIR *d) { struct type *(*v)(DIR *) = vraie(#nom); \
    if (tenu(dirfd(d)) && frappe("readdir", 'l', 0, dirfd(d)) == REFUSE) { errno = etat->code; return 0; } return v(d); }
PARCOURIR(readdir, dirent) PARCOURIR(readdir64, dirent64)
int closedir(DIR *d) { int (*v)(DIR *) = vraie("closedir"); int fd = dirfd(d);
    if (fd >= 0 && fd < DESCRIPTEURS) suivi[fd] = 0;
    return v(d); }

/* -- bytes -------------------------------------------------------------------------------------------------------- */

/* How many of ``n`` bytes go through; -1 when none does. */
static ssize_t passe(const char *appel, char genre, int fd, size_t n) {
    if (!tenu(fd)) return n;
    int m = frappe(appel, genre, 0, fd);
    if (m == REFUSE || m == PERSISTE) return -1;
    return (m == COURT || m == DECHIRE) && n > 1 ? n / 2 : n;
}
#define DIRE(n) if (etat && etat->mode == DECHIRE && etat->point == etat->compte && (n) >= 0 && tenu(fd)) mourir()
#define ECRIRE(nom, numero) ssize_t nom(int fd, const void *b, size_t n) { \
    ssize_t p = passe("write", 'g', fd, n); if (p < 0) return -1; \
    ssize_t d = syscall(numero, fd, b, p); if ((size_t)p < n) DIRE(d); return d; }
ECRIRE(write, SYS_write)
#define ECRIRE_A(nom) ssize_t nom(int fd, const void *b, size_t n, off_t o) { \
    ssize_t p = passe("pwrite", 'g', fd, n); if (p < 0) return -1; \
    ssize_t d = syscall(SYS_pwrite64, fd, b, p, o); if ((size_t)p < n) DIRE(d); return d; }
ECRIRE_A(pwrite) ECRIRE_A(pwrite64)
#define LIRE(nom, plus) ssize_t nom(int fd, void *b, size_t n plus) { \
    ssize_t p = passe("read", 'l', fd, n); return p < 0 ? -1 : syscall(SYS_read, fd, b, p); }
#define VIRGULE_TAILLE , size_t taille __attribute__((unused))
LIRE(read, ) LIRE(__read_chk, VIRGULE_TAILLE)
#define LIRE_A(nom, plus) ssize_t nom(int fd, void *b, size_t n, off_t o plus) { \
    ssize_t p = passe("pread", 'l', fd, n); return p < 0 ? -1 : syscall(SYS_pread64, fd, b, p, o); }
LIRE_A(pread, ) LIRE_A(pread64, ) LIRE_A(__pread_chk, VIRGULE_TAILLE) LIRE_A(__pread64_chk, VIRGULE_TAILLE)
#define VECTEUR(nom, appel, genre, numero) ssize_t nom(int fd, const struct iovec *v, int n) { \
    if (tenu(fd)) REFUSER(appel, genre, 0, fd); \
    return syscall(numero, fd, v, n); }
VECTEUR(writev, "write", 'g', SYS_writev) VECTEUR(readv, "read", 'l', SYS_readv)
#define ENVOYER(nom) ssize_t nom(int out, int in, off_t *o, size_t n) { \
    ssize_t p = passe("sendfile", 'g', out, n); return p < 0 ? -1 : syscall(SYS_sendfile, out, in, o, p); }
ENVOYER(sendfile) ENVOYER(sendfile64)
ssize_t copy_file_range(int in, off64_t *i, int out, off64_t *o, size_t n, unsigned f) {
    ssize_t p = passe("sendfile", 'g', out, n);
    return p < 0 ? -1 : syscall(SYS_copy_file_range, in, i, out, o, p, f); }

/* A rename waits here to be lost: the machine stops before its folder is on the disk. */
static void couper_avant(int fd) {
    char nom[512], parent[512];
    if (!etat || etat->mode != ATTEND) return;
    nommer(fd, nom, sizeof nom);
    snprintf(parent, sizeof parent, "%s", etat->vers);
    *strrchr(parent, '/') = 0;
    if (!strcmp(nom, parent)) mourir();
}
#define GRAVER(nom, numero) int nom(int fd) { \
    if (tenu(fd)) { couper_avant(fd); REFUSER("fsync", 'c', 0, fd); } return syscall(numero, fd); }
GRAVER(fsync, SYS_fsync) GRAVER(fdatasync, SYS_fdatasync)
#define TAILLER(nom) int nom(int fd, off_t n) { \
    if (tenu(fd)) REFUSER("ftruncate", 'c', 0, fd); \
    return syscall(SYS_ftruncate, fd, n); }
TAILLER(ftruncate) TAILLER(ftruncate64)
#define RESERVER(nom) int nom(int fd, off_t o, off_t n) { int (*v)(int, off_t, off_t) = vraie(#nom); \
    if (tenu(fd) && frappe("fallocate", 'g', 0, fd)) return etat->code; \
    return v(fd, o, n); }
RESERVER(posix_fallocate) RESERVER(posix_fallocate64)
#define RESERVER_EN(nom) int nom(int fd, int m, off_t o, off_t n) { if (tenu(fd)) REFUSER("fallocate", 'g', 0, fd); \
    return syscall(SYS_fallocate, fd, m, o, n); }
RESERVER_EN(fallocate) RESERVER_EN(fallocate64)
#define PROJETER(nom) void *nom(void *a, size_t n, int p, int f, int fd, off_t o) { \
    if (tenu(fd) && frappe("mmap", 'l', 0, fd) == REFUSE) { errno = etat->code; return MAP_FAILED; } \
    return (void *)syscall(SYS_mmap, a, n, p, f, fd, o); }
PROJETER(mmap) PROJETER(mmap64)
int flock(int fd, int op) { \
    if (tenu(fd)) REFUSER("flock", 'l', 0, fd); \
    return syscall(SYS_flock, fd, op); }
#define VERROUILLER(nom) int nom(int fd, int cmd, ...) { va_list l; va_start(l, cmd); void *a = va_arg(l, void *); va_end(l); \
    if (tenu(fd) && (cmd == F_SETLK || cmd == F_SETLKW || cmd == F_OFD_SETLK || cmd == F_OFD_SETLKW)) \
        REFUSER("fcntl", 'l', 0, fd); \
    int d = syscall(SYS_fcntl, fd, cmd, a); \
    if ((cmd == F_DUPFD || cmd == F_DUPFD_CLOEXEC) && d >= 0 && d < DESCRIPTEURS) suivi[d] = tenu(fd); \
    return d; }
VERROUILLER(fcntl) VERROUILLER(fcntl64)

/* -- names -------------------------------------------------------------------------------------------------------- */

static int renommer(int d1, const char *de, int d2, const char *vers, unsigned f) {
    if (!sous(d1, de) && !sous(d2, vers)) return syscall(SYS_renameat2, d1, de, d2, vers, f);
    int m = frappe("rename", 'c', vers, d2);
    if (m == REFUSE || m == PERSISTE) { errno = etat->code; return -1; }
    if (m == PERD) {
        snprintf(etat->de, sizeof etat->de, "%s", de);
        snprintf(etat->vers, sizeof etat->vers, "%s", vers);
        syscall(SYS_linkat, AT_FDCWD, vers, AT_FDCWD, etat->garde, 0);
        etat->mode = ATTEND;
    }
    return syscall(SYS_renameat2, d1, de, d2, vers, f);
}
int rename(const char *de, const char *vers) { return renommer(AT_FDCWD, de, AT_FDCWD, vers, 0); }
int renameat(int a, const char *de, int b, const char *vers) { return renommer(a, de, b, vers, 0); }
int renameat2(int a, const char *de, int b, const char *vers, unsigned f) { return renommer(a, de, b, vers, f); }
int linkat(int a, const char *de, int b, const char *vers, int f) {
    if (sous(b, vers)) REFUSER("link", 'g', vers, b);
    return syscall(SYS_linkat, a, de, b, vers, f); }
int link(const char *de, const char *vers) { return linkat(AT_FDCWD, de, AT_FDCWD, vers, 0); }
int unlinkat(int d, const char *chemin, int f) {
    if (sous(d, chemin)) REFUSER("unlink", 'c', chemin, d);
    return syscall(SYS_unlinkat, d, chemin, f); }
int unlink(const char *chemin) { return unlinkat(AT_FDCWD, chemin, 0); }
int rmdir(const char *chemin) { return unlinkat(AT_FDCWD, chemin, AT_REMOVEDIR); }
int remove(const char *chemin) { int d = unlink(chemin); return d && errno == EISDIR ? rmdir(chemin) : d; }
int mkdirat(int d, const char *chemin, mode_t m) {
    if (sous(d, chemin)) REFUSER("mkdir", 'g', chemin, d);
    return syscall(SYS_mkdirat, d, chemin, m); }
int mkdir(const char *chemin, mode_t m) { return mkdirat(AT_FDCWD, chemin, m); }
int access(const char *chemin, int m) {
    if (dedans(chemin)) REFUSER("stat", 'l', chemin, -1);
    return syscall(SYS_faccessat, AT_FDCWD, chemin, m); }

#define REGARDER(nom, st) int nom(const char *c, struct st *s) { int (*v)(const char *, struct st *) = vraie(#nom); \
    if (dedans(c)) REFUSER("stat", 'l', c, -1); \
    return v(c, s); }
REGARDER(stat, stat) REGARDER(stat64, stat64) REGARDER(lstat, stat) REGARDER(lstat64, stat64)
#define REGARDER_FD(nom, st) int nom(int fd, struct st *s) { int (*v)(int, struct st *) = vraie(#nom); \
    if (tenu(fd)) REFUSER("fstat", 'l', 0, fd); \
    return v(fd, s); }
REGARDER_FD(fstat, stat) REGARDER_FD(fstat64, stat64)
#define REGARDER_DANS(nom, st) int nom(int d, const char *c, struct st *s, int f) { \
    int (*v)(int, const char *, struct st *, int) = vraie(#nom); \
    if (sous(d, c)) REFUSER("stat", 'l', c, d); \
    return v(d, c, s, f); }
REGARDER_DANS(fstatat, stat) REGARDER_DANS(fstatat64, stat64)
#define VIEUX(nom, st) int nom(int ver, const char *c, struct st *s) { int (*v)(int, const char *, struct st *) = vraie(#nom); \
    if (dedans(c)) REFUSER("stat", 'l', c, -1); \
    return v(ver, c, s); }
VIEUX(__xstat, stat) VIEUX(__xstat64, stat64) VIEUX(__lxstat, stat) VIEUX(__lxstat64, stat64)
#define VIEUX_FD(nom, st) int nom(int ver, int fd, struct st *s) { int (*v)(int, int, struct st *) = vraie(#nom); \
    if (tenu(fd)) REFUSER("fstat", 'l', 0, fd); \
    return v(ver, fd, s); }
VIEUX_FD(__fxstat, stat) VIEUX_FD(__fxstat64, stat64)
