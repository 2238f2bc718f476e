import type { Fix } from '../analysis';
import type { Range } from '../syntax/program';
import { parted } from './calls';
import { insertion } from './insertion';

/** Layers that are made without arguments and called on a list. */
const MADE_ALONE = /\b(?:Add|Subtract|Multiply|Average|Maximum|Minimum|Concatenate)$/;

/** Makes the layer before it is called: `Add()([a, b])` for `Add([a, b])`. */
export function calledOnWhatItIsGiven(text: string, { start, end }: Range): Fix[] {
  const callee = parted(text.slice(start, end))?.callee;
  return callee !== undefined && MADE_ALONE.test(callee)
    ? [insertion('Make the layer, then call it on the list', { at: start + callee.length, newText: '()' })]
    : [];
}
