"""Small wrong versions of a module: comparisons, conditions, constants, results, calls left out."""

from __future__ import annotations

import ast
from dataclasses import dataclass

COMPARED = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq, ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is,
}  # fmt: skip
COUNTED = {
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.FloorDiv, ast.FloorDiv: ast.Mult,
    ast.Mod: ast.FloorDiv, ast.BitAnd: ast.BitOr, ast.BitOr: ast.BitAnd,
}  # fmt: skip
CONDITIONAL = (ast.If, ast.IfExp, ast.While)


@dataclass(frozen=True)
class Mutant:
    """One change: the whole tree with it, the lines of its statement, and both wordings."""

    tree: ast.Module
    first: int
    last: int
    old: str
    new: str
    inside: bool
    """False at the level of the module, which runs when it is imported."""


def mutants(source):
    """Every mutant of the text of a module, in its order; each tree is good until the next."""
    tree = ast.parse(source)
    _without_words(tree)
    for path, inside in list(_paths(tree)):
        node = _at(tree, path)
        for changed in _changes(node, _at(tree, path[:-1]) if path else None, path):
            statement, old = _statement(tree, path), _shown(tree, path)
            first, last = statement.lineno, _head_end(statement)
            ast.fix_missing_locations(ast.copy_location(changed, node))
            _put(tree, path, changed)
            new = _shown(tree, path)
            yield Mutant(tree=tree, first=first, last=last, old=old, new=new, inside=inside)
            _put(tree, path, node)


def unchanged(source):
    """No mutant at all: what the tests must take."""
    tree = ast.parse(source)
    _without_words(tree)
    return Mutant(tree=tree, first=1, last=1, old="", new="", inside=True)


def _without_words(tree):
    """Docstrings go, so that no mutant changes one."""
    for node in ast.walk(tree):
        if isinstance(node, (ast.Module, ast.ClassDef, ast.FunctionDef)):
            kept = [each for each in node.body if not _is_text(each)]
            node.body = kept or [ast.copy_location(ast.Pass(), node)]


def _is_text(node):
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def _paths(node, path=(), *, inside=False):
    """The way to every node that may change, and whether it lies in a function."""
    yield path, inside
    if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
        return
    if isinstance(node, (ast.Import, ast.ImportFrom, ast.JoinedStr)):
        return
    if isinstance(node, ast.AnnAssign) and not inside:
        return  # fields of records and typed tables: made once, at import
    if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) in ("__slots__", "__all__"):
        return  # a class keeps the slots it was made with, and nothing here imports a star
    inside = inside or isinstance(node, (ast.FunctionDef, ast.Lambda))
    for name, value in ast.iter_fields(node):
        if name in ("annotation", "returns", "decorator_list", "args") and not isinstance(
            node, ast.Call
        ):
            continue
        for number, each in enumerate(value if isinstance(value, list) else [value]):
            if isinstance(each, ast.AST):
                place = (name, number) if isinstance(value, list) else (name, None)
                yield from _paths(each, (*path, place), inside=inside)


def _at(tree, path):
    for name, number in path:
        value = getattr(tree, name)
        tree = value if number is None else value[number]
    return tree


def _put(tree, path, node):
    name, number = path[-1]
    parent = _at(tree, path[:-1])
    if number is None:
        setattr(parent, name, node)
    else:
        getattr(parent, name)[number] = node


def _changes(node, parent, path):
    """What may stand in the place of ``node``."""
    if isinstance(node, ast.Compare) and type(node.ops[0]) in COMPARED:
        ops = [COMPARED[type(node.ops[0])](), *node.ops[1:]]
        yield ast.Compare(left=node.left, ops=ops, comparators=node.comparators)
    elif isinstance(node, ast.BoolOp):
        other = ast.And() if isinstance(node.op, ast.Or) else ast.Or()
        yield ast.BoolOp(op=other, values=node.values)
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        yield node.operand
    elif isinstance(node, ast.BinOp) and type(node.op) in COUNTED:
        yield ast.BinOp(left=node.left, op=COUNTED[type(node.op)](), right=node.right)
    elif isinstance(node, ast.AugAssign) and type(node.op) in COUNTED:
        yield ast.AugAssign(target=node.target, op=COUNTED[type(node.op)](), value=node.value)
    elif isinstance(node, ast.Constant):
        yield from _other_constants(node.value)
    elif isinstance(node, (ast.Return, ast.Break, ast.Continue, ast.Expr)):
        yield from _other_statements(node)
    if isinstance(node, (ast.Name, ast.Attribute, ast.Call)) and _is_condition(parent, path):
        yield ast.UnaryOp(op=ast.Not(), operand=node)


def _is_condition(parent, path):
    name = path[-1][0] if path else ""
    return (name == "test" and isinstance(parent, CONDITIONAL)) or (
        name == "ifs" or isinstance(parent, ast.BoolOp)
    )


def _other_constants(value):
    if isinstance(value, bool):
        yield ast.Constant(not value)
    elif isinstance(value, int):
        yield ast.Constant(value + 1)
    elif isinstance(value, str):
        yield ast.Constant("XX" + value)


def _other_statements(node):
    if isinstance(node, ast.Return):
        # False in the place of None, or the other way round, is no difference to a caller.
        if not (isinstance(node.value, ast.Constant) or node.value is None):
            yield ast.Return(value=ast.Constant(None))
    elif isinstance(node, ast.Break):
        yield ast.Continue()
    elif isinstance(node, ast.Continue):
        yield ast.Break()
    elif isinstance(node.value, (ast.Yield, ast.YieldFrom)):
        yield ast.Expr(ast.YieldFrom(ast.Tuple(elts=[], ctx=ast.Load())))
    else:
        yield ast.Pass()


def _statement(tree, path):
    """The innermost statement around the node."""
    ways = (_at(tree, path[:length]) for length in range(len(path), -1, -1))
    return next(each for each in ways if isinstance(each, ast.stmt))


def _head_end(statement):
    """The last line of a statement without what it encloses."""
    inner = getattr(statement, "body", None)
    return max(statement.lineno, inner[0].lineno - 1) if inner else statement.end_lineno


def _shown(tree, path):
    """The changed statement, its first line where it encloses others."""
    node = _statement(tree, path)
    text = ast.unparse(node)
    return text.splitlines()[0] if getattr(node, "body", None) else " ".join(text.split())
