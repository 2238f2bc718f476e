/** gradients.json: what PyTorch says an operator's output and gradients are (written by make.py). */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import * as tf from '@tensorflow/tfjs-core';
import type { HostTensor, Step } from '../../engine/backends/device';
import { type Attributes, calls } from './calls';

/** A tensor as the goldens write it. */
export interface Values {
  shape: number[];
  /** float32 where it is not said. */
  dtype?: HostTensor['dtype'];
  values: number[];
}

export interface Golden {
  /** tfjs's kernel, or the name of a function that tfjs composes of several. */
  op: string;
  call: string;
  /** Whose sample inputs these are: those that torch tests the operator with, or our own. */
  origin: 'op_db' | 'own';
  attributes: Attributes;
  inputs: Values[];
  /** dL/d output, one an output. */
  upstream: number[][];
  outputs: Values[];
  /** dL/d input, null for an input of integers. */
  gradients: (number[] | null)[];
}

export const goldens = JSON.parse(readFileSync(path.join(__dirname, 'gradients.json'), 'utf8')) as Golden[];

const arrays = { float32: Float32Array, int32: Int32Array, bool: Uint8Array };

export function hostTensor({ shape, dtype = 'float32', values }: Values): HostTensor {
  return { shape, dtype, values: arrays[dtype].from(values) };
}

/** What a golden's step is fed: input0 … and upstream0 … */
export function fed({ inputs, outputs, upstream }: Golden): Record<string, HostTensor> {
  const given = inputs.map((input, i) => [`input${i}`, hostTensor(input)] as const);
  const pulled = upstream.map((values, i) => [`upstream${i}`, hostTensor({ ...outputs[i]!, values })] as const);
  return Object.fromEntries([...given, ...pulled]);
}

/** What it must return: output0 … and, with gradients, gradient0 … (of the floating-point inputs). */
export function expected({ inputs, outputs, gradients }: Golden): Record<string, HostTensor> {
  const values = outputs.map((output, i) => [`output${i}`, hostTensor(output)] as const);
  const slopes = gradients.flatMap((gradient, i) =>
    gradient ? [[`gradient${i}`, hostTensor({ ...inputs[i]!, values: gradient })] as const] : [],
  );
  return Object.fromEntries([...values, ...slopes]);
}

function outputsOf({ call, attributes }: Golden, inputs: tf.Tensor[]): tf.Tensor[] {
  const result = calls[call]!(inputs, attributes);
  return Array.isArray(result) ? result : [result];
}

const ordered = ({ inputs }: Golden, given: Record<string, tf.Tensor>) => inputs.map((_, i) => given[`input${i}`]!);

/** The operator alone. */
export function forward(golden: Golden): Step {
  return (given) =>
    Object.fromEntries(outputsOf(golden, ordered(golden, given)).map((output, i) => [`output${i}`, output]));
}

/** The operator and, by tfjs's autodiff, the gradients of Σ output · upstream. */
export function forwardAndBackward(golden: Golden): Step {
  return (given) => {
    const inputs = ordered(golden, given);
    const differentiable = inputs.flatMap((_, i) => (golden.gradients[i] ? [i] : []));
    const objective = (...variables: tf.Tensor[]) => {
      const all = inputs.map((input, i) => variables[differentiable.indexOf(i)] ?? input);
      const terms = outputsOf(golden, all).map((output, i) =>
        tf.sum(tf.mul(tf.cast(output, 'float32'), given[`upstream${i}`]!)),
      );
      return tf.addN(terms);
    };
    const gradients = tf.grads(objective)(differentiable.map((i) => inputs[i]!));
    return {
      ...forward(golden)(given),
      ...Object.fromEntries(gradients.map((gradient, i) => [`gradient${differentiable[i]!}`, gradient])),
    };
  };
}
