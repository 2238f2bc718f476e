import { relative } from 'node:path';
import type { Claim } from '../analysis';
import { printDimension } from '../domain/print-dimension';
import { printShape, saysSomething, type Shape } from '../domain/shape';
import { Places, printPlace, type CellPlace } from '../report/places';
import { noteGaps, openOne } from '../report/one-file';

const OPTIONS = {
  imports: { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
} as const;

export const command = {
  name: 'shapes',
  summary: 'The inferred shape of every assignment; with --imports also in files of the workspace that it reaches.',
  usage: '<file> [--imports] [--json]',
  run,
};

/** One claim as printed: sizes are integers or symbolic; null where the shape is not known. */
interface Row {
  file: string;
  line: number;
  cell?: CellPlace;
  name: string;
  shape: (number | string)[] | null;
  context?: string;
}

async function run(args: string[]): Promise<number> {
  const opened = await openOne(command, args, OPTIONS);
  if (typeof opened === 'number') return opened;
  const { document, values, analyzer } = opened;
  const analysis = analyzer.analyze(document, { imported: values.imports });
  const places = new Places(document);
  const files = [
    { file: relative(process.cwd(), document.path), claims: analysis.claims, places },
    ...analysis.imported.map((each) => ({ file: relative(process.cwd(), each.path), claims: each.claims })),
  ];
  const tables = files.map(table).join('');
  noteGaps(command, document, analysis, tables === '' ? 'no shape is known' : undefined);
  process.stdout.write(
    values.json
      ? `${JSON.stringify(files.flatMap((each) => each.claims.flatMap((claim) => rows(each, claim))))}\n`
      : tables,
  );
  return 0;
}

/** What is known of a file. */
interface Shapes {
  file: string;
  claims: readonly Claim[];
  /** Of the file that was asked about, which may be a notebook. */
  places?: Places;
}

function placeOf({ file, places }: Shapes, { line }: Claim): Pick<Row, 'file' | 'line' | 'cell'> {
  const cell = places?.cell(line);
  return { file, line, ...(cell && { cell }) };
}

/** A claim's rows: whoever traces a statement of several lines also sees what its target held before. */
function rows(shapes: Shapes, claim: Claim): Row[] {
  const { name, shape, before, context } = claim;
  const place = placeOf(shapes, claim);
  return [
    { ...place, name, shape: sizes(shape), ...(context !== undefined && { context }) },
    ...(shape && before ? [{ ...place, name, shape: sizes(before), context: 'before the statement' }] : []),
  ];
}

const sizes = (shape: Shape | null): Row['shape'] =>
  shape && !shape.open
    ? shape.dimensions.map((size) => (typeof size === 'number' ? size : printDimension(size)))
    : null;

function table(shapes: Shapes): string {
  const known = shapes.claims.filter(({ shape }) => shape && saysSomething(shape));
  return known.map((claim) => `${printPlace(placeOf(shapes, claim))}: ${described(claim)}\n`).join('');
}

const described = ({ name, shape, context }: Claim): string =>
  `${name} ${printShape(shape!)}${context === undefined ? '' : `  (${context})`}`;
