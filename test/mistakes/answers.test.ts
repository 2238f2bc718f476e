import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, it } from 'mocha';
import { createAnalyzer, type Analyzer, type Finding } from '../../language-server/analysis';
import { Lines } from '../../language-server/syntax/lines';

/**
 * Programs as people ask about them, of every age of Keras, TensorFlow and PyTorch, and as they are answered: a line that
 * ends in `#-` is only asked about, one behind `#+` only in the answer, and `#>` below a line has what is said of it. Where
 * nothing is marked the program is right.
 */
const folder = join(__dirname, 'answers');

const ASKED = /\s+#-$/;
const ANSWERED = '#+ ';
const MARK = '#> ';

/** The program of the question, with what is said below each of its lines. */
function questionOf(lines: readonly string[]): { text: string; marks: Map<number, string[]> } {
  const kept: string[] = [];
  const marks = new Map<number, string[]>();
  for (const line of lines) {
    if (line.startsWith(MARK)) marks.set(kept.length, [...(marks.get(kept.length) ?? []), line.slice(MARK.length)]);
    else if (!line.startsWith(ANSWERED)) kept.push(line.replace(ASKED, ''));
  }
  return { text: kept.join('\n'), marks };
}

const answerOf = (lines: readonly string[]): string =>
  lines
    .filter((line) => !ASKED.test(line) && !line.startsWith(MARK))
    .map((line) => (line.startsWith(ANSWERED) ? line.slice(ANSWERED.length) : line))
    .join('\n');

describe('questions that people ask', () => {
  let analyzer: Analyzer;
  before(async () => (analyzer = await createAnalyzer()));

  const findingsOf = (text: string): readonly Finding[] =>
    analyzer.analyze({ path: 'question.py', language: 'python', text }).findings;

  for (const name of readdirSync(folder)) {
    it(`are answered where the program goes wrong, and only there: ${name}`, () => {
      const lines = readFileSync(join(folder, name), 'utf8').split('\n');
      const { text, marks } = questionOf(lines);
      const places = new Lines(text);
      const found = new Map<number, string[]>();
      for (const { range, rule, message } of findingsOf(text)) {
        const line = places.line(range.end);
        found.set(line, [...(found.get(line) ?? []), `${rule}: ${message}`]);
      }
      assert.deepEqual(Object.fromEntries(found), Object.fromEntries(marks));
      assert.deepEqual(findingsOf(answerOf(lines)), []);
    });
  }
});
