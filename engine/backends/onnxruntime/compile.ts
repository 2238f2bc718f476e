/** `compile(step)`: traces a step once for each signature of its inputs, and replays the graph ever after. */
import type { CompiledStep, Step } from '../device';
import type { OnnxruntimeBackend } from './backend';
import type { OpenOptions } from './open-graph';
import { Program, type Results } from './program';
import { traceStep, type StepInputs } from './trace-step';

/** Steps of one native call: a small model's step takes less time than the call itself, of which seven are saved. */
const STEPS_A_RUN = 8;

/** A call costs about 0.05 ms: beside a step that takes longer than this it is hardly seen. */
const SHORT_MILLISECONDS = 0.5;

/** Steps after which the time that compiling eight takes comes back; shorter trainings end without it. */
const STEPS_BEFORE = 500;

/** Makes a step fast: see {@link Step} for what it may do. */
export function compileStep(backend: OnnxruntimeBackend, step: Step, options: OpenOptions): CompiledStep {
  const programs = new Map<string, Program>();
  const programFor = (inputs: StepInputs, count: number): Program => {
    const key = `${count} ${signatureOf(inputs)}`;
    const known = programs.get(key);
    if (known?.isCurrent()) return known;
    known?.dispose();
    const program = new Program(backend, traceStep(backend, step, inputs), count, options);
    programs.set(key, program);
    return program;
  };
  /** How many of the steps that are next run in one call: all alike, and short as one was measured to be. */
  const together = (next: readonly StepInputs[]): number => {
    const signature = signatureOf(next[0]!);
    const { runs, milliseconds } = programs.get(`1 ${signature}`) ?? { runs: 0, milliseconds: 0 };
    const isWorthIt = runs >= STEPS_BEFORE && milliseconds <= SHORT_MILLISECONDS && next.length >= STEPS_A_RUN;
    const alike = next.slice(0, STEPS_A_RUN).every((inputs) => signatureOf(inputs) === signature);
    return isWorthIt && alike ? STEPS_A_RUN : 1;
  };
  const runAll = async (all: readonly StepInputs[]): Promise<Results[]> => {
    const results: Results[] = [];
    while (results.length < all.length) {
      const next = all.slice(results.length, results.length + STEPS_A_RUN);
      const count = together(next);
      const program = programFor(next[0]!, count);
      // The native call blocks: let messages that wait be handled first. From here on all is synchronous,
      // so that the state is read and stored in one piece.
      await new Promise(setImmediate);
      results.push(...program.run(next.slice(0, count)));
    }
    return results;
  };
  return {
    run: async (inputs) => (await runAll([inputs]))[0]!,
    runAll,
    dispose() {
      for (const program of programs.values()) program.dispose();
      programs.clear();
    },
  };
}

const signatureOf = (inputs: StepInputs): string =>
  Object.entries(inputs)
    .map(([name, x]) => `${name}:${typeof x === 'number' ? '' : `${x.dtype}[${x.shape.join()}]`}`)
    .sort()
    .join();
