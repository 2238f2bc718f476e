import type { Analysis, Claim, Finding } from './analysis';
import { anonymousFormula, unknownDimension, type Dimension } from './domain/dimension';
import { joinShapes, mayBeConfused, type Shape } from './domain/shape';
import { execute } from './interpreter/entries';
import type { Event } from './interpreter/event';
import { sparingLayersThatFit } from './interpreter/fitting-layers';
import { Machine, type ClaimRecord } from './interpreter/machine';
import { UNKNOWN, type Value } from './interpreter/value';
import { rules } from './rules/rules.generated';
import type { Draft, Rule } from './rules/rule';
import { Lines } from './syntax/lines';
import type { Document } from './syntax/parse';
import type { Program } from './syntax/program';
import { suppressions } from './syntax/suppression';

/** Contexts of one place that are told apart; a place reached with more shapes than that is one that nothing is said of. */
const MAX_CONTEXTS = 64;

/** Runs the program abstractly and lets the rules judge what happened. */
export function analyzeProgram(program: Program, { path, text }: Document): Analysis {
  const machine = new Machine((): Value => UNKNOWN);
  if (program.language === 'python') execute(machine, program, path);
  const lines = new Lines(text);
  return {
    findings: findings(sparingLayersThatFit(machine.events), { path, text, program, lines }),
    claims: claims(machine.claims, path, lines),
    layers: machine.layers.filter((layer) => layer.path === path).map(({ range, shape }) => ({ range, shape })),
  };
}

interface Source {
  path: string;
  text: string;
  program: Program;
  lines: Lines;
}

/** One finding for each place and rule: the first context that shows it. */
function findings(events: readonly Event[], { path, text, program, lines }: Source): Finding[] {
  const silenced = suppressions(program.comments, (offset) => lines.line(offset));
  const found = new Map<string, Finding>();
  for (const event of events) {
    for (const rule of rules) {
      const draft = rule.find(event, text);
      if (draft?.site.path !== path || silenced(rule.name, lines.line(draft.site.range.start))) continue;
      const key = `${rule.name} ${draft.site.range.start} ${draft.site.range.end}`;
      if (!found.has(key)) found.set(key, finding(rule, draft, path));
    }
  }
  return [...found.values()].sort((a, b) => a.range.start - b.range.start);
}

const finding = (rule: Rule, { message, site, fix, related, severity }: Draft, path: string): Finding => ({
  rule: rule.name,
  severity: severity ?? rule.severity,
  message,
  range: site.range,
  ...(fix && { fix }),
  related: (related ?? [])
    .filter((each) => each.site.path === path)
    .map((each) => ({ range: each.site.range, message: each.message })),
});

/**
 * Equal claims once; contexts are named where a place has several shapes. They are all that it can have: where one
 * context's shape is unknown, or there are too many, the others would claim too much.
 */
export function claims(records: readonly ClaimRecord[], path: string, lines: Lines): Claim[] {
  const places = new Map<string, Map<string, ClaimRecord>>();
  for (const record of records) {
    if (record.path !== path) continue;
    const place = `${record.statement.start} ${record.target.start} ${record.name}`;
    const contexts = places.get(place) ?? new Map<string, ClaimRecord>();
    const long = lines.line(record.statement.start) !== lines.line(record.statement.end);
    const shape = JSON.stringify([record.shape, long && record.before]);
    if (contexts.size <= MAX_CONTEXTS && !contexts.has(shape)) contexts.set(shape, record);
    places.set(place, contexts);
  }
  const plain = new PlainSizes();
  return [...places.values()].flatMap((contexts) => {
    const all = [...contexts.values()];
    if (all.length <= MAX_CONTEXTS && all.every(({ shape }) => shape?.open === false))
      return all.length === 1
        ? [claim(plain.of(all[0]!), lines, false)]
        : all.map((record) => claim(record, lines, true));
    const shape = all.length > MAX_CONTEXTS ? null : common(all.map((each) => each.shape));
    return [claim({ ...all[0]!, shape }, lines, false)];
  });
}

/** One symbol for each formula of sizes that have no name, which says as much. */
class PlainSizes {
  private readonly formulas = new Map<string, Dimension>();

  of(record: ClaimRecord): ClaimRecord {
    const { shape } = record;
    return { ...record, shape: shape && { ...shape, dimensions: shape.dimensions.map((size) => this.size(size)) } };
  }

  private size(size: Dimension): Dimension {
    const key = anonymousFormula(size);
    if (key === undefined) return size;
    const known = this.formulas.get(key) ?? unknownDimension();
    this.formulas.set(key, known);
    return known;
  }
}

/** The least shape that describes all; null where one is unknown. */
const common = (shapes: readonly (Shape | null)[]): Shape | null =>
  shapes.reduce((all, shape) => all && shape && joinShapes(all, shape));

const claim = (
  { name, statement, target, shape, before, caller }: ClaimRecord,
  lines: Lines,
  several: boolean,
): Claim => {
  const held = lines.line(statement.start) === lines.line(statement.end) ? undefined : before;
  return {
    name,
    line: lines.line(statement.start),
    range: target,
    shape: held && shape && mayBeConfused(held, shape) ? null : shape,
    ...(held && { before: held }),
    ...(several && caller && { context: `called from line ${lines.line(caller.range.start)}` }),
  };
};
