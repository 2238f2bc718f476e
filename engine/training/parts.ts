/** A batch cut into parts, and what came of them put together. */
import type { HostTensor } from '../backends/device';
import type { Batch } from '../data/batches';

/** At most `count` parts, all but the last of one size, so that a step is compiled for two shapes and not for more. */
export function split({ inputs, targets, mixed, count: samples }: Batch, count: number): Batch[] {
  const size = Math.ceil(samples / count);
  return Array.from({ length: Math.ceil(samples / size) }, (_, part) => {
    const [from, to] = [part * size, Math.min(samples, (part + 1) * size)];
    return {
      count: to - from,
      inputs: rows(inputs, from, to),
      targets: rows(targets, from, to),
      ...(mixed && { mixed: { ...mixed, targets: rows(mixed.targets, from, to) } }),
    };
  });
}

/** What the parts are of their batch; alike where nothing counts, so that a penalty still does. */
export function sharesOf(weights: readonly number[]): number[] {
  const all = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => (all ? weight / all : 1 / weights.length));
}

/** A part's share of its batch, and that of the first targets in it. */
interface MixedShare {
  share: number;
  first: number;
}

/**
 * Of part i of a batch of samples mixed of two, which has the shares sᵢ and s′ᵢ of what counts in the first and the other
 * targets: λL(y) + (1−λ)L(y′) = Σ mᵢ (λᵢLᵢ(y) + (1−λᵢ)Lᵢ(y′)) with mᵢ = λsᵢ + (1−λ)s′ᵢ and λᵢ = λsᵢ / mᵢ.
 */
export function mixedShare(first: number, other: number, weight: number): MixedShare {
  const share = weight * first + (1 - weight) * other;
  return { share, first: share ? (weight * first) / share : weight };
}

/** Samples `from` up to, not including, `to`. */
function rows<T extends HostTensor>(tensor: T, from: number, to: number): T {
  const { shape, values } = tensor;
  const width = values.length / shape[0]!;
  return { ...tensor, shape: [to - from, ...shape.slice(1)], values: values.subarray(from * width, to * width) };
}

/** What an evaluation of one batch gives. */
export interface Outcome {
  /** Mean over what counts in the batch. */
  loss: number;
  /** (B, …, outputs) */
  logits: Float32Array;
}

/** The batch's outcome from those of its parts, each with what its loss is a mean over. */
export function join(parts: readonly Record<string, HostTensor>[], weights: readonly number[]): Outcome {
  // A batch in which nothing counts has a loss of 0.
  const all = weights.reduce((sum, weight) => sum + weight, 0) || 1;
  const loss = parts.reduce((sum, part, index) => sum + part.loss!.values[0]! * (weights[index]! / all), 0);
  return { loss, logits: concatenated(parts.map(({ logits }) => logits!.values as Float32Array)) };
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
