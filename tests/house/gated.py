"""Reads the application as data: which function writes, which opens the gate, and what comes first on every path.

A function is followed statement by statement. On each path it is known whether the gate has been passed; a write that
can be reached before it is a fault. Calls are followed into every module of the application. Where a path may or may
not run (a branch, a loop, a handler), the gate counts as passed only if every path that goes on has passed it.
"""

import ast
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

GATES = {
    "elections.services.gate.gate",
    "elections.services.gate.gate_ahead",
    "elections.services.gate.let_through",
}
IN_A_TRANSACTION = {*GATES, "elections.services.gate.locked_step", "elections.services.gate.locked_progress"}
WRITING = {
    "save",
    "create",
    "bulk_create",
    "bulk_update",
    "update",
    "delete",
    "get_or_create",
    "update_or_create",
    "bulk_history_create",
}
ON_A_CURSOR = {"execute", "executemany", "copy"}
# What writes through a registry, so that reading the calls does not show it: an act on a register enters the ledger.
PORTS = {"villages.acts.remember": "an entry of the ledger"}
DECLARED = {"ungated", "part_of_an_act"}
# Drawing, counting, hashing and reading: what is saved or updated there is no row.
WRITES_NO_ROW = ("documents.typeset", "voting.tally", "villages.sealing", ".queries.")


@dataclass(frozen=True)
class Function:
    """A function of a module, by its full name."""

    module: "Module"
    node: ast.FunctionDef

    @property
    def name(self) -> str:
        return f"{self.module.name}.{self.node.name}"

    @property
    def declared(self) -> set[str]:
        """With which of the declarations of `accounts.exempt` it is marked."""
        return {name for each in self.node.decorator_list if (name := _called_name(each)) in DECLARED}

    @property
    def is_service(self) -> bool:
        return ".services." in f".{self.module.name}." and not self.node.name.startswith("_")


@dataclass
class Module:
    """A module with what its names mean."""

    name: str
    tree: ast.Module
    names: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for node in ast.walk(self.tree):
            if isinstance(node, ast.ImportFrom) and node.module:
                self.names |= {a.asname or a.name: f"{node.module}.{a.name}" for a in node.names}
            elif isinstance(node, ast.Import):
                self.names |= {a.asname or a.name.split(".")[0]: a.name for a in node.names}
        for each in self.tree.body:
            if isinstance(each, ast.FunctionDef):
                self.names[each.name] = f"{self.name}.{each.name}"

    def meant_by(self, call: ast.expr) -> str:
        """The full name of what an expression names: gate, roll_checks.refuse_unready."""
        if isinstance(call, ast.Name):
            return self.names.get(call.id, call.id)
        if isinstance(call, ast.Attribute):
            return f"{self.meant_by(call.value)}.{call.attr}"
        return ""


