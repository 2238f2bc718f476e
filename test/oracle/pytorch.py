#!/usr/bin/env python3
"""Asks ../shared/tools/shape_oracle.py about many programs at once: PyTorch is imported once, each program is a fork.

  pytorch.py record [--seconds 20] [--jobs N] [--calls 3] [--ran] < requests
  pytorch.py score [--show 20] < requests

`record` reads one request a line and writes one answer a line, in the order in which the programs end:
  request   {"program": "/a/b.py", "root"?: "/a", "id"?: anything}
  answer    {"id": of the request, else the program's path, "program": as asked,
             "error": null | {"type": "RuntimeError", "message", "file": relative to root or null, "line", "lines"},
             "rows": what shape_oracle.py records, up to the crash,
             "ran": with --ran, by file the ends of the expressions that ran, as executed.py gives them}
`line` is the line under root on which the program crashed; `lines` are ["file", line] of every frame under root, the
outermost first. A program that computes for longer than `--seconds`, or waits for much longer, has the error
type "Timeout", one that dies "Died".
Seeds are fixed, one thread computes, and nothing that a program prints is seen.

`score` reads {"program", "truth": path of a file with an answer, "claims": path of the claims} a line and writes
{"program", "status", "output"}: the exit status of shape_oracle.py (1: a wrong claim) and what it prints.
"""
import argparse, contextlib, gc, importlib.util, io, json, math, os, random, resource, select, signal, sys, time
import traceback, types
import executed

# How much longer a program may take than it computes: others may use the machine.
PATIENCE = 6

HERE = os.path.dirname(os.path.realpath(__file__))
ORACLE = os.path.join(HERE, '../../../shared/tools/shape_oracle.py')


def load_oracle():
    spec = importlib.util.spec_from_file_location('shape_oracle', ORACLE)
    oracle = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(oracle)
    return oracle


def import_libraries():
    """What programs import, so that their forks have it already; then nothing of it is collected or copied."""
    import numpy, torch, torchvision  # noqa: F401
    import torch.distributions, torch.optim.lr_scheduler, torch.utils.data, torchvision.transforms  # noqa: F401
    torch.set_num_threads(1)
    sys.dont_write_bytecode = True
    gc.collect()
    gc.freeze()


def error_of(exception, root):
    """The exception, and where it passed through the program's own files."""
    frames = [(frame.filename, line) for frame, line in walk(exception.__traceback__, root)]
    if isinstance(exception, SyntaxError) and exception.filename:
        frames.append((exception.filename, exception.lineno))
    lines = [[os.path.relpath(os.path.realpath(name), root), line] for name, line in frames]
    file, line = lines[-1] if lines else (None, None)
    message = str(exception)[:2000]
    return dict(type=type(exception).__name__, message=message, file=file, line=line, lines=lines)


def walk(trace, root):
    for frame, line in traceback.walk_tb(trace):
        code = frame.f_code
        if os.path.realpath(code.co_filename).startswith(root + os.sep):
            yield types.SimpleNamespace(filename=code.co_filename), line


def record_here(oracle, request, calls, ran):
    """Runs one program in this process; shape_oracle.py's `record` with the exception kept."""
    import numpy, torch
    torch.manual_seed(0), numpy.random.seed(0), random.seed(0)
    program = request['program']
    root = os.path.realpath(request.get('root') or os.path.dirname(os.path.realpath(program)))
    failure = []

    def run_path(*args, **named):
        try:
            return run(*args, **named)
        except SystemExit:
            raise
        except BaseException as exception:
            failure.append(error_of(exception, root))
            raise

    run = oracle.runpy.run_path
    oracle.runpy = types.SimpleNamespace(run_path=run_path)
    recorder = (executed.watching(oracle.Recorder) if ran else oracle.Recorder)(root, calls)
    oracle.Recorder = lambda *_: recorder
    out = io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(io.StringIO()):
        sink, oracle.print = [], lambda *text, **_: sink.append(text[0])
        oracle.record(types.SimpleNamespace(program=program, root=root, calls=calls, args=[], out=None))
    answer = dict(error=failure[0] if failure else None, rows=json.loads(sink[0])['rows'])
    return dict(answer, ran=recorder.ends()) if ran else answer


