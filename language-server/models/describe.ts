import { amount, worded } from '../domain/amount';
import type { Dimension } from '../domain/dimension';
import { printDimension } from '../domain/print-dimension';
import { printShape, type Shape } from '../domain/shape';
import type { Range } from '../syntax/program';
import type { LayerCall, Model, ModelRow } from './models';

/** A number as people read it, or a formula of sizes; null where it is not known. */
export type Described = number | string | null;

export interface DescribedRow {
  name: string;
  type: string;
  summary: string;
  range: Range | null;
  shape: string | null;
  parameters: Described;
  multiplyAdds: Described;
  children: DescribedRow[];
}

export interface DescribedModel extends DescribedRow {
  range: Range;
  input: string | null;
  layers: number;
  assumed: boolean;
}

/** Formulas longer than this are no help: the number then counts as not known. */
const MAX_FORMULA = 60;

function describe(count: Dimension | null): Described {
  if (count === null || typeof count === 'number') return count;
  const formula = printDimension(count);
  return formula.length > MAX_FORMULA ? null : formula;
}

const describeShape = (shape: Shape | null): string | null =>
  shape && (shape.dimensions.length > 0 || !shape.open) ? printShape(shape) : null;

const describeRow = (row: ModelRow): DescribedRow => ({
  name: row.name,
  type: row.type,
  summary: row.summary,
  range: row.range,
  shape: describeShape(row.shape),
  parameters: describe(row.parameters),
  multiplyAdds: describe(row.multiplyAdds),
  children: row.children.map(describeRow),
});

/** A model with its shapes and numbers as texts. */
export const describeModel = (model: Model): DescribedModel => ({
  ...describeRow(model),
  range: model.range,
  input: describeShape(model.input),
  layers: model.layers,
  assumed: model.assumed,
});

const UNITS: readonly (readonly [number, string])[] = [
  [1e12, 'T'],
  [1e9, 'G'],
  [1e6, 'M'],
  [1e3, 'k'],
];

/** `1.2 M`, `320`, `B*640`; three digits. */
export function short(count: Described): string {
  if (count === null) return '–';
  if (typeof count === 'string') return count;
  const [size, unit] = UNITS.find(([each]) => count >= each) ?? [1, ''];
  return unit === '' ? String(count) : `${Number((count / size).toPrecision(3))} ${unit}`;
}

/** `12 layers · 1.2 M parameters · 45 M multiply-adds · (B, 1, 28, 28) → (B, 10)`; what is not known is left out. */
export function headline({ layers, parameters, multiplyAdds, input, shape, assumed }: DescribedModel): string {
  const parts = [
    amount(layers, 'layer'),
    ...(parameters === null ? [] : [several(parameters, 'parameter')]),
    ...(multiplyAdds === null ? [] : [several(multiplyAdds, 'multiply-add')]),
    ...(shape === null ? [] : [input === null ? `→ ${shape}` : `${input} → ${shape}`]),
    ...(assumed ? ['with its defaults'] : []),
  ];
  return parts.join(' · ');
}

const several = (count: Described, one: string): string => `${short(count)} ${worded(count, one)}`;

const ifAny = (count: Described, one: string): string[] => (count === null || count === 0 ? [] : [several(count, one)]);

/** `(B, 1, 28, 28)` → `(B, 32, 26, 26)` · 320 parameters; undefined where nothing is known. */
export function describeCall({ input, output, parameters, multiplyAdds }: LayerCall): string | undefined {
  const [from, to] = [describeShape(input), describeShape(output)];
  const shapes = to === null ? [] : [`${from === null ? '' : `\`${from}\` `}→ \`${to}\``];
  const numbers = [...ifAny(describe(parameters), 'parameter'), ...ifAny(describe(multiplyAdds), 'multiply-add')];
  const parts = [...shapes, ...numbers];
  return parts.length > 0 ? parts.join(' · ') : undefined;
}