class Application:
    """All functions of some modules, and what is known of each."""

    def __init__(self, sources: Mapping[str, str]) -> None:
        self.modules = {name: Module(name, ast.parse(text)) for name, text in sources.items()}
        self.functions = {
            f.name: f
            for module in self.modules.values()
            for node in module.tree.body
            if isinstance(node, ast.FunctionDef)
            for f in [Function(module, node)]
        }
        self.opens: set[str] = set(GATES)
        self.writes: dict[str, str] = {name: what for name, what in PORTS.items() if name in self.functions}
        self._settle()

    def function(self, name: str) -> Function | None:
        """The function of a full name, through packages that only hand it on."""
        seen: set[str] = set()
        while name not in self.functions and name not in seen:
            seen.add(name)
            package, _dot, last = name.rpartition(".")
            module = self.modules.get(package)
            name = module.names.get(last, name) if module else name
        return self.functions.get(name)

    def services(self) -> list[Function]:
        return [f for f in self.functions.values() if f.is_service]

    def ungated_writers(self) -> dict[str, str]:
        """The public services that write before the gate and say nothing of it: {name: what they write}."""
        return {
            f.name: self.writes[f.name] for f in self.services() if f.name in self.writes and not f.declared
        }

    def writers(self) -> set[str]:
        """The public services that write at all, behind the gate or before it."""
        found: set[str] = set(PORTS)
        while True:
            more = {
                f.name for f in self.functions.values() if f.name not in found and self._reaches(f, found)
            }
            if not more:
                return {f.name for f in self.services() if f.name in found}
            found |= more

    def services_called(self, module: str, name: str) -> set[str]:
        """The services that a view calls: a function or class of a module, with the module's own helpers."""
        own = self.modules[module]
        nodes = {n.name: n for n in own.tree.body if isinstance(n, ast.FunctionDef | ast.ClassDef)}
        found: set[str] = set()
        seen, open_ = set(), [name]
        while open_:
            here = open_.pop()
            seen.add(here)
            for call, _covered in calls_in(nodes[here]):
                meant = own.meant_by(call.func)
                known = self.function(meant)
                if known and known.is_service:
                    found.add(known.name)
                helper = meant.removeprefix(f"{module}.")
                if helper in nodes and helper not in seen:
                    open_.append(helper)
        return found

    def _reaches(self, function: Function, writers: set[str]) -> bool:
        """Whether a function writes itself or calls one of these writers."""
        return any(
            (known.name in writers) if known else bool(_row_write(call))
            for call, _covered in calls_in(function.node)
            for known in [self.function(function.module.meant_by(call.func))]
        )

    def _settle(self) -> None:
        """Find out who opens the gate, then who writes before it, until nothing more is found."""
        for known in (self._find_opening, self._find_writing):
            while sum(map(known, list(self.functions.values()))):
                pass

    def _find_opening(self, function: Function) -> bool:
        if function.name in self.opens or not _Path(self, function).run():
            return False
        self.opens.add(function.name)
        return True

    def _find_writing(self, function: Function) -> bool:
        if function.name in self.writes:
            return False
        walk = _Path(self, function)
        walk.run()
        if walk.fault:
            self.writes[function.name] = walk.fault
        return bool(walk.fault)


Passed = bool | None  # whether the gate was passed; None where no path goes on


def _both(one: Passed, other: Passed) -> Passed:
    if one is None or other is None:
        return other if one is None else one
    return one and other


class _Path:
    """Follows one function."""

    def __init__(self, application: Application, function: Function) -> None:
        self.application, self.function = application, function
        self.fault = ""
        self.returned: Passed = None

    def run(self) -> bool:
        """Whether every way out of the function has passed the gate."""
        end = self.block(self.function.node.body, False)
        return _both(self.returned, end) is True

    def block(self, statements: Iterable[ast.stmt], passed: Passed) -> Passed:
        for statement in statements:
            if passed is None:
                return None
            passed = self.statement(statement, passed)
        return passed

    def statement(self, node: ast.stmt, passed: bool) -> Passed:
        if isinstance(node, ast.If | ast.For | ast.While | ast.With | ast.Try | ast.Match):
            return self.compound(node, passed)
        if isinstance(node, ast.FunctionDef):
            self.block(node.body, passed)
            return passed
        if isinstance(node, ast.Raise | ast.Break | ast.Continue):
            return None
        passed = self.expression(node, passed)
        if not isinstance(node, ast.Return):
            return passed
        self.returned = _both(self.returned, passed)
        return None

    def compound(
        self, node: ast.If | ast.For | ast.While | ast.With | ast.Try | ast.Match, passed: bool
    ) -> Passed:
        match node:
            case ast.If():
                passed = self.expression(node.test, passed)
                return _both(self.block(node.body, passed), self.block(node.orelse, passed))
            case ast.For() | ast.While():
                passed = self.expression(node.iter if isinstance(node, ast.For) else node.test, passed)
                self.block([*node.body, *node.orelse], passed)
                return passed
            case ast.With():
                for item in node.items:
                    passed = self.expression(item.context_expr, passed)
                return self.block(node.body, passed)
            case ast.Match():
                passed = self.expression(node.subject, passed)
                ends: Passed = passed
                for each in node.cases:
                    ends = _both(ends, self.block(each.body, passed))
                return ends
        return self.attempt(node, passed)

    def attempt(self, node: ast.Try, passed: bool) -> Passed:
        ends = self.block(node.body, passed)
        if ends is not None:
            ends = self.block(node.orelse, ends)
        for handler in node.handlers:
            ends = _both(ends, self.block(handler.body, passed))
        after = self.block(node.finalbody, passed)
        return None if after is None else ends and (ends or after)

    def expression(self, node: ast.AST, passed: bool) -> bool:
        match node:
            case ast.BoolOp():
                first, *later = node.values
                passed = self.expression(first, passed)
                for each in later:
                    self.expression(each, passed)
                return passed
            case ast.IfExp():
                passed = self.expression(node.test, passed)
                return self.expression(node.body, passed) and self.expression(node.orelse, passed)
            case ast.Lambda():
                self.expression(node.body, passed)
                return passed
            case ast.ListComp() | ast.SetComp() | ast.GeneratorExp() | ast.DictComp():
                passed = self.expression(node.generators[0].iter, passed)
                for child in ast.iter_child_nodes(node):
                    self.expression(child, passed)
                return passed
        for child in ast.iter_child_nodes(node):
            passed = self.expression(child, passed)
        return self.call(node, passed) if isinstance(node, ast.Call) else passed

    def call(self, node: ast.Call, passed: bool) -> bool:
        meant = self.function.module.meant_by(node.func)
        known = self.application.function(meant)
        name = known.name if known else meant
        if name not in GATES and not passed:
            self.note(node, self._writes(node, known))
        return passed or name in self.application.opens

    def note(self, node: ast.Call, written: str) -> None:
        if written and not self.fault:
            self.fault = f"line {node.lineno}: {written}"

    def _writes(self, node: ast.Call, known: Function | None) -> str:
        if known is None:
            return _row_write(node)
        writes = self.application.writes
        return f"{known.name}, {writes[known.name]}" if known.name in writes else ""


