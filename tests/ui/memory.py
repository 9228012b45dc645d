"""Looks for secrets in the memory of a process."""
import base64

FREED = 16  # bytes of a freed block that are not its own any more


def forms_of(secret):
    """@secret as it may stand there: bytes as they are; text in every width, and in groups of four, as keys are shown."""
    if isinstance(secret, bytes):
        return [secret]
    grouped = " ".join(secret[start:start + 4] for start in range(0, len(secret), 4))
    return [text.encode(code) for text in (secret, grouped) for code in ("utf-8", "utf-16-le", "utf-32-le")]


def forms_of_key(name, key):
    """A set-up key: as text, and as the bytes that passcodes are made of."""
    return {f"{name} as text": key, f"{name} as bytes": base64.b32decode(key)}


def ends_of(forms):
    """What is left of @forms in freed blocks: the allocator writes its own into their beginning."""
    return [form[FREED:] for form in forms if len(form) >= FREED + 8]


def found_in_memory(window, secrets, freed=False):
    """Which of @secrets (name → text or bytes) stand anywhere the process may write to. (A name for it in the system's own parts
    is none.) @freed: or their ends, where the beginning was written over"""
    wanted = {name: forms_of(secret) for name, secret in secrets.items()}
    if freed:
        wanted = {name: forms + ends_of(forms) for name, forms in wanted.items()}
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
            for name, forms in list(wanted.items()):
                if any(form in content for form in forms):
                    del wanted[name]
    return set(secrets) - set(wanted)


def search_memory(window, name, secret):
    not_in_memory(window, {name: secret})


def not_in_memory(window, secrets):
    found = found_in_memory(window, secrets, freed=True)
    assert not found, f"{', '.join(sorted(found))}: in the process's memory"


def in_memory(window, secrets):
    """What must be there while it is needed: else nothing would be proven by its absence."""
    missing = set(secrets) - found_in_memory(window, secrets)
    assert not missing, f"{', '.join(sorted(missing))}: not in the process's memory where it must be"
