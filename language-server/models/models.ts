import type { Dimension } from '../domain/dimension';
import { isAnonymous } from '../domain/symbols';
import type { Shape } from '../domain/shape';
import { isComposed, isContainer } from '../interpreter/modules';
import type { PassRecord } from '../interpreter/passes';
import type { Count } from '../libraries/cost';
import type { Range } from '../syntax/program';
import type { ModelRecord, Row } from './rows';

/** A layer of a model, or a group of them. A number or shape that is not known is null. */
export interface ModelRow {
  name: string;
  type: string;
  summary: string;
  /** Of the call that makes it; null where that stands in another file. */
  range: Range | null;
  shape: Shape | null;
  parameters: Dimension | null;
  multiplyAdds: Dimension | null;
  children: ModelRow[];
}

/** A model of a document: what it is given and all that is in it; the first row is the whole. */
export interface Model extends ModelRow {
  range: Range;
  input: Shape | null;
  /** Layers that hold no others. */
  layers: number;
  /** Whether the numbers are those of its parameters' defaults. */
  assumed: boolean;
}

/** What one call of a layer or model does. */
export interface LayerCall {
  /** Of the call, and of the call that made the layer where that is in the document. */
  ranges: Range[];
  input: Shape | null;
  output: Shape | null;
  parameters: Dimension | null;
  multiplyAdds: Dimension | null;
}

/** The models of a document, each as the call shows it that tells the most. */
export function models(records: readonly ModelRecord[], path: string): Model[] {
  const best = new Map<string, Model>();
  const last = new Map(records.map((record) => [record.stage, record]));
  for (const record of records) {
    if (record.stage && last.get(record.stage) !== record) continue;
    const { site } = record.row;
    if (site.path !== path || !isModel(record)) continue;
    const model = modelOf(record, path);
    const key = `${record.row.type} ${site.range.start}`;
    const known = best.get(key);
    if (!known || knowledge(model) > knowledge(known)) best.set(key, model);
  }
  return [...best.values()].sort((a, b) => a.range.start - b.range.start);
}

export const layerCalls = (records: readonly PassRecord[], path: string): LayerCall[] =>
  records.flatMap((record) => {
    const ranges = [record.site, record.made].flatMap((site) => (site.path === path ? [site.range] : []));
    return ranges.length === 0
      ? []
      : [{ ranges, ...numbers(record), input: record.input ?? null, output: record.output ?? null }];
  });

/** A class of the program, or a container by itself; a single layer is none. */
const isModel = ({ instance, row }: ModelRecord): boolean =>
  row.children.length > 0 && (instance.class.kind === 'class' || isContainer(instance) || isComposed(instance));

function modelOf({ row, input, assumed }: ModelRecord, path: string): Model {
  const whole = rowOf(row, path);
  return { ...whole, range: row.site.range, input: input ?? null, layers: leaves(whole), assumed };
}

const rowOf = (row: Row, path: string): ModelRow => ({
  name: row.name,
  type: row.type,
  summary: row.summary,
  range: row.site.path === path ? row.site.range : null,
  shape: row.shape ?? null,
  ...numbers(row),
  children: row.children.map((child) => rowOf(child, path)),
});

const numbers = ({ parameters, multiplyAdds }: { parameters: Count; multiplyAdds: Count }) => ({
  parameters: named(parameters),
  multiplyAdds: named(multiplyAdds),
});

/** A number that depends on a size without a name tells nobody anything. */
const named = (count: Count): Dimension | null => (count === undefined || isAnonymous(count) ? null : count);

const leaves = ({ children }: ModelRow): number =>
  children.reduce((sum, child) => sum + (child.children.length > 0 ? leaves(child) : 1), 0);

/** How much of it is known: whole numbers before formulas, what the program makes before what its defaults would. */
function knowledge({ parameters, multiplyAdds, shape, assumed }: Model): number {
  const of = (count: Dimension | null): number => (count === null ? 0 : typeof count === 'number' ? 2 : 1);
  const shaped = shape && !shape.open && !shape.dimensions.some(isAnonymous) ? 2 : 0;
  return of(parameters) + of(multiplyAdds) + shaped - (assumed ? 1 : 0);
}
