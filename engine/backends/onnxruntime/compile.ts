/** `compile(step)`: traces a step once for each signature of its inputs, and replays the graph ever after. */
import type { CompiledStep, Step, StepInput, StepInputs, StepResults } from '../device';
import type { OnnxruntimeBackend } from './backend';
import { stepDisposed, stepInputMissing, stepInputWrong } from './errors';
import type { OpenOptions } from './open-graph';
import { sizeOf } from './operators/shape';
import { Program } from './program';
import { traceStep } from './trace-step';

/** Steps of one native call: a small model's step takes less time than the call itself, of which seven are saved. */
const STEPS_A_RUN = 8;

/** A call costs about 0.05 ms: beside a step that takes longer than this it is hardly seen. */
const SHORT_MILLISECONDS = 0.5;

/** Steps after which the time that compiling eight takes comes back; shorter trainings end without it. */
const STEPS_BEFORE = 500;

type Accept = (results: StepResults) => boolean;
const always: Accept = () => true;

/** Makes a step fast: see {@link Step} for what it may do. */
export function compileStep(backend: OnnxruntimeBackend, step: Step, options: OpenOptions): CompiledStep {
  const programs = new Map<string, Program>();
  let isDisposed = false;
  const programFor = (inputs: StepInputs, count: number): Program => {
    const key = `${count} ${signatureOf(inputs)}`;
    const known = programs.get(key);
    if (known?.isCurrent()) return known;
    known?.dispose();
    const program = new Program(backend, traceStep(backend, step, inputs), count, options);
    programs.set(key, program);
    return program;
  };
  /** As many of the coming steps as one call takes, the first of which is known. */
  const together = (first: StepInputs, next: (index: number) => StepInputs | null): StepInputs[] => {
    const signature = signatureOf(first);
    const { runs, milliseconds } = programs.get(`1 ${signature}`) ?? { runs: 0, milliseconds: 0 };
    const several = [first];
    if (runs < STEPS_BEFORE || milliseconds > SHORT_MILLISECONDS) return several;
    while (several.length < STEPS_A_RUN) {
      const inputs = next(several.length);
      if (!inputs || signatureOf(inputs) !== signature) return [first];
      several.push(inputs);
    }
    return several;
  };
  const runOnce = async (all: readonly StepInputs[], accept: Accept): Promise<StepResults[] | null> => {
    const program = programFor(all[0]!, all.length);
    // The native call blocks: let messages that wait be handled first. From here on all is synchronous,
    // so that the state is read and stored in one piece.
    await new Promise(setImmediate);
    if (isDisposed) throw stepDisposed();
    const { results, isAccepted } = program.run(all, accept);
    return isAccepted || all.length === 1 ? results : null;
  };
  const runSeveral = async (next: (index: number) => StepInputs | null, accept: Accept = always) => {
    const first = next(0) ?? {};
    return (await runOnce(together(first, next), accept)) ?? (await runOnce([first], accept))!;
  };
  return {
    run: async (inputs, accept) => (await runSeveral((index) => (index === 0 ? inputs : null), accept))[0]!,
    runSeveral,
    dispose() {
      isDisposed = true;
      for (const program of programs.values()) program.dispose();
      programs.clear();
    },
  };
}

const signatureOf = (inputs: StepInputs): string =>
  Object.entries(inputs)
    .map(([name, input]) => `${name}:${kindOf(name, input)}`)
    .sort()
    .join();

/** The type and shape of an input. @throws BackendError where there is none, or its values do not fill its shape */
function kindOf(name: string, input: StepInput | undefined): string {
  if (input === undefined) throw stepInputMissing(name);
  if (typeof input === 'number') return '';
  const { dtype, shape, values } = input;
  if (values.length !== sizeOf(shape)) throw stepInputWrong(name, shape, values.length);
  return `${dtype}[${shape.join()}]`;
}
