import type { Fix } from '../analysis';
import { calls, type Call } from './calls';
import { insertion } from './insertion';

/** Arguments that are often forgotten, and the layers that take them: of PyTorch, of Keras and of TensorFlow.js. */
const KEYWORDS: readonly (readonly [written: string, layer: RegExp])[] = [
  ['batch_first=True', /\bnn\.(?:RNN|LSTM|GRU|MultiheadAttention|Transformer(?:Encoder|Decoder)?(?:Layer)?)\(/g],
  ['padding="same"', /\bnn\.Conv[123]d\(/g],
  ['return_sequences=True', /(?<![\w.])(?!(?:torch\.)?nn\.)(?:\w+\.)*(?:SimpleRNN|LSTM|GRU)\(/g],
  ['padding="same"', /(?<![\w.])(?:\w+\.)*(?:Conv[123]D|(?:Max|Average)Pooling[123]D)\(/g],
  ['returnSequences: true', /\btf\.layers\.(?:simpleRNN|lstm|gru)\(\{/g],
  ["padding: 'same'", /\btf\.layers\.(?:conv[123]d|(?:max|average)Pooling[123]d)\(\{/g],
];

/** Layers tried by themselves, those next to the misfit: each costs an analysis. */
const MAX_LAYERS = 4;

/** Longer code is cut in titles. */
const MAX_SHOWN = 40;

function shown(text: string, { start, end }: Call): string {
  const code = text.slice(start, end + 1).replace(/\s+/g, ' ');
  return code.length > MAX_SHOWN ? `${code.slice(0, MAX_SHOWN)}…` : code;
}

/** What an argument is called. */
const nameOf = (written: string): string => written.split(/\W/)[0]!;

/** Behind the last argument, in JavaScript inside the braces. */
function place(text: string, { start, end }: Call, written: string): { at: number; newText: string } {
  const code = text.slice(start, end).replace(/\}\s*$/, '');
  return { at: start + code.length, newText: `${/[({,]\s*$/.test(code) ? '' : ', '}${written}` };
}

/** An argument more in one of the layers near `offset`, or in all of them. */
export const addedKeywords = (text: string, offset: number): Fix[] =>
  KEYWORDS.flatMap(([written, layer]) => {
    const lacking = calls(text, layer).filter(({ start, end }) => !text.slice(start, end).includes(nameOf(written)));
    const near = lacking
      .toSorted((a, b) => Math.abs(a.start - offset) - Math.abs(b.start - offset))
      .slice(0, MAX_LAYERS);
    return [
      ...near.map((call) => insertion(`Add ${written} to ${shown(text, call)}`, place(text, call, written))),
      ...(lacking.length > 1
        ? [
            insertion(
              `Add ${written} to ${lacking.length} layers`,
              ...lacking.map((call) => place(text, call, written)),
            ),
          ]
        : []),
    ];
  });
