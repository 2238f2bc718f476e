/** Times one workload's training step on a started device, in this process. */
import * as tf from '@tensorflow/tfjs-core';
import type { Device } from '../backends/device';
import * as v from 'valibot';
import { createOptimizer } from '../optimizers/optimizer';
import { specificationSchema } from '../training/specification/specification';
import { median } from './median';
import type { Workload } from './workload';

/** What a child process reports of one workload. */
export interface Measurement {
  /** Median of a step. */
  milliseconds: number;
  /** Tracing, optimizing and loading the graph: the first step less a later one. */
  compileMilliseconds: number;
  /** The same in a second process, which finds the optimized graph on disk. */
  recompileMilliseconds?: number;
  peakMegabytes: number;
}

/** Steps that warm caches and are not counted. */
const WARM_UP_STEPS = 3;

const ADAM = v.parse(specificationSchema.entries.optimizer, { type: 'adam', learningRate: 1e-3 });

/** Trains for about `seconds` with Adam and reports the median step. */
export async function measure(workload: Workload, device: Device, seconds: number): Promise<Measurement> {
  const { variables, inputs, loss } = workload.build();
  const optimizer = createOptimizer(ADAM, variables);
  const step = device.compile((tensors) => {
    const { value, grads } = tf.variableGrads(() => loss(tensors), variables);
    optimizer.apply(grads, tensors);
    return { loss: value };
  });
  const inputsOf = (count: number) => ({ ...inputs, ...optimizer.inputs(count, ADAM.learningRate) });
  const times: number[] = [];
  const end = performance.now() + seconds * 1e3;
  while (performance.now() < end || times.length < 2 * WARM_UP_STEPS) {
    const start = performance.now();
    const done = times.length;
    // As the training loop runs steps: several in a call where they are short.
    const results = await step.runSeveral((ahead) => inputsOf(done + ahead + 1));
    const each = (performance.now() - start) / results.length;
    for (const { loss } of results) {
      times.push(each);
      if (!Number.isFinite(loss!.values[0]))
        throw new Error(`${workload.id}: the loss is ${loss!.values[0]} at step ${times.length}`);
    }
  }
  const milliseconds = median(times.slice(WARM_UP_STEPS));
  return { milliseconds, compileMilliseconds: times[0]! - milliseconds, peakMegabytes: peakMegabytes() };
}

/** The largest resident set of this process so far; getrusage counts in kibibytes. */
const peakMegabytes = (): number => process.resourceUsage().maxRSS / 1024;
