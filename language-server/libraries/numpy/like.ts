/** NumPy's functions that do what a function of PyTorch does. */
import { categoryOf, type ElementType } from '../../domain/element-type';
import { arrayClass } from '../../interpreter/arrays';
import { tensor, UNKNOWN, type Value } from '../../interpreter/value';
import type { Call, Rule, Table } from '../library';
import { rowOf } from '../table';
import { requestedType, typed, typeOf } from '../torch/types';

export type TypeRule = (call: Call) => ElementType | undefined;

/** The rule of PyTorch's function that does the same; the type is NumPy's own, or the input's where none is given. */
export const like =
  (name: string, type?: TypeRule, fixed: Record<string, Value> = {}): Rule =>
  (call) => {
    const given = new Map([...call.arguments, ...Object.entries(fixed)]);
    const result = rowOf(`torch.${name}`)?.rule({ ...call, arguments: given }) ?? UNKNOWN;
    return type && result.kind === 'tensor' ? tensor(result.shape, typed(type(call))) : result;
  };

/** What is given PyTorch's tensors returns such, whose types are PyTorch's. */
export const untyped = (table: Table): Table =>
  Object.fromEntries(
    Object.entries(table).map(([name, each]) => [name, { ...each, rule: withoutForeignType(each.rule) }]),
  );

const withoutForeignType =
  (rule: Rule): Rule =>
  (call) => {
    const result = rule(call);
    const foreign = [...call.arguments.values()].some(
      (each) => each.kind === 'tensor' && arrayClass(each) === 'torch.Tensor',
    );
    return foreign && result.kind === 'tensor' ? tensor(result.shape) : result;
  };

export const asked =
  (otherwise: ElementType): TypeRule =>
  (call) =>
    requestedType(call, otherwise);

const isWhole = (type: ElementType): boolean => /^(boolean|integer)$/.test(categoryOf(type));

/** Of integers doubles, of floats the same. */
export const averaged: TypeRule = (call) => {
  const type = typeOf(call);
  return requestedType(call, type && isWhole(type) ? 'float64' : type);
};

/** Functions of small integers give small floats: of integers no more is known than that. */
export const floating: TypeRule = (call) => {
  const type = typeOf(call);
  return type && isWhole(type) ? 'float' : type;
};

/** Unsigned sums are unsigned; PyTorch has no such type of 64 bits. */
export const summed: TypeRule = (call) => {
  const type = typeOf(call);
  return requestedType(call, type === 'uint8' ? 'integer' : type && isWhole(type) ? 'int64' : type);
};
