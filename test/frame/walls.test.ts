import assert from 'node:assert/strict';
import { resolve } from 'node:path';
import { ESLint } from 'eslint';

const root = resolve(__dirname, '../..');

/** An import that a file of a room tries, and whether the house's rules allow it. */
const attempts: [file: string, imported: string, allowed: boolean][] = [
  ['engine/training/loop.ts', '../../language-server/analysis', false],
  ['engine/training/loop.ts', '../../extension/trust', false],
  ['engine/training/loop.ts', 'vscode', false],
  ['engine/training/loop.ts', '../data/random', true],
  ['language-server/server.ts', '../engine/process/protocol', false],
  ['language-server/server.ts', 'vscode', false],
  ['language-server/server.ts', './analysis', true],
  ['webviews/monitor/main.ts', '../../engine/process/protocol', false],
  ['webviews/monitor/main.ts', '../shared/chart', true],
  ['extension/activate.ts', '../engine/training/loop', false],
  ['extension/activate.ts', '../engine/process/protocol', true],
  ['extension/activate.ts', '../webviews/monitor/contract', true],
  ['extension/activate.ts', '../webviews/monitor/main', false],
  ['extension/activate.ts', 'vscode', true],
];

describe('walls between rooms', () => {
  const eslint = new ESLint({
    cwd: root,
    overrideConfig: { languageOptions: { parserOptions: { projectService: false } } },
    ruleFilter: ({ ruleId }) => ruleId === 'no-restricted-imports',
  });

  for (const [file, imported, allowed] of attempts) {
    it(`${file} ${allowed ? 'may' : 'may not'} import ${imported}`, async () => {
      const [result] = await eslint.lintText(`import '${imported}';\n`, { filePath: resolve(root, file) });
      const refused = result!.messages.some(({ ruleId }) => ruleId === 'no-restricted-imports');
      assert.equal(refused, !allowed, JSON.stringify(result!.messages));
    });
  }
});
