import type { Fix } from '../analysis';
import { insertion } from './insertion';

/** Keywords that are often forgotten, and the layers that take them. */
const KEYWORDS: readonly (readonly [keyword: string, value: string, layer: RegExp])[] = [
  ['batch_first', 'True', /\bnn\.(?:RNN|LSTM|GRU|MultiheadAttention|Transformer(?:Encoder|Decoder)?(?:Layer)?)\(/g],
  ['padding', '"same"', /\bnn\.Conv[123]d\(/g],
];

/** Layers tried by themselves, those next to the misfit: each costs an analysis. */
const MAX_LAYERS = 4;

/** Longer code is cut in titles. */
const MAX_SHOWN = 40;

/** A call in the text: where it starts, and where its bracket closes. */
interface Call {
  start: number;
  end: number;
}

/** Where the bracket closes that opens before `offset`; brackets in strings lead to a place that mends nothing. */
function closing(text: string, offset: number): number | undefined {
  let depth = 1;
  for (let at = offset; at < text.length; at++) {
    if (text[at] === '(') depth += 1;
    if (text[at] === ')') depth -= 1;
    if (depth === 0) return at;
  }
  return undefined;
}

const calls = (text: string, layer: RegExp): Call[] =>
  [...text.matchAll(layer)].flatMap(({ 0: { length }, index: start }) => {
    const end = closing(text, start + length);
    return end === undefined ? [] : [{ start, end }];
  });

function shown(text: string, { start, end }: Call): string {
  const code = text.slice(start, end + 1).replace(/\s+/g, ' ');
  return code.length > MAX_SHOWN ? `${code.slice(0, MAX_SHOWN)}…` : code;
}

/** A keyword more in one of the layers near `offset`, or in all of them. */
export const addedKeywords = (text: string, offset: number): Fix[] =>
  KEYWORDS.flatMap(([keyword, value, layer]) => {
    const lacking = calls(text, layer).filter(({ start, end }) => !text.slice(start, end).includes(keyword));
    const near = lacking
      .toSorted((a, b) => Math.abs(a.start - offset) - Math.abs(b.start - offset))
      .slice(0, MAX_LAYERS);
    const place = ({ start, end }: Call): { at: number; newText: string } => {
      const comma = /[(,]\s*$/.test(text.slice(start, end)) ? '' : ', ';
      return { at: end, newText: `${comma}${keyword}=${value}` };
    };
    return [
      ...near.map((call) => insertion(`Add ${keyword}=${value} to ${shown(text, call)}`, place(call))),
      ...(lacking.length > 1
        ? [insertion(`Add ${keyword}=${value} to ${lacking.length} layers`, ...lacking.map(place))]
        : []),
    ];
  });
