import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { before, describe, it } from 'mocha';
import { createAnalyzer, type Analyzer, type Finding } from '../../language-server/analysis';
import type { Language } from '../../language-server/syntax/program';
import { Lines } from '../../language-server/syntax/lines';

/**
 * Mistakes that beginners make, each a program; `#>` (`//>`) below a line has all that is said of it. Every text was read
 * and judged: what, what came, what was needed, where it comes from, what to do. PyTorch crashes on each marked line.
 */
const folder = join(__dirname, 'workspace');

const MARK = /^(?:#|\/\/)> /;

const LANGUAGES: Record<string, Language> = { '.py': 'python', '.js': 'javascript' };

/** Subject, what came, what was needed, and the next step. */
const FORM = /^\S+( \S+)* (gets|turns) .+, but .+: .+\.$/;

/** What is said of a finding, as the programs write it down. */
function told(lines: Lines, { rule, message, related = [] }: Finding): string[] {
  const places = related.map((each) => `  line ${lines.line(each.range.start)}: ${each.message}`);
  return [`${rule}: ${message}`, ...places];
}

/** The program without its marks, and the marks below each of its lines. */
function parse(marked: string): { text: string; marks: Map<number, string[]> } {
  const lines: string[] = [];
  const marks = new Map<number, string[]>();
  for (const line of marked.split('\n')) {
    if (!MARK.test(line)) lines.push(line);
    else marks.set(lines.length, [...(marks.get(lines.length) ?? []), line.replace(MARK, '')]);
  }
  return { text: lines.join('\n'), marks };
}

describe('mistakes that beginners make', () => {
  let analyzer: Analyzer;
  before(async () => (analyzer = await createAnalyzer()));

  for (const name of readdirSync(folder)) {
    it(`are told so that they can be mended: ${name}`, () => {
      const { text, marks } = parse(readFileSync(join(folder, name), 'utf8'));
      const { findings } = analyzer.analyze({ path: name, language: LANGUAGES[extname(name)]!, text });
      const lines = new Lines(text);
      const found = new Map<number, string[]>();
      for (const finding of findings) {
        const line = lines.line(finding.range.end);
        found.set(line, [...(found.get(line) ?? []), ...told(lines, finding)]);
        assert.match(finding.message, FORM);
      }
      assert.deepEqual(Object.fromEntries(found), Object.fromEntries(marks));
    });
  }
});
