/** Layers that merge, given where they are made what they are to merge: `Add([a, b])` for `Add()([a, b])`. */
import { attributeCell } from '../../interpreter/setting-attributes';
import { boolean, NONE, type Instance, type Value } from '../../interpreter/value';
import { elementsIn, valueOf } from '../call';
import { refuse } from '../condition';
import type { Call, Rule } from '../library';

/** Marks a layer that was told of where it was made; no setting has such a name. */
const REFUSED = '@refused';

/** Whether a layer cannot be called anyway. */
export const isRefused = ({ attributes }: Instance): boolean => attributes.has(REFUSED);

/** A number without axes may be a setting as well. */
const isInput = (value: Value): boolean =>
  value.kind === 'tensor' && (value.symbolic === true || value.shape.dimensions.length > 0);

const holdsTensors = (value: Value): boolean => isInput(value) || (elementsIn(value)?.some(isInput) ?? false);

function refused(call: Call, example: string): void {
  const { machine, self } = call;
  if (self) machine.store.write(attributeCell(self.attributes, REFUSED), boolean(true));
  refuse(call, 'argument-mismatch', {
    received: 'tensors where the layer is made',
    expected: 'them where it is called',
    advice: `make the layer, then call it on a list: ${example}`,
  });
}

/** Sums, products and the like have no setting that is given by place; of what they are given, only tensors are told. */
export const withoutSettings: Rule = (call) => {
  if (holdsTensors(valueOf(call, 'args'))) refused(call, 'layer()([a, b])');
  return NONE;
};

/** Axes are integers. */
export const withAxes =
  (name: string, example: string): Rule =>
  (call) => {
    if (holdsTensors(valueOf(call, name))) refused(call, example);
    return NONE;
  };
