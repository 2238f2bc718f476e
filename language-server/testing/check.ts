import assert from 'node:assert/strict';
import { createAnalyzer, type Analysis, type Finding } from '../analysis';
import { printShape } from '../domain/shape';
import { Lines } from '../syntax/lines';
import type { Language } from '../syntax/program';

/** A fault of our own fails the test. */
const analyzer = createAnalyzer((fault) => {
  throw fault;
});

export const analyze = async (text: string, language: Language = 'python'): Promise<Analysis> =>
  (await analyzer).analyze({ path: language === 'python' ? 'program.py' : 'program.js', language, text });

/** The findings of a program where nothing else is asked for. */
const findingsOf = async (text: string): Promise<readonly Finding[]> =>
  (await analyzer).findings({ path: 'program.py', language: 'python', text });

/** Findings without the numbers of names that are made up: `B_1` is numbered after what else is told. */
const unnumbered = (findings: readonly Finding[]): unknown =>
  JSON.parse(JSON.stringify(findings).replace(/\b([A-Za-z])_\d+\b/g, '$1'));

/** A marked finding: its rule and its place. */
interface Mark {
  rule: string;
  line: number;
  from: number;
  to: number;
}

/** Takes lines of the form `#   ^^^^ rule` out of a program; they mark the line above. */
function parseMarks(marked: string): { text: string; marks: Mark[] } {
  const lines: string[] = [];
  const marks: Mark[] = [];
  for (const line of marked.split('\n')) {
    const mark = /^#?(\s*)(\^+) (\S+)$/.exec(line);
    if (!mark) lines.push(line);
    else {
      const from = line.indexOf('^') + 1;
      marks.push({ rule: mark[3]!, line: lines.length, from, to: from + mark[2]!.length });
    }
  }
  return { text: lines.join('\n'), marks };
}

/** Analyses a program with `^^^^ rule` under what must be reported; nothing else may be. Returns the findings. */
export async function check(marked: string): Promise<Finding[]> {
  const { text, marks } = parseMarks(marked);
  const { findings } = await analyze(text);
  assert.deepEqual(unnumbered(await findingsOf(text)), unnumbered(findings));
  const lines = new Lines(text);
  const found = findings.map(({ rule, range }): Mark => ({
    rule,
    line: lines.line(range.start),
    from: lines.column(range.start),
    to: lines.column(range.start) + range.end - range.start,
  }));
  assert.deepEqual(found, marks, findings.map(({ message }) => message).join('\n'));
  return findings;
}

/** Every claim of a program, `name: (2, 3)`, in its order. */
export async function shapesOf(text: string, language: Language = 'python'): Promise<string[]> {
  const { claims } = await analyze(text, language);
  return claims.map(({ name, shape }) => `${name}: ${shape ? printShape(shape) : '?'}`);
}
