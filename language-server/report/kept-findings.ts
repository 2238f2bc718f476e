/**
 * Findings that runs keep for the next: of a file as long as its own text, all that its analysis has seen of others and
 * our own code are what they were. What is kept is an accelerator: what cannot be read, is damaged, or is of other code,
 * is as if it were not there.
 */
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import * as v from 'valibot';
import { markOf, type Fact } from './facts';
import type { Told } from './check-file';
import type { Report } from './formats';

/** What is kept of one folder that checks are run in: some ten thousand files. */
const MAX_BYTES = 16 * 2 ** 20;

/** Folders of which findings are kept, the last used. */
const MAX_FOLDERS = 16;

/** Of one file. */
export interface Kept {
  /** The mark of its text. */
  text: string;
  facts: readonly Fact[];
  told: Told;
}

const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const inCell = v.exactOptional(v.object({ number: count, line: count }));
const place = { file: v.string(), line: count, column: count, cell: inCell };
const span = { ...place, endLine: count, endColumn: count };
const edit = { line: count, column: count, endLine: count, endColumn: count, newText: v.string() };

const report: v.GenericSchema<Report> = v.strictObject({
  ...span,
  rule: v.string(),
  severity: v.picklist(['error', 'warning', 'information']),
  message: v.string(),
  related: v.array(v.strictObject({ ...place, message: v.string() })),
  fix: v.exactOptional(v.strictObject({ title: v.string(), safe: v.boolean(), edits: v.array(v.strictObject(edit)) })),
});

const told: v.GenericSchema<Told> = v.strictObject({
  reports: v.array(report),
  unparsed: v.array(v.strictObject(span)),
});

/** Facts stand once each, for many files share them. */
const schema = v.strictObject({
  code: v.string(),
  facts: v.array(v.string()),
  files: v.array(v.strictObject({ path: v.string(), text: v.string(), facts: v.array(count), told })),
});

type Content = v.InferOutput<typeof schema>;

export class KeptFindings {
  private readonly files: Map<string, Kept>;
  private isChanged = false;

  /**
   * @param folder where findings of all folders are kept
   * @param base the folder that reports tell their files from
   * @param code what our code is known by
   */
  constructor(
    private readonly folder: string,
    base: string,
    private readonly code: string,
  ) {
    this.path = join(folder, `${markOf(base)}.json`);
    this.files = quietly(() => read(this.path, code)) ?? new Map<string, Kept>();
  }

  private readonly path: string;

  get(path: string): Kept | undefined {
    return this.files.get(path);
  }

  set(path: string, kept: Kept): void {
    this.isChanged = true;
    // The last is the one that was kept last.
    this.files.delete(path);
    this.files.set(path, kept);
  }

  /** For the next run, where there is something new; the files that were kept first are left out past what may be kept. */
  save(): void {
    if (!this.isChanged) return;
    this.isChanged = false;
    quietly(() => {
      write(this.path, written(this.code, this.files));
      dropOldest(this.folder);
    });
  }
}

/** The file begins with the mark of the rest. */
function read(path: string, code: string): Map<string, Kept> | undefined {
  if (statSync(path).size > MAX_BYTES) return undefined;
  const bytes = readFileSync(path, 'utf8');
  const end = bytes.indexOf('\n');
  const json = bytes.slice(end + 1);
  if (bytes.slice(0, end) !== markOf(json)) return undefined;
  // Itself, not what is decoded of it: reports are printed with their keys in the order that they were made in.
  const content: unknown = JSON.parse(json);
  return v.is(schema, content) && content.code === code ? filesOf(content) : undefined;
}

function filesOf({ facts, files }: Content): Map<string, Kept> {
  const factAt = (at: number): Fact => {
    const fact = facts[at];
    if (fact === undefined) throw new RangeError(`no fact ${at}`);
    return fact;
  };
  return new Map(
    files.map(({ path, text, facts: own, told: all }) => [path, { text, facts: own.map(factAt), told: all }]),
  );
}

/** The last files of all that fit. */
function written(code: string, files: ReadonlyMap<string, Kept>): string {
  for (let most = files.size; ; most = Math.floor(most / 2)) {
    const json = JSON.stringify(contentOf(code, most > 0 ? [...files].slice(-most) : []));
    const bytes = `${markOf(json)}\n${json}`;
    if (most === 0 || Buffer.byteLength(bytes) <= MAX_BYTES) return bytes;
  }
}

function contentOf(code: string, files: readonly [string, Kept][]): Content {
  const places = new Map<Fact, number>();
  const placeOf = (fact: Fact): number => {
    const known = places.get(fact) ?? places.size;
    places.set(fact, known);
    return known;
  };
  const all = files.map(([path, { text, facts, told: each }]) => ({
    path,
    text,
    facts: facts.map(placeOf),
    told: each,
  }));
  return { code, facts: [...places.keys()], files: all };
}

/** Another run may read meanwhile, or write: it finds the one or the other whole. */
function write(path: string, bytes: string): void {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const temporary = `${path}.${process.pid}`;
  writeFileSync(temporary, bytes, { mode: 0o600 });
  renameSync(temporary, path);
}

function dropOldest(folder: string): void {
  const paths = readdirSync(folder).map((name) => join(folder, name));
  const ages = paths.map((path) => ({ path, time: statSync(path).mtimeMs })).sort((a, b) => b.time - a.time);
  for (const { path } of ages.slice(MAX_FOLDERS)) rmSync(path);
}

function quietly<T>(act: () => T): T | undefined {
  try {
    return act();
  } catch {
    return undefined;
  }
}
