import { amount, numberOfAxes } from '../../domain/amount';
import { unknownDimension, type Dimension } from '../../domain/dimension';
import { different } from '../../domain/order';
import { printDimension } from '../../domain/print-dimension';
import { ANY_SHAPE, broadcast, printShape, shape, type Shape } from '../../domain/shape';
import { tensor, type Tensor } from '../../interpreter/value';
import { elementsIn, mismatch, stringOf, valueOf } from '../call';
import { row, type Call, type Rule, type Table } from '../library';

/** Any number of axes, among the names of an operand's axes. */
const ELLIPSIS = '...';

/** The names of each operand's axes, and of the result's. */
export interface Equation {
  terms: readonly (readonly string[])[];
  output: readonly string[];
}

/** What an equation gives for these operands; undefined, and reported, where they certainly do not fit. */
export function einsumShape(call: Call, { terms, output }: Equation, operands: readonly Tensor[]): Shape | undefined {
  if (wrongCount(call, terms.length, operands) || wrongOutput(call, { terms, output })) return undefined;
  if (operands.some((each, i) => wrongRank(call, terms[i]!, each))) return undefined;
  const sizes = namedSizes(call, terms, operands);
  return sizes && placed(output, sizes, restOf(terms, operands));
}

function wrongCount(call: Call, terms: number, operands: readonly Tensor[]): boolean {
  if (terms === operands.length) return false;
  refuse(
    call,
    `${amount(operands.length, 'operand')} for ${amount(terms, 'term')}`,
    'one operand a term',
    'check the commas',
  );
  return true;
}

/** The result's axes are the operands', each once. */
function wrongOutput(call: Call, { terms, output }: Equation): boolean {
  const known = new Set(terms.flat());
  const strange = output.find((name) => name !== ELLIPSIS && !known.has(name));
  const twice = output.find((name, i) => output.indexOf(name) !== i);
  if (strange !== undefined)
    refuse(call, `'${strange}' behind the arrow only`, 'axes of the operands there', 'name it in an operand');
  else if (twice !== undefined)
    refuse(call, `'${twice}' twice behind the arrow`, 'every axis once there', 'leave the second one out');
  return strange !== undefined || twice !== undefined;
}

const refuse = (call: Call, received: string, expected: string, advice: string): void => {
  mismatch(call, { received, expected, advice, inputs: [] }, 'argument-mismatch');
};

const named = (term: readonly string[]): string[] => term.filter((name) => name !== ELLIPSIS);

function wrongRank(call: Call, term: readonly string[], operand: Tensor): boolean {
  const { open, dimensions } = operand.shape;
  const [rank, needed, elastic] = [dimensions.length, named(term).length, term.includes(ELLIPSIS)];
  const wrong = (!open && rank < needed) || (!elastic && rank > needed);
  if (wrong)
    mismatch(call, {
      received: `an operand of shape ${printShape(operand.shape)}, with ${numberOfAxes(rank)}`,
      expected: `${elastic ? 'at least ' : ''}${needed}, one for each of ${named(term).join(' ')}`,
      advice: 'check the names against the axes',
      inputs: [operand],
    });
  return wrong;
}

/** What is before an ellipsis is counted from the start, what is behind it from the end. */
function sizeAt(term: readonly string[], i: number, { open, dimensions }: Shape): Dimension | undefined {
  const at = term.indexOf(ELLIPSIS);
  const fromStart = at < 0 ? !open : i < at;
  if (fromStart) return open ? undefined : dimensions[i];
  return dimensions.at(i - term.length);
}

/** One size for each name; undefined, and reported, where two operands give it different ones. */
function namedSizes(
  call: Call,
  terms: Equation['terms'],
  operands: readonly Tensor[],
): Map<string, Dimension> | undefined {
  const sizes = new Map<string, Dimension>();
  for (const [name, size] of operands.flatMap((each, i) => sizesAt(terms[i]!, each.shape))) {
    const known = sizes.get(name);
    if (known !== undefined && different(known, size) && different(known, 1) && different(size, 1)) {
      disagree(call, name, operands, [known, size]);
      return undefined;
    }
    if (known === undefined || known === 1) sizes.set(name, size);
  }
  return sizes;
}

const sizesAt = (term: readonly string[], of: Shape): [name: string, size: Dimension][] =>
  term.flatMap((name, i): [string, Dimension][] => {
    const size = name === ELLIPSIS ? undefined : sizeAt(term, i, of);
    return size === undefined ? [] : [[name, size]];
  });

function disagree(call: Call, name: string, inputs: readonly Tensor[], sizes: [Dimension, Dimension]): void {
  mismatch(call, {
    received: `shapes ${inputs.map((each) => printShape(each.shape)).join(' and ')}`,
    expected: `one size for ${name}: it is ${printDimension(sizes[0])} and ${printDimension(sizes[1])}`,
    advice: 'check the names against the axes',
    inputs: [...inputs],
  });
}

/** What the ellipses stand for, broadcast; a conflict among them is not told. */
function restOf(terms: Equation['terms'], operands: readonly Tensor[]): Shape {
  return operands.reduce<Shape>((together, { shape: { open, dimensions } }, i) => {
    const term = terms[i]!;
    const at = term.indexOf(ELLIPSIS);
    if (at < 0) return together;
    const own = open ? ANY_SHAPE : shape(dimensions.slice(at, dimensions.length - (term.length - 1 - at)));
    const { shape: both, conflict } = broadcast(together, own);
    return conflict ? ANY_SHAPE : both;
  }, shape([]));
}

function placed(output: readonly string[], sizes: ReadonlyMap<string, Dimension>, rest: Shape): Shape {
  const at = output.indexOf(ELLIPSIS);
  const dimensions = output.map((name) => sizes.get(name) ?? unknownDimension());
  if (at < 0) return shape(dimensions);
  const before = rest.open ? [] : dimensions.slice(0, at);
  return shape([...before, ...rest.dimensions, ...dimensions.slice(at + 1)], rest.open);
}

/** `ij,jk->ik`; without an arrow what the ellipsis is, and the letters that stand once, in alphabetical order. */
function parseEquation(text: string): Equation | undefined {
  const [inputs = '', output, ...more] = text.replace(/\s/g, '').split('->');
  const terms = inputs.split(',').map(lettersOf);
  const given = output === undefined ? implicitOutput(terms.flatMap((term) => term ?? [])) : lettersOf(output);
  if (more.length > 0 || !given || terms.some((term) => !term)) return undefined;
  return { terms: terms as string[][], output: given };
}

const lettersOf = (text: string): string[] | undefined => {
  const letters = text.match(/\.\.\.|[A-Za-z]/g) ?? [];
  return letters.join('') === text ? letters : undefined;
};

const implicitOutput = (names: readonly string[]): string[] => [
  ...(names.includes(ELLIPSIS) ? [ELLIPSIS] : []),
  ...[...new Set(named(names))].filter((name) => names.filter((each) => each === name).length === 1).sort(),
];

const einsum: Rule = (call) => {
  const equation = parseEquation(stringOf(call, 'equation') ?? '?');
  const given = elementsIn(valueOf(call, 'operands'));
  const operands = given?.length === 1 ? (elementsIn(given[0]!) ?? given) : given;
  if (!equation || !operands) return tensor(ANY_SHAPE);
  const tensors = operands.map((each) => (each.kind === 'tensor' ? each : tensor(ANY_SHAPE)));
  return tensor(einsumShape(call, equation, tensors) ?? ANY_SHAPE);
};

export const EINSUM: Table = { 'torch.einsum': row('equation, *operands', einsum) };
