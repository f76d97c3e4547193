"""Runs a command under what a systemd unit declares of it, without systemd: its filter of system calls, no capability,
no writable code. ``python -m tests.confinement UNIT COMMAND…``.
"""

import ctypes
import errno
import os
import subprocess
import sys
from functools import cache
from pathlib import Path

PR_SET_NO_NEW_PRIVS, PR_CAPBSET_DROP, PR_SET_MDWE = 38, 24, 65
SCMP_ACT_ALLOW, SCMP_ACT_ERRNO = 0x7FFF0000, 0x00050000


def directives(unit: Path) -> list[tuple[str, str]]:
    """Every setting of a unit, in its order."""
    lines = (line.strip() for line in unit.read_text(encoding="utf-8").splitlines())
    return [tuple(line.split("=", 1)) for line in lines if line and line[0] not in "#[;"]


@cache
def calls(group: str) -> frozenset[str]:
    """System calls of a group, as this machine's systemd lists them."""
    if not group.startswith("@"):
        return frozenset({group})
    said = subprocess.run(
        ["systemd-analyze", "syscall-filter", "--no-pager", group], capture_output=True, text=True, check=True
    )
    words = [line.strip() for line in said.stdout.splitlines()[1:]]
    return frozenset().union(*(calls(word) for word in words if word and not word.startswith("#")))


def allowed(unit: Path) -> frozenset[str]:
    """What the filter of a unit lets through: groups added, then taken away."""
    found: frozenset[str] = frozenset()
    for name, value in directives(unit):
        if name == "SystemCallFilter":
            groups = frozenset().union(*(calls(group) for group in value.removeprefix("~").split()))
            found = found - groups if value.startswith("~") else found | groups
    # systemd always leaves these.
    return found | calls("@default")


def confine(unit: Path) -> None:
    said, libc = dict(directives(unit)), ctypes.CDLL(None, use_errno=True)
    _must(libc.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0)
    if said["CapabilityBoundingSet"] == "" and os.geteuid() == 0:
        last = int(Path("/proc/sys/kernel/cap_last_cap").read_text(encoding="ascii"))
        _must(all(libc.prctl(PR_CAPBSET_DROP, cap, 0, 0, 0) == 0 for cap in range(last + 1)))
    if said["MemoryDenyWriteExecute"] == "yes":
        # A kernel older than 6.3 does not know how; systemd then forbids it by its own filter.
        _must(libc.prctl(PR_SET_MDWE, 1, 0, 0, 0) == 0 or ctypes.get_errno() == errno.EINVAL)
    os.umask(int(said["UMask"], 8))
    _filter(allowed(unit))


def _filter(names: frozenset[str]) -> None:
    lib = ctypes.CDLL("libseccomp.so.2", use_errno=True)
    lib.seccomp_init.restype = ctypes.c_void_p
    lib.seccomp_init.argtypes = [ctypes.c_uint32]
    lib.seccomp_rule_add.argtypes = [ctypes.c_void_p, ctypes.c_uint32, ctypes.c_int, ctypes.c_uint]
    lib.seccomp_load.argtypes = [ctypes.c_void_p]
    context = lib.seccomp_init(SCMP_ACT_ERRNO | errno.EPERM)
    for name in names:
        number = lib.seccomp_syscall_resolve_name(name.encode())
        # Those of another processor have a negative number.
        if number >= 0:
            _must(lib.seccomp_rule_add(context, SCMP_ACT_ALLOW, number, 0) == 0)
    _must(lib.seccomp_load(context) == 0)


def _must(is_done: bool) -> None:
    if not is_done:
        sys.exit(f"confinement impossible : {os.strerror(ctypes.get_errno())}")


if __name__ == "__main__":
    confine(Path(sys.argv[1]))
    os.execvp(sys.argv[2], sys.argv[2:])  # noqa: S606 the command of a test
