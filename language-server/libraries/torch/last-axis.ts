import { different } from '../../domain/order';
import { printDimension } from '../../domain/print-dimension';
import { printShape } from '../../domain/shape';
import { attributeOf, layerOf, mismatch, parameterOf, sizeIn, tensorOf } from '../call';
import type { Call } from '../library';

/** A layer's input `name` is as wide as the layer was made with `parameter`. */
export function checkLastAxis(call: Call, name: string, parameter: string): void {
  const self = layerOf(call);
  const input = tensorOf(call, name);
  const wanted = sizeIn(attributeOf(self, parameter));
  const last = input.shape.dimensions.at(-1);
  if (last === undefined || wanted === undefined || !different(last, wanted)) return;
  mismatch(call, {
    received: `an input of shape ${printShape(input.shape)}, whose last axis is ${printDimension(last)}`,
    expected: `${parameter}=${printDimension(wanted)}`,
    advice: `make the last axis ${printDimension(wanted)}, or set ${parameter}=${printDimension(last)}`,
    inputs: [input],
    ...parameterOf(self, parameter, last),
  });
}
