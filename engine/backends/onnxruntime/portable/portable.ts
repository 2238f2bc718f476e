/** A step that changes nothing, such as an evaluation, as a model that any program that reads ONNX can run. */
import type { HostTensor, Step } from '../../device';
import type { OnnxruntimeBackend } from '../backend';
import { evaluateWith } from '../evaluate';
import type { Graph } from '../graph';
import { optimize } from '../passes/pass';
import { passes } from '../passes/passes.generated';
import { inputName, resultName, stateName, traceStep } from '../trace-step';
import { forAnyBatch, SIZES } from './any-batch';
import { withWeights, type NamedWeight } from './weights';

export interface PortableStep {
  /** From the input `input` to the result `output`. */
  step: Step;
  input: string;
  output: string;
  /** One sample, without the batch. */
  sample: { shape: number[]; dtype: HostTensor['dtype'] };
  /** Every variable that the step reads, by its own name. */
  weights: ReadonlyMap<string, NamedWeight>;
}

/**
 * The graph of a step: standard operators only, weights as named constants.
 * @param batch samples at a time; null leaves it open
 * @returns null where the step cannot be said for every batch
 */
export function portableGraph(backend: OnnxruntimeBackend, portable: PortableStep, batch: number | null): Graph | null {
  const { input, output, weights } = portable;
  const trace = (size: number) => traceAt(backend, portable, size);
  const graph = batch === null ? forAnyBatch(trace(SIZES[0]), trace(SIZES[1]), inputName(input)) : trace(batch);
  const state = new Map([...weights].map(([name, weight]) => [stateName({ name }), weight]));
  const names = {
    inputs: new Map([[inputName(input), input]]),
    outputs: new Map([[resultName(output), output]]),
  };
  return graph && withWeights(graph, state, names);
}

/** Channels in blocks are no standard operators: the passes are told that the machine has none. */
function traceAt(backend: OnnxruntimeBackend, { step, input, output, sample }: PortableStep, size: number): Graph {
  const shape = [size, ...sample.shape];
  const values = new Float32Array(0);
  const { graph } = traceStep(backend, step, { [input]: { shape, dtype: sample.dtype, values } });
  for (const name of graph.outputs.keys()) if (name !== resultName(output)) graph.outputs.delete(name);
  return optimize(graph, passes, { block: 1, evaluate: evaluateWith(backend.runtime) });
}
