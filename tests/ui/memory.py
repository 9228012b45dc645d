"""Looks for secrets in the memory of a process."""

FREED = 16  # bytes of a freed block that are not its own any more


def search_memory(window, name, secret):
    """Everything that the process may write to. (A name for it in the system's own parts is none.)"""
    with open(f"/proc/{window.process.pid}/maps", encoding="utf-8") as maps, \
            open(f"/proc/{window.process.pid}/mem", "rb", 0) as memory:
        for line in maps:
            area, rights = line.split()[:2]
            start, end = (int(number, 16) for number in area.split("-"))
            if not rights.startswith("rw") or end - start > 1 << 30:
                continue
            try:
                memory.seek(start)
                content = memory.read(end - start)
            except OSError:
                continue
            for form in (secret.encode(), secret.encode("utf-16-le"), secret.encode("utf-32-le")):
                assert form not in content, f"{name} stands in the process's memory"
                # The allocator writes its own into the beginning of what was freed.
                assert len(form) < FREED + 8 or form[FREED:] not in content, f"the end of {name} stands in the process's memory"
