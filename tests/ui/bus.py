"""What is on the accessibility bus, asked for in as few questions as it takes: each costs the program as much time as us.
One at a time, so that it comes to draw in between."""
import contextlib
import re

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, Gio, GLib  # noqa: E402

ACCESSIBLE = "org.a11y.atspi.Accessible"
ACTION = "org.a11y.atspi.Action"
COMPONENT = "org.a11y.atspi.Component"
PROPERTIES = "org.freedesktop.DBus.Properties"
REGISTRY = "org.a11y.atspi.Registry"
TEXT = "org.a11y.atspi.Text"
ROOT = "/org/a11y/atspi/accessible/root"
IN_WINDOW = GLib.Variant("(u)", (1,))
ALL_OF_ACCESSIBLE = GLib.Variant("(s)", (ACCESSIBLE,))
NAME = GLib.Variant("(ss)", (ACCESSIBLE, "Name"))
ALL_TEXT = GLib.Variant("(ii)", (0, 1000000))
# These have no text of their own, and below the others is nothing.
SILENT = {"panel", "filler", "push button", "toggle button", "page tab", "page tab list", "scroll pane"}
LEAVES = {"label", "separator", "scroll bar"}


class Bus:
    """The bus that GTK tells what it shows."""

    def __init__(self, timeout):
        """@timeout: milliseconds: a program that hangs makes the question fail instead of hanging us."""
        session = Gio.bus_get_sync(Gio.BusType.SESSION)
        address = session.call_sync("org.a11y.Bus", "/org/a11y/bus", "org.a11y.Bus", "GetAddress", None, None,
                                    Gio.DBusCallFlags.NONE, timeout).unpack()[0]
        self.timeout = timeout
        self.connection = Gio.DBusConnection.new_for_address_sync(
            address, Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT | Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION)
        self.programs = {}  # process ID → Node
        self.roles = {}  # path → name of the role: both are a thing's for ever
        self.interfaces = {}  # path → whether it has a text, the same
        self.last_focused = None  # (nullable): the Node that said so last
        self.connection.signal_subscribe(None, "org.a11y.atspi.Event.Object", "StateChanged", None, "focused",
                                         Gio.DBusSignalFlags.NONE, self.on_focus)
        self.ask(REGISTRY, "/org/a11y/atspi/registry", REGISTRY, "RegisterEvent",
                 GLib.Variant("(s)", ("object:state-changed:focused",)))

    def on_focus(self, connection, sender, path, interface, signal, arguments):
        if arguments.get_child_value(1).unpack():
            self.last_focused = Node(self, sender, path)

    def ask(self, owner, path, interface, method, arguments=None):
        """One question; returns a GLib.Variant, whose unpack() is slow. Fails with GLib.Error."""
        return self.connection.call_sync(owner, path, interface, method, arguments, None, Gio.DBusCallFlags.NONE, self.timeout)

    def pid_of(self, owner):
        return self.ask("org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus",
                        "GetConnectionUnixProcessID", GLib.Variant("(s)", (owner,))).unpack()[0]

    def program(self, pid):
        """The Node of the program with that process ID, or None."""
        if pid not in self.programs:
            for owner, path in self.ask(REGISTRY, ROOT, ACCESSIBLE, "GetChildren").unpack()[0]:
                with contextlib.suppress(GLib.Error):  # it is ending
                    self.programs[self.pid_of(owner)] = Node(self, owner, path)
        return self.programs.get(pid)


class Box:
    """Where a thing is drawn in its window, pixels."""

    def __init__(self, x, y, width, height):
        self.x, self.y, self.width, self.height = x, y, width, height


class Node:
    """One thing on the bus. What may change is asked anew each time."""

    def __init__(self, bus, owner, path, parent=None):
        self.bus, self.owner, self.path, self.parent = bus, owner, path, parent

    def __eq__(self, other):
        return isinstance(other, Node) and (self.owner, self.path) == (other.owner, other.path)

    def __hash__(self):
        return hash((self.owner, self.path))

    def ask(self, interface, method, arguments=None):
        return self.bus.ask(self.owner, self.path, interface, method, arguments)

    def property(self, interface, name):
        return self.ask(PROPERTIES, "Get", GLib.Variant("(ss)", (interface, name))).unpack()[0]

    def get_name(self):
        return self.ask(PROPERTIES, "Get", NAME).get_child_value(0).get_variant().get_string()

    def get_description(self):
        return self.property(ACCESSIBLE, "Description")

    def describe(self):
        """Name and description, as far as there are any."""
        known = self.ask(PROPERTIES, "GetAll", ALL_OF_ACCESSIBLE).get_child_value(0)
        values = [known.lookup_value(name, None) for name in ("Name", "Description")]
        return [value.get_string() for value in values if value]

    def get_role_name(self):
        key = (self.owner, self.path)
        if key not in self.bus.roles:
            self.bus.roles[key] = Atspi.role_get_name(Atspi.Role(self.ask(ACCESSIBLE, "GetRole").unpack()[0]))
        return self.bus.roles[key]

    def has_text(self):
        key = (self.owner, self.path)
        if self.get_role_name() in SILENT:
            return False
        if key not in self.bus.interfaces:
            self.bus.interfaces[key] = TEXT in self.ask(ACCESSIBLE, "GetInterfaces").unpack()[0]
        return self.bus.interfaces[key]

    def get_parent(self):
        return self.parent

    def get_children(self):
        answer = self.ask(ACCESSIBLE, "GetChildren").print_(False)
        return [Node(self.bus, self.owner, path, self) for path in re.findall(r"'(/[^']*)'", answer)]

    def has_state(self, state):
        low, high = self.ask(ACCESSIBLE, "GetState").unpack()[0]
        return bool((low | high << 32) >> int(state) & 1)

    def extents(self):
        return Box(*map(int, re.findall(r"-?\d+", self.ask(COMPONENT, "GetExtents", IN_WINDOW).print_(False))))

    def is_shown(self):
        """GTK 4.8 reports SHOWING only for windows; what is not drawn has no size."""
        with contextlib.suppress(GLib.Error):
            return self.extents().width > 0
        return False

    def read(self):
        """What stands in a text field, as a screen reader gets it."""
        return self.ask(TEXT, "GetText", ALL_TEXT).get_child_value(0).get_string()

    def actions(self):
        return [self.ask(ACTION, "GetName", GLib.Variant("(i)", (index,))).unpack()[0]
                for index in range(self.property(ACTION, "NActions"))]

    def act(self, index):
        self.ask(ACTION, "DoAction", GLib.Variant("(i)", (index,)))
