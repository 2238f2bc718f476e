/** What a probe saw of weights, gathered by layer. */
import type { LayerAnatomy, ObservationOf } from './observation';

type WeightReport = ObservationOf<'probe'>['weights'][number];

/** Norms over a layer's kernels. */
export interface KernelNorms {
  layer: string;
  norm: number;
  gradientNorm: number;
  updateNorm: number;
}

/** Vectors are biases and scales: they begin at 0 or 1, and say little of how far a layer has come. */
const MATRIX = 2;

function norm(reports: readonly WeightReport[], name: 'norm' | 'gradientNorm' | 'updateNorm'): number {
  return Math.hypot(...reports.map((report) => report[name] ?? NaN));
}

/** In the order of the layers; those whose numbers are not finite are left out. */
export function kernelsByLayer(layers: readonly LayerAnatomy[], weights: readonly WeightReport[]): KernelNorms[] {
  const reports = new Map(weights.map((report) => [report.weight, report]));
  return layers.flatMap(({ name, weights: own }) => {
    const kernels = own
      .filter(({ shape }) => shape.length >= MATRIX)
      .flatMap((weight) => reports.get(weight.name) ?? []);
    if (kernels.length === 0) return [];
    const norms = {
      norm: norm(kernels, 'norm'),
      gradientNorm: norm(kernels, 'gradientNorm'),
      updateNorm: norm(kernels, 'updateNorm'),
    };
    return Object.values(norms).every(Number.isFinite) ? [{ layer: name, ...norms }] : [];
  });
}
