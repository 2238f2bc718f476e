import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createAnalyzer, type Analyzer, type Finding } from '../analysis';
import { rules } from './rules.generated';

const SECTIONS = ['## What it does', '## Why is this bad?', '## Example', '## Fix'];

/** The code of a section of a page. */
function codeIn(page: string, section: string): string {
  const code = /```python\n([^]*?)```/.exec(page.slice(page.indexOf(`## ${section}\n`)));
  assert.ok(code?.[1], `no code under ${section}`);
  return code[1];
}

describe('pages of the rules', () => {
  let analyzer: Analyzer;
  before(async () => {
    analyzer = await createAnalyzer();
  });
  const findings = (text: string): Finding[] => analyzer.analyze({ path: 'a.py', language: 'python', text }).findings;

  for (const { name } of rules) {
    const path = join(__dirname, `${name}.md`);
    it(`${name} has a page with all sections`, () => {
      assert.ok(existsSync(path));
      const page = readFileSync(path, 'utf8');
      assert.ok(page.startsWith(`# ${name}\n`));
      for (const section of SECTIONS) assert.ok(page.includes(`${section}\n`), section);
    });
    it(`${name} reports its example and not its fix`, () => {
      const page = readFileSync(path, 'utf8');
      assert.deepEqual(
        findings(codeIn(page, 'Example')).map(({ rule }) => rule),
        [name],
      );
      assert.deepEqual(findings(codeIn(page, 'Fix')), []);
    });
  }
});
