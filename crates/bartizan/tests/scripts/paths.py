from pathlib import Path, PurePosixPath, PurePath
import os
p = Path("/a/b") / "c.tar.gz"
print(p, repr(p), p.name, p.suffix, p.suffixes, p.stem, p.parent, p.parts, p.anchor, p.is_absolute())
print([str(x) for x in p.parents], Path("."), Path(""), Path("a//b/./c"), Path("a") / "/b", "x" / Path("y"))
print(p.with_suffix(".txt"), p.with_name("d"), p.with_stem("e"), Path("a/b/c").relative_to("a"), Path("a/b").is_relative_to("a"))
print(Path("a") == Path("a/"), Path("a") < Path("b"), hash(Path("a")) == hash(Path("a")), {Path("a"): 1}[Path("a")], Path("a") == "a")
print(sorted([Path("b"), Path("a/c"), Path("a")]))
for bad in [lambda: Path("a").relative_to("b"), lambda: Path("/").with_name("x"), lambda: Path("a").with_suffix("x"), lambda: Path(3)]:
    try:
        print(bad())
    except (ValueError, TypeError) as error:
        print(type(error).__name__, error)
print(Path(".hidden").suffix == "", Path("a.").suffix == "", Path("..").name, Path("a/..").parts)
here = Path(__file__)
print(here.name, here.exists(), here.is_file(), here.parent.is_dir(), (here.parent / "no such").exists())
print(len(here.read_text()) > 100, here.read_text().splitlines()[0], here.resolve().name)
with here.open() as f:
    print(f.readline().strip())
print(os.path.basename(here), os.fspath(here) == str(here), f"{here.name:>10}", PurePosixPath("a") / "b", isinstance(here, PurePath))
