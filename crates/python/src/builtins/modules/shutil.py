"""Our `shutil`: copies below `--allow-write DIR`, and looking for programs, of which there are none."""

import os
import _system


class Error(OSError):
    pass


class SameFileError(Error):
    pass


def get_terminal_size(fallback=(80, 24)):
    return os.terminal_size(fallback)


def which(cmd, mode=1, path=None):
    return None


def copyfileobj(fsrc, fdst, length=0):
    fdst.write(fsrc.read())


def copyfile(src, dst, *, follow_symlinks=True):
    if os.path.exists(dst) and os.path.samefile(src, dst):
        raise SameFileError(f"{src!r} and {dst!r} are the same file")
    with open(src, "rb") as source:
        content = source.read()
    with open(dst, "wb") as target:
        target.write(content)
    return dst


def copy(src, dst, *, follow_symlinks=True):
    if os.path.isdir(dst):
        dst = os.path.join(dst, os.path.basename(src))
    return copyfile(src, dst)


copy2 = copy


def copymode(src, dst, *, follow_symlinks=True):
    pass


copystat = copymode


def ignore_patterns(*patterns):
    import fnmatch

    def ignore(path, names):
        return {name for name in names for pattern in patterns if fnmatch.fnmatch(name, pattern)}
    return ignore


def copytree(src, dst, symlinks=False, ignore=None, copy_function=copy2, ignore_dangling_symlinks=False,
             dirs_exist_ok=False):
    names = os.listdir(src)
    ignored = ignore(os.fspath(src), names) if ignore is not None else set()
    os.makedirs(dst, exist_ok=dirs_exist_ok)
    for name in names:
        if name in ignored:
            continue
        source = os.path.join(src, name)
        target = os.path.join(dst, name)
        if os.path.isdir(source):
            copytree(source, target, symlinks, ignore, copy_function, dirs_exist_ok=dirs_exist_ok)
        else:
            copy_function(source, target)
    return dst


def move(src, dst, copy_function=copy2):
    _system.refuse("`shutil.move` moves files, which a model may not")


def rmtree(path, ignore_errors=False, onerror=None, *, dir_fd=None):
    if not os.path.exists(path) and ignore_errors:
        return
    _system.refuse("`shutil.rmtree` deletes files, which a model may not")


def make_archive(*args, **kwargs):
    _system.refuse("`shutil.make_archive` writes an archive, which a model may not")


def unpack_archive(*args, **kwargs):
    _system.refuse("`shutil.unpack_archive` unpacks an archive, which a model may not")


def disk_usage(path):
    _system.refuse("`shutil.disk_usage` asks for the machine, which a model may not")
