/** What a tensor's entries are: an exact type, or one of its category that is not known more exactly. */
export type ElementType = Category | ExactType;

/** In the order in which PyTorch promotes them. */
const CATEGORIES = ['boolean', 'integer', 'float', 'complex'] as const;
export type Category = (typeof CATEGORIES)[number];

const CATEGORY = {
  uint8: 'integer',
  int8: 'integer',
  int16: 'integer',
  int32: 'integer',
  int64: 'integer',
  bfloat16: 'float',
  float16: 'float',
  float32: 'float',
  float64: 'float',
  complex64: 'complex',
  complex128: 'complex',
} as const satisfies Record<string, Category>;
export type ExactType = keyof typeof CATEGORY;

const isExact = (type: ElementType): type is ExactType => type in CATEGORY;

export const categoryOf = (type: ElementType): Category => (isExact(type) ? CATEGORY[type] : type);

/** A category's place in the order of promotion. */
export const rankOf = (type: ElementType): number => CATEGORIES.indexOf(categoryOf(type));

/** Whether nothing more can be known: there is one boolean type. */
export const isPrecise = (type: ElementType | undefined): boolean =>
  type !== undefined && (isExact(type) || type === 'boolean');

/** As PyTorch prints it: `torch.float32`; a category by its own name. */
export const printElementType = (type: ElementType): string => (type === 'boolean' ? 'bool' : type);

/** What describes both: the type, their category, or nothing. */
export function joinTypes(a: ElementType | undefined, b: ElementType | undefined): ElementType | undefined {
  if (a === undefined || b === undefined) return undefined;
  if (a === b) return a;
  return categoryOf(a) === categoryOf(b) ? categoryOf(a) : undefined;
}

/** What describes all of several types; nothing where there are none. */
export const joinAllTypes = (types: readonly (ElementType | undefined)[]): ElementType | undefined =>
  types.length === 0 ? undefined : types.reduce(joinTypes);

const BITS: Record<ExactType, number> = {
  uint8: 8,
  int8: 8,
  int16: 16,
  int32: 32,
  int64: 64,
  bfloat16: 16,
  float16: 16,
  float32: 32,
  float64: 64,
  complex64: 64,
  complex128: 128,
};

/** How many bits an entry takes in memory; undefined where only the category is known. */
export const bitsOf = (type: ElementType | undefined): number | undefined =>
  type === 'boolean' ? 8 : type !== undefined && isExact(type) ? BITS[type] : undefined;

/** torch.promote_types */
export function promoteTypes(a: ElementType | undefined, b: ElementType | undefined): ElementType | undefined {
  if (a === undefined || b === undefined) return undefined;
  if (a === b) return a;
  if (categoryOf(a) === categoryOf(b)) return promoteWithin(a, b);
  const [low, high] = rankOf(a) < rankOf(b) ? [a, b] : [b, a];
  if (categoryOf(low) !== 'float' || low === 'float')
    return low === 'float' && high !== 'complex128' ? 'complex' : high;
  return low === 'float64' ? 'complex128' : high;
}

/** Of two types of one category. */
function promoteWithin(a: ElementType, b: ElementType): ElementType {
  if (!isExact(a) || !isExact(b)) return categoryOf(a);
  const [narrow, wide] = BITS[a] <= BITS[b] ? [a, b] : [b, a];
  if (BITS[narrow] < BITS[wide]) return wide;
  return categoryOf(a) === 'integer' ? 'int16' : 'float32';
}

/** The type of a complex number's parts. */
const PARTS: Partial<Record<ElementType, ElementType>> = {
  complex64: 'float32',
  complex128: 'float64',
  complex: 'float',
};

export const realType = (type: ElementType | undefined): ElementType | undefined => type && (PARTS[type] ?? type);

/** A complex number's type by that of its parts. */
const COMPLEX: Partial<Record<ElementType, ElementType>> = { float32: 'complex64', float64: 'complex128' };

export const complexType = (type: ElementType | undefined): ElementType | undefined =>
  type && (categoryOf(type) === 'complex' ? type : (COMPLEX[type] ?? 'complex'));
