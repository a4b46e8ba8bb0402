"""What the operating system refused, in the reader's language."""

from __future__ import annotations

import errno
from typing import Final

from trips.i18n.language import N_, Message

_REASONS: Final[dict[int, str]] = {
    errno.ENOENT: N_("it is not there"),
    errno.EACCES: N_("you have no permission"),
    errno.EPERM: N_("you have no permission"),
    errno.EISDIR: N_("it is a folder"),
    errno.ENOTDIR: N_("a part of the path is no folder"),
    errno.EEXIST: N_("something of this name is there already"),
    errno.ENOSPC: N_("the disk is full"),
    errno.EROFS: N_("the disk can only be read"),
    errno.EIO: N_("the disk reports an error"),
    errno.ENAMETOOLONG: N_("the name is too long"),
    errno.EBUSY: N_("another program is using it"),
    errno.ENOTEMPTY: N_("the folder is not empty"),
}


def reason(error: OSError) -> Message:
    """Why the operating system refused; in its own words where it is nothing usual."""
    known = _REASONS.get(error.errno or 0)
    return Message(known) if known else Message("{why}", why=error.strerror or type(error).__name__)
