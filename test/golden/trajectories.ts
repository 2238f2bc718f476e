/** trajectories.json: how PyTorch's networks move in ten training steps (written by make_trajectories.py). */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import * as v from 'valibot';
import type { HostTensor } from '../../engine/backends/device';
import { specificationSchema } from '../../engine/training/specification/specification';
import { hostTensor, type Values } from './goldens';

export interface Run {
  /** A specification's optimizer, its defaults left out. */
  optimizer: { type: string; learningRate: number };
  losses: number[];
  weights: Record<string, number[]>;
}

export interface Trajectory {
  network: string;
  /** Weights that follow the batches' statistics, not a gradient. */
  averages: string[];
  weights: Record<string, Values>;
  batches: Record<string, Values>[];
  runs: Run[];
}

export const trajectories = JSON.parse(readFileSync(path.join(__dirname, 'trajectories.json'), 'utf8')) as Trajectory[];

export const hostTensors = (values: Record<string, Values>): Record<string, HostTensor> =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, hostTensor(value)]));

export const settingsOf = ({ optimizer }: Run) => v.parse(specificationSchema.entries.optimizer, optimizer);
