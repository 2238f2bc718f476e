import type { Mismatch, MismatchRule } from '../interpreter/event';
import type { Tensor } from '../interpreter/value';
import { mismatch } from './call';
import type { Call } from './library';

/** What a call must meet besides what its rule checks; it reports what certainly crashes. */
export type Condition = (call: Call) => void;

/** Conditions by the canonical name of the function, method, layer's `forward` or class. */
export type Conditions = Record<string, Condition>;

type Told = Pick<Mismatch, 'received' | 'expected' | 'advice'> &
  Partial<Pick<Mismatch, 'layer' | 'fixedAt' | 'correction' | 'conversion'>>;

/** Reports that a call certainly crashes. */
export const refuse = (call: Call, rule: MismatchRule, told: Told, inputs: readonly Tensor[] = []): void => {
  mismatch(call, { ...told, inputs: [...inputs] }, rule);
};

/** A fix that puts a method behind an argument, where one is named and the argument is written out. */
export function converting(call: Call, name: string, method: string | undefined): Pick<Mismatch, 'conversion'> {
  const argument = call.expressions.get(name);
  return argument && method !== undefined ? { conversion: { argument, method } } : {};
}

/** The method that an advice ends with: `.float()`. */
export const methodIn = (advice: string): string | undefined => /\.\w+\(\)$/.exec(advice)?.[0];

/** A closed shape's tensor passed as `name`. */
export function closed(call: Call, name = 'input'): Tensor | undefined {
  const value = call.arguments.get(name);
  return value?.kind === 'tensor' && !value.shape.open ? value : undefined;
}

/** A condition of a layer's call and of the function that computes the same. */
export const pair = (layer: string, name: string, condition: Condition): Conditions => ({
  [`torch.nn.${layer}.forward`]: condition,
  [`torch.nn.functional.${name}`]: condition,
});

/** Both conditions, one after the other. */
export const both =
  (...conditions: readonly Condition[]): Condition =>
  (call) => {
    for (const condition of conditions) condition(call);
  };
