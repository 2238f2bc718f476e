import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, it } from 'mocha';
import { createAnalyzer, type Analyzer, type Finding } from '../../language-server/analysis';
import { Lines } from '../../language-server/syntax/lines';
import { languageOf } from '../../language-server/syntax/parse';

/**
 * Programs as people ask about them, of every age of Keras, TensorFlow, TensorFlow.js and PyTorch, and as they are answered:
 * a line that ends in `#-` is only asked about, one behind `#+` only in the answer, and `#>` below a line has what is said
 * of it; in JavaScript and TypeScript `//` stands for `#`. Where nothing is marked the program is right.
 */
const folder = join(__dirname, 'answers');

/** Those in JavaScript and TypeScript are in `workspace`, whose files are as people write them. */
const programs = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) => languageOf(path));

const ASKED = /\s+(#|\/\/)-$/;
const ANSWERED = /^(#|\/\/)\+ /;
const MARK = /^(#|\/\/)> /;

/** The program of the question, with what is said below each of its lines. */
function questionOf(lines: readonly string[]): { text: string; marks: Map<number, string[]> } {
  const kept: string[] = [];
  const marks = new Map<number, string[]>();
  for (const line of lines) {
    if (MARK.test(line)) marks.set(kept.length, [...(marks.get(kept.length) ?? []), line.replace(MARK, '')]);
    else if (!ANSWERED.test(line)) kept.push(line.replace(ASKED, ''));
  }
  return { text: kept.join('\n'), marks };
}

const answerOf = (lines: readonly string[]): string =>
  lines
    .filter((line) => !ASKED.test(line) && !MARK.test(line))
    .map((line) => line.replace(ANSWERED, ''))
    .join('\n');

describe('questions that people ask', () => {
  let analyzer: Analyzer;
  before(async () => (analyzer = await createAnalyzer()));

  const findingsOf = (path: string, text: string): readonly Finding[] =>
    analyzer.analyze({ path, language: languageOf(path)!, text }).findings;

  for (const name of programs) {
    it(`are answered where the program goes wrong, and only there: ${name}`, () => {
      const lines = readFileSync(join(folder, name), 'utf8').split('\n');
      const { text, marks } = questionOf(lines);
      const places = new Lines(text);
      const found = new Map<number, string[]>();
      for (const { range, rule, message } of findingsOf(name, text)) {
        const line = places.line(range.end);
        found.set(line, [...(found.get(line) ?? []), `${rule}: ${message}`]);
      }
      assert.deepEqual(Object.fromEntries(found), Object.fromEntries(marks));
      assert.deepEqual(findingsOf(name, answerOf(lines)), []);
    });
  }
});
