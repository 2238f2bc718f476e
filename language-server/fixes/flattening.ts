/** Layers that flatten, where a network lacks one. */
import type { Fix } from '../analysis';
import type { Range } from '../syntax/program';
import { closing } from './calls';
import { insertion } from './insertion';

/** How a library's layers are made, after what it is called there; `first`: those that mostly need what is flat. */
interface Library {
  layer: RegExp;
  flatten: string;
  apply: string;
  end: string;
  first?: RegExp;
}

const LIBRARIES: readonly Library[] = [
  { layer: /^((?:torch\.)?nn\.)[A-Z]\w*\(/, flatten: 'Flatten()', apply: '', end: '' },
  { layer: /^((?:\w+\.)*)Dense\(/, flatten: 'Flatten()', apply: '', end: '', first: /(?<![\w.])(?:\w+\.)*Dense\(/g },
  { layer: /^(tf\.layers\.)dense\(/, flatten: 'flatten()', apply: '.apply', end: ';', first: /\btf\.layers\.dense\(/g },
];

/** Layers tried that no misfit points at: what follows the first is flat mostly, and each costs an analysis. */
const MAX_LAYERS = 2;

/** A flattening layer before the layer that does not fit, or else before the first dense ones. */
export const insertedFlattening = (text: string, misfits: readonly Range[]): Fix[] =>
  LIBRARIES.flatMap((library) => {
    const marked = misfits.map(({ start }) => start).filter((start) => library.layer.test(text.slice(start)));
    const first = library.first ? [...text.matchAll(library.first)].map(({ index }) => index) : [];
    const places = marked.length > 0 ? marked.slice(-1) : first.slice(0, MAX_LAYERS);
    return places.flatMap((at) => flattening(text, at, library));
  });

/** What stands before an element of a container: elsewhere two layers would be a tuple. */
const BEFORE_ELEMENT = /[(,[]$/;
const AFTER_ELEMENT = /^\s*[,\])]/;

/** `model.add(` before a layer, as a statement. */
const BEFORE_ADDED = /^(\s*)([A-Za-z_][\w.]*\.add)\($/;

/** A layer that is called at once: `(x)`. */
const INPUT = /^\(\s*([A-Za-z_]\w*)\s*\)/;

function flattening(text: string, at: number, { layer, flatten, apply, end }: Library): Fix[] {
  const made = `${layer.exec(text.slice(at))?.[1] ?? ''}${flatten}`;
  const insert = (place: number, newText: string): Fix[] => [
    insertion(`Insert ${made} before this layer`, { at: place, newText }),
  ];
  const added = BEFORE_ADDED.exec(text.slice(text.lastIndexOf('\n', at - 1) + 1, at));
  if (added) return insert(at - added[2]!.length - 1, `${added[2]!}(${made})${end}\n${added[1]!}`);
  const input = inputOf(text, at, apply);
  if (input) return [insertion(`Insert ${made} before this layer`, ...around(input, `${made}${apply}`))];
  return isElement(text, at) ? insert(at, `${made}, `) : [];
}

/** Whether the layer made at a place is all of an element, and no comprehension's. */
function isElement(text: string, at: number): boolean {
  const close = closing(text, text.indexOf('(', at) + 1);
  const before = text.slice(0, at).trimEnd().slice(-1);
  return close !== undefined && BEFORE_ELEMENT.test(before) && AFTER_ELEMENT.test(text.slice(close + 1));
}

/** The name that the layer made at a place is called with at once. */
function inputOf(text: string, at: number, apply: string): Range | undefined {
  const close = closing(text, text.indexOf('(', at) + 1);
  if (close === undefined || !text.startsWith(apply, close + 1)) return undefined;
  const called = INPUT.exec(text.slice(close + 1 + apply.length));
  if (!called) return undefined;
  const start = text.indexOf(called[1]!, close + 1 + apply.length);
  return { start, end: start + called[1]!.length };
}

const around = ({ start, end }: Range, call: string): { at: number; newText: string }[] => [
  { at: start, newText: `${call}(` },
  { at: end, newText: ')' },
];
