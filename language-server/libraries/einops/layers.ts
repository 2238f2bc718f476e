import type { ArrayClass } from '../../interpreter/arrays';
import { NONE, type Value } from '../../interpreter/value';
import { attributeOf, layerOf, valueOf } from '../call';
import type { Call, Rule, Table } from '../library';
import { checkReduction, patternOf, rearrange, reduce } from './rearranging';
import type { Operation } from './pattern';

/** The layers' packages: whose arrays they take, and the method that is their call. */
const PACKAGES: readonly (readonly [name: string, array: ArrayClass, method: string])[] = [
  ['torch', 'torch.Tensor', 'forward'],
  ['tensorflow', 'tensorflow.Tensor', 'call'],
  ['keras', 'tensorflow.Tensor', 'call'],
];

const SETTINGS = ['pattern', 'reduction', 'axes_lengths'];

/** The function's call for a layer's: the input as it comes, the rest as the layer was made. */
function asFunction(call: Call, array: ArrayClass): Call {
  const layer = layerOf(call);
  const input = valueOf(call, 'input');
  const settings = SETTINGS.map((name): [string, Value] => [name, attributeOf(layer, name)]);
  const known: Value =
    input.kind === 'unknown' ? { kind: 'tensor', shape: { open: true, dimensions: [] }, array } : input;
  return { ...call, arguments: new Map([...settings, ['tensor', known]]), expressions: new Map() };
}

/** einops reads the pattern as the layer is made. */
const construct =
  (operation: Operation): Rule =>
  (call) => {
    patternOf(call, operation);
    if (operation === 'reduce') checkReduction(call, valueOf(call, 'reduction'));
    return NONE;
  };

const LAYERS: readonly (readonly [name: string, signature: string, operation: Operation, rule: Rule])[] = [
  ['Rearrange', 'pattern, **axes_lengths', 'rearrange', rearrange],
  ['Reduce', 'pattern, reduction, **axes_lengths', 'reduce', reduce],
];

export const LAYER_ROWS: Table = Object.fromEntries(
  PACKAGES.flatMap(([library, array, method]) =>
    LAYERS.flatMap(([name, signature, operation, rule]) => [
      [`einops.layers.${library}.${name}`, { signature, rule: construct(operation), constructs: true }],
      [
        `einops.layers.${library}.${name}.${method}`,
        { signature: 'self, input', rule: (call: Call) => rule(asFunction(call, array)) },
      ],
    ]),
  ),
);
