/** `fitDataset` runs the model with batches as they come: nothing makes their shapes fit. */
import { different } from '../../domain/order';
import { broadcast, printShape } from '../../domain/shape';
import { callValue } from '../../interpreter/calls';
import { noArguments } from '../../interpreter/arguments';
import { UNKNOWN, type Instance, type Tensor, type Value } from '../../interpreter/value';
import { attributeOf, layerOf, mismatch, valueOf } from '../call';
import type { Call, Rule } from '../library';
import { dataIn, elementIn } from '../tensorflow/dataset';
import { entriesOf } from './configure';
import { leafOf } from './datasets';
import { LOSS } from './targets';

/** Losses that refuse targets which the output's shape is not. */
const EXACT = 'binaryCrossentropy';

/** Losses that compare what broadcasts. */
const SPREADING = /^(meanSquaredError|meanAbsoluteError|categoricalCrossentropy)$/;

function refused(loss: string, { shape: output }: Tensor, { shape: target }: Tensor): boolean {
  if (output.open || target.open) return false;
  if (SPREADING.test(loss)) return broadcast(output, target).conflict !== undefined;
  const [one, other] = [output.dimensions, target.dimensions];
  return loss === EXACT && (one.length !== other.length || one.some((size, i) => different(size, other[i]!)));
}

function checkTargets(call: Call, loss: Value, output: Tensor, target: Tensor): void {
  if (loss.kind !== 'string' || !refused(loss.value, output, target)) return;
  mismatch(call, {
    received: `targets of shape ${printShape(target.shape)} for an output of shape ${printShape(output.shape)} with ${loss.value}`,
    expected: "targets of the output's shape",
    advice: 'give the elements such targets, or the last layer as many units',
    inputs: [output, target],
  });
}

/** The first batch of a data set through the model and its loss. */
function feed(call: Call, model: Instance, source: Value): void {
  const data = dataIn(source);
  const batch = data && entriesOf(elementIn(data));
  const [xs, ys] = ['xs', 'ys'].map((name) => leafOf(batch?.get(name) ?? UNKNOWN));
  if (!xs) return;
  const output = callValue(call.machine, model, { ...noArguments(), positional: [xs] }, { site: call.site });
  if (output.kind === 'tensor' && ys) checkTargets(call, attributeOf(model, LOSS), output, ys);
}

/** With the data sets that it trains on and validates with. */
export const fitDataset: Rule = (call) => {
  const model = layerOf(call);
  if (!model) return UNKNOWN;
  feed(call, model, valueOf(call, 'dataset'));
  const validation = entriesOf(valueOf(call, 'config'))?.get('validationData');
  if (validation) feed(call, model, validation);
  return UNKNOWN;
};
