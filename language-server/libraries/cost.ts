import { product, type Dimension } from '../domain/dimension';
import type { Shape } from '../domain/shape';
import type { Instance, Value } from '../interpreter/value';
import type { Call } from './library';
import { LAYER_COSTS } from './layers/costs';
import { TORCH_COSTS } from './torch/costs';
import { TORCH_PRODUCTS } from './torch/costs/products';

/** A layer as its constructor's arguments describe it. */
export interface Made {
  readonly instance: Instance;
  /** An argument that is an integer; undefined where it is not known. */
  size: (name: string) => Dimension | undefined;
  /** Undefined where it is not known; None is false. */
  flag: (name: string) => boolean | undefined;
  value: (name: string) => Value;
}

/** What goes through a layer in one call; undefined where there is no such tensor. */
export interface Traffic {
  input: (position: number, name: string) => Shape | undefined;
  output: Shape | undefined;
}

export type Count = Dimension | undefined;

/**
 * What a layer of a library costs. Multiply-adds are those of matrix products and convolutions, biases and what is
 * done entry by entry left out; undefined: not known.
 */
export interface Cost {
  parameters: (made: Made) => Count;
  /** Absent where there are none. */
  multiplyAdds?: (made: Made, traffic: Traffic) => Count;
  /** How it is told from others of its kind: `1→32, 3×3`. */
  summary?: (made: Made) => string;
}

export type Costs = Readonly<Record<string, Cost>>;

let costs: Costs | undefined;

/** The cost of a class by its canonical name; undefined where no table has it. A null prototype, for names come from programs. */
export const costOf = (name: string): Cost | undefined =>
  (costs ??= Object.assign(Object.create(null) as Costs, TORCH_COSTS, LAYER_COSTS))[name];

/** The number of a tensor's entries. */
export const entriesIn = (shape: Shape | undefined): Count =>
  shape && !shape.open ? product(shape.dimensions) : undefined;

/** Multiply-adds of a function's call, by what it was given and what it gave. */
export type Product = (call: Call, output: Shape) => Count;

export type Products = ReadonlyMap<string, Product>;

/** Undefined for a function that has no matrix products. */
export const productOf = (name: string): Product | undefined => TORCH_PRODUCTS.get(name);
