/** Losses and metrics of the program's own, called as `fit` calls them: with a batch of targets and of outputs. */
import { ANY_SHAPE, shape, type Shape } from '../../domain/shape';
import { callValue } from '../../interpreter/calls';
import { noArguments } from '../../interpreter/arguments';
import { tensor, type Tensor, type Value } from '../../interpreter/value';
import type { Call } from '../library';

const isOwn = (value: Value): boolean =>
  value.kind === 'function' || value.kind === 'bound' || value.kind === 'partial' || isObject(value);

const isObject = (value: Value): boolean => value.kind === 'instance' && value.class.kind === 'class';

/** Targets of one number a sample are a column beside outputs that are; of other ranks than the output they are not known. */
function targetsFor({ shape: target }: Tensor, { shape: output }: Tensor): Shape {
  const [batch, ...width] = output.dimensions;
  if (target.open || output.open || batch === undefined) return ANY_SHAPE;
  const column = target.dimensions.length === 1 && width.length === 1 && width[0] === 1;
  if (column) return output;
  return target.dimensions.length === output.dimensions.length
    ? shape([batch, ...target.dimensions.slice(1)])
    : ANY_SHAPE;
}

/** Runs a loss that the program wrote; nothing of a library's. */
export function runOwn(call: Call, loss: Value, output: Tensor, target: Value): void {
  if (!isOwn(loss)) return;
  const known = target.kind === 'tensor' ? targetsFor(target, output) : ANY_SHAPE;
  const positional = [tensor(known, { type: 'float' }), tensor(output.shape, { type: 'float' })];
  callValue(call.machine, loss, { ...noArguments(), positional }, { site: call.site });
}
