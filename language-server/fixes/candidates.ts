import type { Finding, Fix } from '../analysis';
import type { Range } from '../syntax/program';
import { insertion } from './insertion';
import { addedKeywords } from './keywords';
import { changedOperands } from './operands';

/** A call of one argument that is a name: `self.fc(x)`. */
const CALL = /^[\w.]+\(\s*([A-Za-z_]\w*)\s*\)$/;

/** A layer where it is made: `nn.Linear(784, 10)`. */
const LAYER = /^((?:torch\.)?nn\.)[A-Z]\w*\(/;

/** Changes of what arrives at a call, and what they are for. */
const ARGUMENTS: readonly (readonly [title: string, method: string])[] = [
  ['Flatten the axes after the batch', '.flatten(1)'],
  ['Move the channels of (N, H, W, C) before the space', '.permute(0, 3, 1, 2)'],
  ['Move the channels of (N, L, C) before the length', '.transpose(1, 2)'],
];

/** What may mend a misfit besides another number; whether it does is for the analysis to say. */
export const candidates = (text: string, { rule, range, related = [] }: Finding): Fix[] =>
  rule === 'shape-mismatch'
    ? [
        ...changedArguments(text, range),
        ...changedOperands(text, range),
        ...related.flatMap((each) => insertedLayers(text, each.range)).slice(-1),
        ...addedKeywords(text, range.start),
      ]
    : [];

function changedArguments(text: string, { start, end }: Range): Fix[] {
  const code = text.slice(start, end);
  const argument = CALL.exec(code)?.[1];
  if (argument === undefined) return [];
  const after = start + code.lastIndexOf(argument) + argument.length;
  return ARGUMENTS.map(([title, method]) => insertion(title, { at: after, newText: method }));
}

/** What stands before an element of a container: elsewhere two layers would be a tuple. */
const BEFORE_ELEMENT = /[(,[]/;

/** Before a layer inside a container. */
function insertedLayers(text: string, { start, end }: Range): Fix[] {
  const prefix = LAYER.exec(text.slice(start, end))?.[1];
  const isElement = BEFORE_ELEMENT.test(text.slice(0, start).trimEnd().slice(-1));
  if (prefix === undefined || !isElement) return [];
  return [insertion('Insert nn.Flatten() before this layer', { at: start, newText: `${prefix}Flatten(), ` })];
}
