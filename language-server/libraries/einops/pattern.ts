/** The patterns of einops: `b c (h p1) (w p2) -> b (h w) (p1 p2 c)`. */

/** Any number of axes. */
export const ELLIPSIS = '…';

/** An axis of a tensor, as the names, numbers or ellipsis that it is composed of; `1` and `()` are composed of nothing. */
export type Composition = readonly string[];

/** One side of the arrow. */
export type Side = readonly (Composition | typeof ELLIPSIS)[];

export interface Pattern {
  left: Side;
  right: Side;
}

/** What is wrong with a pattern, so that every call with it crashes. */
export interface Flaw {
  received: string;
  expected: string;
  advice: string;
}

export const isFlaw = (value: object): value is Flaw => 'advice' in value;

/** Whether an elementary axis is a number other than 1. */
export const isNumber = (name: string): boolean => /^\d+$/.test(name);

/** The names of a side, with the ellipsis, without numbers. */
export const namesOf = (side: Side): string[] => side.flat().filter((name) => !isNumber(name));

const TOKEN = /\.\.\.|[()]|[\p{L}_][\p{L}\p{N}_]*|\d+|\S/gu;

const flaw = (received: string, expected: string, advice: string): Flaw => ({ received, expected, advice });

/** Both sides of the arrow; undefined where the text is of another form. */
export function parsePattern(text: string): Pattern | Flaw | undefined {
  const sides = text.split('->').map(parseSide);
  const wrong = sides.find((side) => side && isFlaw(side));
  if (wrong && isFlaw(wrong)) return wrong;
  const [left, right, more] = sides as (Side | undefined)[];
  return left && right && !more ? { left, right } : undefined;
}

/** `b (h p1) 1 ...`; undefined where there are other signs. */
export function parseSide(text: string): Side | Flaw | undefined {
  const axes: (string[] | typeof ELLIPSIS)[] = [];
  const tokens = text.match(TOKEN) ?? [];
  let open: string[] | undefined;
  if (!isBalanced(tokens)) return unbalanced(text);
  for (const token of tokens) {
    const name = elementary(token);
    if (!name) return undefined;
    if (token === '(') axes.push((open = []));
    else if (token === ')') open = undefined;
    else if (open) open.push(...name);
    else axes.push(name[0] === ELLIPSIS ? ELLIPSIS : name);
  }
  return repeatedName(axes) ?? axes;
}

/** Brackets in pairs, none within another. */
const isBalanced = (tokens: readonly string[]): boolean =>
  /^(\(\))*$/.test(tokens.filter((token) => token === '(' || token === ')').join(''));

/** What one name, number or ellipsis adds to the axis it stands in; undefined for another sign. */
function elementary(token: string): string[] | undefined {
  if (token === '...') return [ELLIPSIS];
  if (token === '1' || token === '(' || token === ')') return [];
  return /^[\p{L}\p{N}_]+$/u.test(token) ? [token] : undefined;
}

const unbalanced = (text: string): Flaw =>
  flaw(`brackets that do not match in '${text.trim()}'`, 'pairs of them, none within another', 'write them in pairs');

function repeatedName(side: Side): Flaw | undefined {
  const names = namesOf(side);
  const twice = names.find((name, i) => names.indexOf(name) !== i && name !== '_');
  return twice === undefined
    ? undefined
    : flaw(
        `'${printName(twice)}' twice on one side`,
        'every axis once a side',
        'give the second axis a name of its own',
      );
}

const printName = (name: string): string => (name === ELLIPSIS ? '...' : name);

export const printNames = (names: Iterable<string>): string => [...names].map(printName).join(', ');

/** What distinguishes the three functions: which names may stand on one side only. */
export type Operation = 'rearrange' | 'reduce' | 'repeat';

/**
 * What einops itself refuses of a pattern before it looks at the tensor.
 * @param given the names that sizes are given for
 */
export function flawOf({ left, right }: Pattern, operation: Operation, given: readonly string[]): Flaw | undefined {
  return (
    gathered(left) ??
    strangers(left, right, operation) ??
    numbers(left, right, operation) ??
    unused(given, operation === 'repeat' ? [...namesOf(left), ...namesOf(right)] : namesOf(left)) ??
    (operation === 'repeat' ? unsized(left, right, given) : undefined) ??
    ambiguous(left, given)
  );
}

/** Which of its axes an axis of the input is composed of cannot be told of any number. */
const gathered = (left: Side): Flaw | undefined =>
  left.some((axis) => axis !== ELLIPSIS && axis.includes(ELLIPSIS))
    ? flaw('an ellipsis within brackets on the left side', 'it to stand by itself there', 'take it out of the brackets')
    : undefined;

function strangers(left: Side, right: Side, operation: Operation): Flaw | undefined {
  const [from, to] = [new Set(namesOf(left)), new Set(namesOf(right))];
  const gone = operation === 'reduce' ? [] : [...from].filter((name) => !to.has(name));
  const added = [...to].filter((name) => !from.has(name) && (operation !== 'repeat' || name === ELLIPSIS));
  if (gone.length > 0)
    return flaw(
      `${printNames(gone)} on the left side only`,
      'every axis of the left side on the right one too',
      operation === 'repeat' ? 'keep the axis' : 'keep the axis, or use reduce to drop it',
    );
  if (added.length === 0) return undefined;
  return flaw(
    `${printNames(added)} on the right side only`,
    'every axis of the right side on the left one too',
    operation === 'rearrange' ? 'name the axis on the left, or use repeat to add it' : 'name the axis on the left',
  );
}

/** Numbers other than 1 add axes in `repeat` and drop them in `reduce`. */
function numbers(left: Side, right: Side, operation: Operation): Flaw | undefined {
  const wrong = [...(operation === 'reduce' ? [] : left.flat()), ...(operation === 'repeat' ? [] : right.flat())];
  const found = wrong.find(isNumber);
  return found === undefined
    ? undefined
    : flaw(`the number ${found} for an axis`, 'a name there', 'name the axis and pass its size by that name');
}

function unused(given: readonly string[], names: readonly string[]): Flaw | undefined {
  const found = given.filter((name) => !names.includes(name));
  return found.length === 0
    ? undefined
    : flaw(
        `a size for ${printNames(found)}`,
        'sizes for axes of the pattern only',
        'leave it out, or name the axis in the pattern',
      );
}

function unsized(left: Side, right: Side, given: readonly string[]): Flaw | undefined {
  const known = new Set([...namesOf(left), ...given]);
  const found = namesOf(right).filter((name) => !known.has(name));
  return found.length === 0
    ? undefined
    : flaw(`no size for ${printNames(found)}`, 'the size of every new axis', `pass ${printName(found[0]!)}=…`);
}

/** Of an axis' parts one may follow from the others. */
function ambiguous(left: Side, given: readonly string[]): Flaw | undefined {
  const found = left.map((axis) =>
    (axis === ELLIPSIS ? [] : axis).filter((name) => !isNumber(name) && !given.includes(name)),
  );
  const several = found.find((names) => names.length > 1);
  return (
    several &&
    flaw(
      `(${several.join(' ')}) without a size for any of them`,
      'the sizes of all parts of an axis but one',
      `pass ${several.at(-1)!}=…`,
    )
  );
}
