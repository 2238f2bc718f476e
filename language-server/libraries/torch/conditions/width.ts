/** The last axis of an input is what its layer was made for. */
import type { Dimension } from '../../../domain/dimension';
import { different } from '../../../domain/order';
import { printDimension } from '../../../domain/print-dimension';
import { printShape } from '../../../domain/shape';
import type { Instance } from '../../../interpreter/value';
import { attributeOf, layerOf, parameterOf, sizeIn } from '../../call';
import { closed, refuse } from '../../condition';
import type { Call } from '../../library';

/** Refuses an input of another width than the layer's parameter says. */
export function checkWidth(call: Call, name: string, parameter: string): void {
  const input = closed(call, name);
  const { owner, width } = widthOf(layerOf(call), parameter);
  const last = input?.shape.dimensions.at(-1);
  if (!input || last === undefined || width === undefined || !different(last, width)) return;
  refuse(
    call,
    'shape-mismatch',
    {
      received: `${name} of shape ${printShape(input.shape)}, whose last axis is ${printDimension(last)}`,
      expected: `${parameter}=${printDimension(width)}`,
      advice: `make the last axis ${printDimension(width)}, or set ${parameter}=${printDimension(last)}`,
      ...parameterOf(owner, parameter, last),
    },
    [input],
  );
}

/** The layer that knows the width: of a stack the layer that it repeats. */
export function widthOf(self: Instance | undefined, parameter: string): { owner?: Instance; width?: Dimension } {
  const own = sizeIn(attributeOf(self, parameter));
  const inner = ['encoder_layer', 'decoder_layer'].map((name) => attributeOf(self, name));
  const owner = own === undefined ? inner.find((each) => each.kind === 'instance') : self;
  if (owner?.kind !== 'instance') return {};
  const width = sizeIn(attributeOf(owner, parameter));
  return { owner, ...(width !== undefined && { width }) };
}
