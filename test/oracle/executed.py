"""Which expressions of a program ran: told by the instructions that Python executed, of which each knows its place.

An instruction ends where the expression ends whose value it makes: `f(x)` is made by a CALL that ends behind the
bracket, `x.T` by a LOAD_ATTR. What stands behind `and`, `else` or `lambda:` is made by instructions of its own, so that
a line that ran does not count for an expression in it that did not.
"""
import dis, os

MAKES = ('CALL', 'CALL_FUNCTION_EX', 'LOAD_ATTR', 'BINARY_SUBSCR', 'STORE_SUBSCR', 'DELETE_SUBSCR', 'BINARY_OP',
         'COMPARE_OP', 'UNARY_NEGATIVE', 'UNARY_INVERT', 'GET_ITER', 'FOR_ITER', 'BEFORE_WITH')


def watching(recorder):
    """shape_oracle.py's recorder of shapes that also keeps which instructions ran."""
    class Watching(recorder):
        def __init__(self, root, calls):
            super().__init__(root, calls)
            self.codes, self.offsets = {}, set()

        def trace(self, frame, event, arg):
            local = super().trace(frame, event, arg)
            if local is not None:
                frame.f_trace_opcodes = True
                self.codes[id(frame.f_code)] = frame.f_code  # which keeps the id its own
            return local

        def local(self, frame, event, arg):
            if event != 'opcode': return super().local(frame, event, arg)
            self.offsets.add((id(frame.f_code), frame.f_lasti))
            return self.local

        def ends(self):
            """The ends of the expressions that ran, by file under root, in UTF-16 code units from its beginning."""
            found = {}
            for code in self.codes.values():
                places, extended = found.setdefault(code.co_filename, set()), False
                for each in dis.get_instructions(code):
                    ran = extended or (id(code), each.offset) in self.offsets
                    if ran and each.opname in MAKES:
                        places.add((each.positions.end_lineno, each.positions.end_col_offset))
                    extended = ran and each.opname == 'EXTENDED_ARG'  # is told of in place of what it extends
            return {os.path.relpath(os.path.realpath(path), self.root): offsets(path, places)
                    for path, places in found.items()}

    return Watching


def offsets(path, places):
    """Places count lines from 1 and columns in UTF-8."""
    with open(path, 'rb') as file: lines = file.read().splitlines(keepends=True)
    starts = [0]
    for line in lines: starts.append(starts[-1] + units(line))
    return sorted(starts[line - 1] + units(lines[line - 1][:column]) for line, column in places)


def units(line):
    return len(line.decode().encode('utf-16-le')) // 2
