/** How a process ended, as Node tells it. */
export interface Exit {
  code: number | null;
  signal: NodeJS.Signals | null;
  /** The last of what it wrote to stderr. */
  stderr: string;
}

const SIGNAL_OFFSET = 128;
const SIGNALS: Partial<Record<number, NodeJS.Signals>> = {
  4: 'SIGILL',
  6: 'SIGABRT',
  7: 'SIGBUS',
  9: 'SIGKILL',
  11: 'SIGSEGV',
};

/** What runtimes print when an allocation fails, whatever their exit code. */
const OUT_OF_MEMORY = /out of memory|allocation failed|bad_alloc|heap limit/i;

const MEMORY = 'it most likely ran out of memory; lower training.batchSize or the model’s size';
const NATIVE = 'native code crashed; try "backend": "cpu", and see the log';

const CAUSES: Partial<Record<NodeJS.Signals, string>> = {
  SIGKILL: MEMORY,
  SIGABRT: MEMORY,
  SIGSEGV: NATIVE,
  SIGBUS: NATIVE,
  SIGILL: NATIVE,
};

/** One line: how the engine ended, the likely cause and the next step. */
export function explainExit({ code, signal, stderr }: Exit): string {
  const name = signal ?? (code === null ? undefined : SIGNALS[code - SIGNAL_OFFSET]);
  const how = name ? `was ended by ${name}` : `ended with exit code ${code ?? 'unknown'}`;
  const cause = OUT_OF_MEMORY.test(stderr) ? MEMORY : ((name && CAUSES[name]) ?? 'see the log for what it last said');
  return `The engine's process ${how}: ${cause}.`;
}
