import { spelled } from '../../interpreter/each';
import { callValue } from '../../interpreter/calls';
import { noArguments } from '../../interpreter/arguments';
import { getAttribute } from '../../interpreter/attributes';
import { attributeCell } from '../../interpreter/setting-attributes';
import { ANY_SHAPE, shape } from '../../domain/shape';
import {
  boolean,
  integer,
  library,
  list,
  NONE,
  tensor,
  UNKNOWN,
  type Instance,
  type Tensor,
  type Value,
} from '../../interpreter/value';
import { MAX_NESTING, elementsIn, sizeIn, valueOf } from '../call';
import { keepOutput } from '../layers/within';
import { row, type Call, type Rule, type Table } from '../library';
import { objectOf } from '../javascript/objects';
import { configured, eager, isSymbolic, symbolic } from './configure';
import { arrayOf } from './tensors';

/** A shape as a program sees it: the batch of what is symbolic is null, which no number replaces. */
const shapeValue = (input: Value, depth = 0): Value => {
  if (input.kind === 'list' && depth < MAX_NESTING)
    return list(
      spelled(input.elements.value)?.map((each) => shapeValue(each, depth + 1)),
      'array',
    );
  if (input.kind !== 'tensor' || input.shape.open) return UNKNOWN;
  const sizes = input.shape.dimensions.map((size, i): Value => {
    const open = i === 0 && input.symbolic === true && typeof size !== 'number';
    return open ? { kind: 'unknown', size } : integer(size);
  });
  return list(sizes, 'array');
};

const given = (...positional: Value[]): ReturnType<typeof noArguments> => ({ ...noArguments(), positional });

/** A method that the program's own layer has; undefined where tfjs' own is meant. */
function ownMethod(call: Call, layer: Instance, name: string): Value | undefined {
  const method = getAttribute(call.machine, layer, name, call.site);
  return method.kind === 'bound' && method.callee.kind === 'function' ? method : undefined;
}

const BUILT = '@made';

/** `build(inputShape)` once, before the first call. */
function build(call: Call, layer: Instance, inputs: Value): void {
  const cell = attributeCell(layer.attributes, BUILT);
  if (cell.value) return;
  call.machine.store.write(cell, boolean(true));
  const method = ownMethod(call, layer, 'build');
  if (method) callValue(call.machine, method, given(shapeValue(inputs)), { site: call.site });
}

/** Tensors of the shapes that a program's `computeOutputShape` gives. */
function tensorsOf(value: Value, depth = 0): Value {
  const elements = elementsIn(value);
  if (!elements || depth >= MAX_NESTING) return UNKNOWN;
  if (elements.some((each) => elementsIn(each)))
    return list(
      elements.map((each) => tensorsOf(each, depth + 1)),
      'array',
    );
  const sizes = elements.map(sizeIn);
  return sizes.every((size) => size !== undefined) ? tensor(shape(sizes), { type: 'float' }) : tensor(ANY_SHAPE);
}

/** A layer of the program: its shapes where a model is put together, its own code where tensors are given. */
function applyOwn(call: Call, layer: Instance, inputs: Value): Value {
  build(call, layer, inputs);
  const method = ownMethod(call, layer, 'call');
  const run = (values: Value): Value =>
    method ? callValue(call.machine, method, given(values, objectOf([])), { site: call.site }) : values;
  if (isSymbolic(inputs)) {
    // The model that is put together here will run the layer's code, with a batch of any size.
    run(eager(inputs));
    const shapes = ownMethod(call, layer, 'computeOutputShape');
    if (!shapes) return inputs;
    return tensorsOf(callValue(call.machine, shapes, given(shapeValue(inputs)), { site: call.site }));
  }
  return run(inputs);
}

/** `layer.apply(x)` */
const apply: Rule = (call) => {
  const layer = valueOf(call, 'self');
  const inputs = valueOf(call, 'inputs');
  if (layer.kind !== 'instance') return UNKNOWN;
  const own = layer.class.kind === 'class';
  if (inputs.kind === 'unknown' && own) return UNKNOWN;
  const result = own
    ? applyOwn(call, layer, inputs)
    : callValue(call.machine, library(`${libraryName(layer)}.call`), given(layer, inputs), { site: call.site });
  const arrays = arrayOf(result);
  if (!isSymbolic(inputs)) return arrays;
  const output = symbolic(arrays);
  keepOutput(call, layer, output);
  return output;
};

const libraryName = ({ class: type }: Instance): string => (type.kind === 'library' ? type.name : '');

/** A weight of the shape that the layer asks for; `read()` gives it. */
const addWeight: Rule = (call) => {
  const sizes = elementsIn(valueOf(call, 'shape'))?.map(sizeIn);
  const known = sizes?.every((size) => size !== undefined);
  const made: Tensor = tensor(known ? shape(sizes) : ANY_SHAPE, { type: 'float', array: 'tfjs.Tensor' });
  return made;
};

const QUIET = 'getWeights setWeights countParams getConfig dispose setFastWeightInitDuringBuild invokeCallHook toJSON';

export const APPLYING: Table = {
  'tfjs.layers.Layer': { signature: 'config=None', rule: configured(''), constructs: true },
  'tfjs.layers.Layer.apply': row('self, inputs, *rest', apply),
  'tfjs.layers.Layer.addWeight': row('self, name, shape, *rest', addWeight),
  'tfjs.layers.Layer.build': row('self, inputShape', () => NONE),
  ...Object.fromEntries(
    QUIET.split(' ').map((name) => [`tfjs.layers.Layer.${name}`, row('self, *rest', () => UNKNOWN)]),
  ),
};
