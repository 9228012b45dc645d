"""What the checks share: which files there are, and how a verdict is given."""
import pathlib
import sys

HERE = pathlib.Path(__file__).resolve().parent


def files(root, folders, endings):
    """The files of @folders (below @root) whose names end in one of @endings, sorted. Folders that
    begin with a dot and caches are left out; a missing folder is no fault."""
    for folder in folders:
        for path in sorted((root / folder).rglob("*")):
            parts = path.relative_to(root).parts
            if any(part.startswith(".") or part == "__pycache__" for part in parts):
                continue
            if path.is_file() and path.name.endswith(tuple(endings)):
                yield path


def main(check):
    """Runs @check over ROOT (the first argument, else the tree this file lies in), prints what it
    finds, and returns the exit code."""
    root = pathlib.Path(sys.argv[1]).resolve() if len(sys.argv) > 1 else HERE.parent.parent
    faults = list(check(root))
    for fault in faults:
        print(fault)
    print(f"{len(faults)} faults" if faults else "nothing to object to")
    return 1 if faults else 0