def fork(oracle, request, calls, ran, seconds):
    """Starts a child; returns its process id and the pipe that its answer comes through."""
    reader, writer = os.pipe()
    child = os.fork()
    if child:
        os.close(writer)
        return child, reader
    os.close(reader)
    os.setsid()
    resource.setrlimit(resource.RLIMIT_CPU, (math.ceil(seconds), math.ceil(seconds) + 1))
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2): os.dup2(nowhere, stream)
    try:
        answer = json.dumps(record_here(oracle, request, calls, ran)).encode()
        with os.fdopen(writer, 'wb') as pipe: pipe.write(answer)
    finally:
        os._exit(0)


class Job:
    def __init__(self, oracle, request, calls, ran, seconds):
        self.request, self.text, self.end = request, b'', time.monotonic() + PATIENCE * seconds
        self.child, self.reader = fork(oracle, request, calls, ran, seconds)
        self.error = 'Died'

    def read(self):
        """Whether the child has ended."""
        part = os.read(self.reader, 1 << 20)
        self.text += part
        return not part

    def kill(self):
        self.error = 'Timeout'
        with contextlib.suppress(ProcessLookupError): os.killpg(self.child, signal.SIGKILL)

    def finish(self):
        os.close(self.reader)
        _, status = os.waitpid(self.child, 0)
        if os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGXCPU: self.error = 'Timeout'
        program = self.request['program']
        failed = dict(error=dict(type=self.error, message='', file=None, line=None, lines=[]), rows=[])
        answer = json.loads(self.text) if self.text and self.error == 'Died' else failed
        tell(dict(id=self.request.get('id', program), program=program, **answer))


def tell(answer):
    sys.__stdout__.write(json.dumps(answer) + '\n')
    sys.__stdout__.flush()


def requests():
    return [json.loads(line) for line in sys.stdin if line.strip()]


def record(args):
    oracle, waiting, running = load_oracle(), requests()[::-1], []
    import_libraries()
    while waiting or running:
        while waiting and len(running) < args.jobs:
            running.append(Job(oracle, waiting.pop(), args.calls, args.ran, args.seconds))
        left = max(0, min(job.end for job in running) - time.monotonic())
        ready, _, _ = select.select([job.reader for job in running], [], [], left)
        late = [job for job in running if job.end <= time.monotonic() and job.reader not in ready]
        for job in late: job.kill()
        ended = late + [job for job in running if job.reader in ready and job.read()]
        running = [job for job in running if job not in ended]
        for job in ended: job.finish()


def score(args):
    oracle = load_oracle()
    for request in requests():
        out, status = io.StringIO(), 0
        with contextlib.redirect_stdout(out):
            try:
                oracle.score(types.SimpleNamespace(
                    truth=request['truth'], claims=request['claims'], show=args.show, min_known=0))
            except SystemExit as end:
                status = end.code
        tell(dict(program=request['program'], status=status, output=out.getvalue()))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    verbs = parser.add_subparsers(dest='verb', required=True)
    recording = verbs.add_parser('record')
    recording.add_argument('--seconds', type=float, default=20)
    recording.add_argument('--jobs', type=int, default=len(os.sched_getaffinity(0)))
    recording.add_argument('--calls', type=int, default=3)
    recording.add_argument('--ran', action='store_true')
    recording.set_defaults(run=record)
    scoring = verbs.add_parser('score')
    scoring.add_argument('--show', type=int, default=20)
    scoring.set_defaults(run=score)
    args = parser.parse_args()
    args.run(args)


if __name__ == '__main__':
    main()
