/** A batch cut into parts, and what came of them put together. */
import type { HostTensor } from '../backends/device';
import type { Batch } from '../data/batches';

/** At most `count` parts, all but the last of one size, so that a step is compiled for two shapes and not for more. */
export function split({ inputs, labels }: Batch, count: number): Batch[] {
  const samples = labels.values.length;
  const size = Math.ceil(samples / count);
  const width = inputs.values.length / samples;
  return Array.from({ length: Math.ceil(samples / size) }, (_, part) => {
    const [from, to] = [part * size, Math.min(samples, (part + 1) * size)];
    const shape = [to - from, ...inputs.shape.slice(1)];
    return {
      inputs: { ...inputs, shape, values: inputs.values.subarray(from * width, to * width) },
      labels: { ...labels, shape: [to - from], values: labels.values.subarray(from, to) },
    };
  });
}

/** What an evaluation of one batch gives. */
export interface Outcome {
  /** Mean over the batch. */
  loss: number;
  /** (B, classes) */
  logits: Float32Array;
}

/** The batch's outcome from those of its parts. */
export function join(parts: readonly Record<string, HostTensor>[]): Outcome {
  const outcomes = parts.map(({ loss, logits }) => {
    return { loss: loss!.values[0]!, samples: logits!.shape[0]!, logits: logits!.values as Float32Array };
  });
  const samples = outcomes.reduce((sum, part) => sum + part.samples, 0);
  const loss = outcomes.reduce((sum, part) => sum + part.loss * (part.samples / samples), 0);
  return { loss, logits: concatenated(outcomes.map(({ logits }) => logits)) };
}

function concatenated(pieces: readonly Float32Array[]): Float32Array {
  if (pieces.length === 1) return pieces[0]!;
  const whole = new Float32Array(pieces.reduce((size, { length }) => size + length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}
