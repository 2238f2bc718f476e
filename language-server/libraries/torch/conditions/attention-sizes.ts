import type { Instance, Tensor } from '../../../interpreter/value';
import { attributeOf, layerOf, numberIn } from '../../call';
import type { Call } from '../../library';
import { widthOf } from './width';

export const axesOf = ({ shape }: Tensor): number => shape.dimensions.length;

/** What a stack repeats, and what a Transformer may be given in place of its own. */
const PARTS = ['encoder_layer', 'decoder_layer', 'custom_encoder', 'custom_decoder'];

/** The axis of the batch; undefined where batch_first is not known. */
export function batchOf(self: Instance | undefined): ((rank: number) => number[]) | undefined {
  const { owner = self } = widthOf(self, 'batch_first');
  const inner = [
    attributeOf(owner, 'batch_first'),
    attributeOf(self, 'encoder_layer'),
    attributeOf(self, 'decoder_layer'),
  ];
  const first = inner
    .map((each) => (each.kind === 'instance' ? attributeOf(each, 'batch_first') : each))
    .find((each) => each.kind === 'boolean');
  return first?.kind === 'boolean' ? (rank) => (rank === 3 ? [first.value ? 0 : 1] : []) : undefined;
}

/** Whether its conditions are not PyTorch's: a stack of no layers gives what it gets, the program's own do as they like. */
export function isForeign(call: Call): boolean {
  const self = layerOf(call);
  const parts = PARTS.map((name) => attributeOf(self, name));
  const own = parts.some((part) => part.kind === 'instance' && part.class.kind === 'class');
  return own || (numberIn(attributeOf(self, 'num_layers')) ?? 1) < 1;
}
