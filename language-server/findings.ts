import { basename } from 'node:path';
import type { Elsewhere, Finding } from './analysis';
import type { Event } from './interpreter/event';
import type { Site } from './interpreter/value';
import { rules } from './rules/rules.generated';
import type { Draft, Rule } from './rules/rule';
import { ignores, suppressions, type Ignore } from './syntax/suppression';
import type { Texts } from './syntax/texts';
import { describedName, isDescribed } from './project/described';
import type { Source } from './project/sources';

/** One finding for each place and rule: the first context that shows it. A rule that throws is told to `onFault` once. */
export function findings(
  events: readonly Event[],
  { path, program }: Source,
  files: Texts,
  onFault: (fault: unknown) => void,
  judges: readonly Rule[] = rules,
): Finding[] {
  const lines = files.lines(path);
  const comments = ignores(program.comments, files.text(path));
  const silenced = suppressions(program, comments, (offset) => lines.line(offset));
  const found = new Map<string, Finding>();
  for (const { rule, draft, event } of drafts([...events, ...ignoredRules(comments, path)], files, onFault, judges)) {
    const placed = draft.site.path === path ? draft : atCall(rule, draft, event, path);
    if (!placed || silenced(rule.name, placed.site.range)) continue;
    const key = `${rule.name} ${placed.site.range.start} ${placed.site.range.end}`;
    if (!found.has(key)) found.set(key, finding(rule, placed, path, files));
  }
  return [...found.values()].sort((a, b) => a.range.start - b.range.start);
}

const RULES = rules.map(({ name }) => name);

const ignoredRules = (comments: readonly Ignore[], path: string): Event[] =>
  comments.flatMap((comment) =>
    (comment.rules ?? []).map(({ name, range }): Event => {
      const site = { path, range: name === '' ? comment.range : range };
      return { kind: 'ignore', site, name, rules: RULES };
    }),
  );

function* drafts(
  events: readonly Event[],
  files: Texts,
  onFault: (fault: unknown) => void,
  judges: readonly Rule[],
): Generator<{ rule: Rule; draft: Draft; event: Event }> {
  const left = new Set(judges);
  for (const event of events) {
    for (const rule of left) {
      try {
        const draft = rule.find(event, files.text(event.site.path));
        if (draft) yield { rule, draft, event };
      } catch (fault) {
        left.delete(rule);
        onFault(fault);
      }
    }
  }
}

/** A crash in an imported file, told at the call that certainly leads to it; nothing else of other files is told here. */
function atCall(rule: Rule, draft: Draft, { calledFrom }: Event, path: string): Draft | undefined {
  if (calledFrom?.path !== path || (draft.severity ?? rule.severity) !== 'error') return undefined;
  const { path: file } = draft.site;
  if (isDescribed(file))
    return { ...draft, message: `Within ${describedName(file)}, ${draft.message}`, site: calledFrom };
  return {
    message: `This leads to a crash in ${basename(file)}: ${draft.message}`,
    site: calledFrom,
    related: [{ site: draft.site, message: 'it crashes here' }, ...(draft.related ?? [])],
  };
}

function finding(
  rule: Rule,
  { message, site, fix, related = [], severity }: Draft,
  path: string,
  files: Texts,
): Finding {
  const elsewhere = related.filter((each) => each.site.path !== path && !isDescribed(each.site.path));
  return {
    rule: rule.name,
    severity: severity ?? rule.severity,
    message,
    range: site.range,
    ...(fix && { fix }),
    related: related
      .filter((each) => each.site.path === path)
      .map((each) => ({ range: each.site.range, message: each.message })),
    ...(elsewhere.length > 0 && { elsewhere: elsewhere.map((each) => placeOf(each, files)) }),
  };
}

function placeOf({ site, message }: { site: Site; message: string }, files: Texts): Elsewhere {
  const lines = files.lines(site.path);
  const { start, end } = site.range;
  return {
    path: site.path,
    line: lines.line(start),
    column: lines.column(start),
    endLine: lines.line(end),
    endColumn: lines.column(end),
    message,
  };
}
