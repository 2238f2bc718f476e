import assert from 'node:assert/strict';
import { createAnalyzer } from '../analysis';
import { ignoring } from '../fixes/ignoring';
import { applied } from '../fixes/mends';
import type { Language } from './program';

const analyzer = createAnalyzer();

async function found(text: string, language: Language = 'python'): Promise<string[]> {
  const { findings } = (await analyzer).analyze({ path: 'program', language, text });
  return findings.map(({ rule }) => rule);
}

const HEAD = 'import torch\nfrom torch import nn\nw = torch.randn(3, 4)\n';
const RULE = 'shape-mismatch';
const SIGN = `# nabla: ignore[${RULE}]`;

/** Statements of several lines with a crash inside; a comment silences it at each § . */
const LONG: Record<string, string> = {
  'a call': 'y = torch.relu( §\n    w @ w, §\n    inplace=False,\n) §\n',
  'a chain': 'y = ( §\n    w.relu().matmul(w) §\n    .sum()\n) §\n',
  'a continued line': 'y = w + \\\n    (w @ w) + \\\n    w §\n',
  'a string over two lines': 'y = w @ w + len("""\n""") §\n',
  'what a function returns': 'def f():\n    return torch.relu( §\n        w @ w, §\n    ) §\nf()\n',
};

describe('a comment that silences', () => {
  for (const [name, code] of Object.entries(LONG)) {
    it(`stands on the first or last line of ${name}, or beside what is marked`, async () => {
      const parts = code.split('§');
      assert.deepEqual(await found(`${HEAD}${parts.join('')}`), [RULE]);
      for (let at = 1; at < parts.length; at++) {
        const text = `${HEAD}${parts.slice(0, at).join('')}${SIGN}${parts.slice(at).join('')}`;
        assert.deepEqual(await found(text), [], text);
      }
    });

    it(`is offered where it works in ${name}`, async () => {
      const document = { path: 'program', language: 'python' as const, text: `${HEAD}${code.replaceAll('§', '')}` };
      const [finding] = (await analyzer).analyze(document).findings;
      const texts = ignoring(document, finding!).map((fix) => applied(document.text, fix));
      const left = await Promise.all(texts.map((text) => found(text)));
      assert.ok(
        left.some((rules) => rules.length === 0),
        texts.join('\n---\n'),
      );
    });
  }

  it('stands behind another comment', async () => {
    assert.deepEqual(await found(`${HEAD}y = w @ w  # (B, C)  ${SIGN}\n`), []);
    for (const other of ['# as in nabla: ignore', '# nabla: ignored', '# nabla: ignore[dtype-mismatch]'])
      assert.deepEqual(await found(`${HEAD}y = w @ w  ${other}\n`), [RULE], other);
  });

  it('silences nothing of a block that it ends, nor another statement of it', async () => {
    const block = `${HEAD}if w.sum() > 0:\n    y = w @ w\n    z = 1  ${SIGN}\n`;
    assert.deepEqual(await found(block), [RULE]);
    assert.deepEqual(await found(`${HEAD}def f():  ${SIGN}\n    return w @ w\nf()\n`), [RULE]);
  });

  it('silences the head of a block', async () => {
    assert.deepEqual(await found(`${HEAD}for y in w @ w:  ${SIGN}\n    pass\n`), []);
  });

  it('is JavaScript’s in JavaScript and TypeScript', async () => {
    const head = "import * as tf from '@tensorflow/tfjs';\nconst w = tf.zeros([3, 4]);\n";
    const sign = SIGN.replace('#', '//');
    for (const language of ['javascript', 'typescript', 'tsx'] as const) {
      assert.deepEqual(await found(`${head}const y = w.matMul(w);\n`, language), [RULE]);
      assert.deepEqual(await found(`${head}const y = w.matMul(w); ${sign}\n`, language), []);
      assert.deepEqual(await found(`${head}const y = w.matMul(w); ${sign.replace('//', '/*')} */\n`, language), []);
      assert.deepEqual(await found(`${head}const y = tf.relu(\n  w.matMul(w),\n); ${sign}\n`, language), []);
      const callback = `${head}tf.tidy(() => {\n  const y = w.matMul(w);\n}); ${sign}\n`;
      assert.deepEqual(await found(callback, language), [RULE], 'not all that a callback holds');
    }
  });
});
