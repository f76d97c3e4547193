"""Put a folder in the place of another by one gesture of the system: what is there is the one or the other, whole."""

import ctypes
import errno
import os
from pathlib import Path

_ICI, _ECHANGER = -100, 2
_SANS_ECHANGE = {errno.ENOSYS, errno.EINVAL, errno.EOPNOTSUPP}


def echanger(un: Path, autre: Path) -> None:
    """Both exist; each takes the name of the other. Raises OSError.

    Where the system or the file system cannot, two renames: between them, nothing is at ``autre`` and both are whole.
    """
    call = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if call is not None:
        if call(_ICI, os.fsencode(un), _ICI, os.fsencode(autre), _ECHANGER) == 0:
            return
        if (code := ctypes.get_errno()) not in _SANS_ECHANGE:
            raise OSError(code, os.strerror(code), str(autre))
    kept = un.with_name(f"{un.name}-echange")
    autre.rename(kept)
    un.rename(autre)
    kept.rename(un)
