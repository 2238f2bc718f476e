import { sign } from '../domain/order';
import { ANY_SHAPE, shape, type Shape } from '../domain/shape';
import type { Expression } from '../syntax/program';
import { forgetWeights } from '../libraries/torch/weights';
import { evaluate } from './expressions';
import { checkParts, refuseTensor } from './unpacking';
import { iterate } from './iteration';
import { assignMembers, withDefault } from './javascript/targets';
import type { Machine } from './machine';
import { reshapeAliases } from './reshaped';
import { NONE, UNKNOWN, list, type Tensor, type Value } from './value';
import { assignItem } from './setting-items';
import { assignAttribute } from './setting-attributes';

/** Binds `value` to a target: a name, an attribute, an item, or a tuple of targets. */
export function assign(machine: Machine, target: Expression, value: Value): void {
  if (target.kind === 'name') machine.store.write(machine.frame.scope.cell(target.name), value);
  if (target.kind === 'attribute') assignMember(machine, target, value);
  if (target.kind === 'subscript') assignItem(machine, target, value);
  if (target.kind === 'sequence') unpack(machine, target, value);
  if (target.kind === 'starred') assign(machine, target.value, UNKNOWN);
  if (target.kind === 'dictionary') assignMembers(machine, target, value);
  if (target.kind === 'assignment') assign(machine, target.target, withDefault(machine, target.value, value));
}

function unpack(machine: Machine, target: Extract<Expression, { kind: 'sequence' }>, value: Value): void {
  if (machine.javascript && value.kind === 'tensor') {
    refuseTensor(machine, target, value);
    assignParts(machine, target.elements, undefined, UNKNOWN);
    return;
  }
  const parts = iterate(machine, value);
  // JavaScript's patterns take what there is.
  if (parts && !machine.javascript) checkParts(machine, target, value, parts.length);
  assignParts(machine, target.elements, parts, value);
}

function assignParts(
  machine: Machine,
  targets: readonly Expression[],
  parts: readonly Value[] | undefined,
  whole: Value,
): void {
  const missing = machine.javascript && parts ? NONE : UNKNOWN;
  const star = targets.findIndex(({ kind }) => kind === 'starred');
  targets.forEach((target, i) => {
    if (target.kind === 'starred') {
      const rest = parts?.slice(i, parts.length - (targets.length - i - 1));
      assign(machine, target.value, list(rest, whole.kind === 'list' && whole.type === 'array' ? 'array' : 'list'));
      return;
    }
    const index = star >= 0 && i > star ? i - targets.length : i;
    assign(machine, target, parts?.at(index) ?? missing);
  });
}

/** `tensor.data = value` and `array.shape = sizes` give it another shape. */
function assignMember(machine: Machine, target: Extract<Expression, { kind: 'attribute' }>, value: Value): void {
  const object = evaluate(machine, target.object);
  if (object.kind === 'tensor' && target.name === 'data') {
    reshape(machine, target.object, object, value);
    forgetOwner(machine, target.object);
  } else if (object.kind === 'tensor' && target.name === 'shape')
    reshape(machine, target.object, object, { ...object, shape: shapeOf(value) });
  else if (object.kind === 'tensor' && LAYOUT.test(target.name)) reshape(machine, target.object, object, UNKNOWN);
  else assignAttribute(machine, object, target.name, value);
}

/** Attributes of NumPy's arrays that say what the memory is read as. */
const LAYOUT = /^(dtype|strides)$/;

/** The tensor itself has another shape: what `place` holds, and whatever else holds it. */
function reshape(machine: Machine, place: Expression, before: Tensor, after: Value): void {
  reshapeAliases(machine, before, after);
  assign(machine, place, after);
}

/** `layer.weight.data = value` may give the weight another type. */
function forgetOwner(machine: Machine, weight: Expression): void {
  const owner = weight.kind === 'attribute' ? evaluate(machine, weight.object) : UNKNOWN;
  if (owner.kind === 'instance') forgetWeights(machine, [owner]);
}

/** A shape as a tuple of sizes gives it; −1 stands for what is left. */
function shapeOf(value: Value): Shape {
  const sizes = value.kind === 'tuple' ? value.elements : [value];
  const known = sizes.flatMap((each) => (each.kind === 'integer' && sign(each.value) === 1 ? [each.value] : []));
  return known.length === sizes.length ? shape(known) : ANY_SHAPE;
}