def _row_write(node: ast.Call) -> str:
    """What a call of a method writes, or ""."""
    if not isinstance(node.func, ast.Attribute):
        return ""
    owner, name = ast.unparse(node.func.value), node.func.attr
    writes = name in WRITING or (name in ON_A_CURSOR and owner.endswith("cursor"))
    return f"{owner}.{name}" if writes else ""


def calls_outside_a_transaction(application: Application) -> list[str]:
    """Where the gate is opened, directly or through others, without a transaction around it."""
    open_: dict[str, bool] = dict.fromkeys(IN_A_TRANSACTION, True)
    found: list[str] = []
    while True:
        calls = [
            (caller, known.name if known else meant, covered)
            for caller in application.functions.values()
            for call, covered in calls_in(caller.node)
            for meant in [caller.module.meant_by(call.func)]
            for known in [application.function(meant)]
        ]
        bare = {caller.name for caller, name, covered in calls if name in open_ and not covered}
        called = {name for _caller, name, _covered in calls}
        found = sorted(name for name in bare - IN_A_TRANSACTION if name not in called)
        if bare <= open_.keys():
            return found
        open_ |= dict.fromkeys(bare, True)


def calls_in(node: ast.AST, covered: bool = False) -> Iterator[tuple[ast.Call, bool]]:
    """Every call below a node, and whether `with transaction.atomic()` stands around it."""
    if isinstance(node, ast.Call):
        yield node, covered
    inner = covered or (
        isinstance(node, ast.With)
        and any(ast.unparse(item.context_expr).startswith("transaction.atomic(") for item in node.items)
    )
    for child in ast.iter_child_nodes(node):
        yield from calls_in(child, inner)


def _called_name(node: ast.expr) -> str:
    node = node.func if isinstance(node, ast.Call) else node
    return node.id if isinstance(node, ast.Name) else ""


def sources_of(root: Path, packages: Iterable[str]) -> dict[str, str]:
    """The modules of packages by their dotted names."""
    found = {}
    for package in packages:
        for path in sorted((root / package).rglob("*.py")):
            if "migrations" not in path.parts:
                parts = path.relative_to(root).with_suffix("").parts
                name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
                if not any(f"{name}.".startswith(f"{pure}.") or pure in f"{name}." for pure in WRITES_NO_ROW):
                    found[name] = path.read_text(encoding="utf-8")
    return found
