/**
 * Resizing images. Each new row is a weighted sum of old ones, so with constant matrices R (rows) and C (columns)
 * Y = R·X·Cᵀ for every channel, and the gradient is dX = Rᵀ·dY·C.
 */
import type * as tf from '@tensorflow/tfjs-core';
import type { Graph, Value } from '../graph';
import { toChannelsFirst, toChannelsLast } from '../operators/channels';
import { gather, positions } from '../operators/indexing';
import { matmul } from '../operators/product';
import { float } from '../operators/types';
import type { Lowering } from './lowering';

type Attributes = tf.ResizeBilinearAttrs;

/** Where a new position lies between the old ones. */
function sources(from: number, to: number, { alignCorners, halfPixelCenters }: Attributes): number[] {
  const corners = alignCorners && to > 1;
  const ratio = corners ? (from - 1) / (to - 1) : from / to;
  return Array.from({ length: to }, (_, i) => (halfPixelCenters ? ratio * (i + 0.5) : ratio * i));
}

/** The old position that each new one copies. */
function nearest(from: number, to: number, attributes: Attributes): number[] {
  const round = attributes.alignCorners ? Math.round : Math.floor;
  return sources(from, to, attributes).map((source) => Math.max(0, Math.min(from - 1, round(source))));
}

/** (to, from): a row holds the weights of the old positions. */
type Weights = readonly (readonly (readonly [position: number, weight: number])[])[];

function bilinear(from: number, to: number, attributes: Attributes): Weights {
  const shift = attributes.halfPixelCenters ? 0.5 : 0;
  return sources(from, to, attributes).map((centre) => {
    const source = centre - shift;
    const low = Math.max(0, Math.floor(source));
    const high = Math.min(from - 1, Math.ceil(source));
    const share = high > low ? source - low : 0;
    return [
      [low, 1 - share],
      [Math.max(0, high), share],
    ];
  });
}

const copies = (from: number, to: number, attributes: Attributes): Weights =>
  nearest(from, to, attributes).map((position) => [[position, 1]]);

function matrix(graph: Graph, weights: Weights, from: number): Value {
  const elements = new Float32Array(weights.length * from);
  weights.forEach((row, i) => {
    for (const [position, weight] of row) elements[i * from + position]! += weight;
  });
  return graph.constant(elements, { type: 'float32', shape: [weights.length, from] });
}

type Rule = (from: number, to: number, attributes: Attributes) => Weights;

/** Rᵀ·dY·C, with dY (B, H′, W′, C) and the image (B, H, W, C). */
const gradient =
  (rule: Rule): Lowering<tf.ResizeBilinearGradInputs, Attributes> =>
  ({ images, dy }, attributes, graph) => {
    const [H, W] = images.shape.slice(1, 3) as [number, number];
    const [newH, newW] = dy.shape.slice(1, 3) as [number, number];
    const rows = matrix(graph, rule(H, newH, attributes), H);
    const columns = matrix(graph, rule(W, newW, attributes), W);
    return toChannelsLast(matmul(matmul(rows, toChannelsFirst(dy), true), columns));
  };

export const ResizeBilinear: Lowering<tf.ResizeBilinearInputs, Attributes> = ({ images }, attributes, graph) => {
  const [H, W] = images.shape.slice(1, 3) as [number, number];
  const rows = matrix(graph, bilinear(H, attributes.size[0], attributes), H);
  const columns = matrix(graph, bilinear(W, attributes.size[1], attributes), W);
  return toChannelsLast(matmul(matmul(rows, toChannelsFirst(float(images))), columns, false, true));
};

export const ResizeNearestNeighbor: Lowering<tf.ResizeNearestNeighborInputs, Attributes> = ({ images }, attributes) => {
  const [H, W] = images.shape.slice(1, 3) as [number, number];
  const rows = gather(images, positions(images, nearest(H, attributes.size[0], attributes)), 1);
  return gather(rows, positions(images, nearest(W, attributes.size[1], attributes)), 2);
};

export const ResizeBilinearGrad = gradient(bilinear);
export const ResizeNearestNeighborGrad = gradient(copies);
