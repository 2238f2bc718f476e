import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { Claim } from '../analysis';
import { hoverAt, type Place } from './hover-at';
import { code, table } from './markdown';
import { loadPictures } from './pictures';

const text = 'h = layer(x)\n';

const claim = (fields: Partial<Claim>): Claim => ({
  name: 'h',
  line: 1,
  range: { start: 0, end: 1 },
  shape: { open: false, dimensions: [4, 10] },
  ...fields,
});

const place = (fields: Partial<Place>): Place => ({
  text,
  language: 'python',
  offset: 0,
  name: undefined,
  claims: [],
  theme: 'dark',
  pictures: {},
  ...fields,
});

const linear = { name: 'torch.nn.Linear', range: { start: 4, end: 9 } };

describe('hover', () => {
  it('explains a name, with the shapes of its line', () => {
    const elsewhere = claim({ name: 'other', line: 2 });
    const found = hoverAt(place({ offset: 5, name: linear, claims: [claim({}), elsewhere] }));
    assert.deepEqual(found!.range, linear.range);
    assert.match(
      found!.markdown,
      /^\*\*Linear .*\*\* · `torch\.nn\.Linear`\n\n- `h` is `\(4, 10\)`\n\n```text\ny = x Wᵀ/,
    );
    assert.doesNotMatch(found!.markdown, /other|!\[/);
  });

  it('puts the image first, described in words, where there is one', () => {
    const picture = { svg: '<svg fill="currentColor"/>', width: 20, height: 10 };
    const { markdown } = hoverAt(place({ offset: 5, name: linear, pictures: { linear: picture } }))!;
    const [, alternative, data] = /!\[(.*)\|width=20,height=10\]\(data:image\/svg\+xml;base64,(\S+)\)/.exec(markdown)!;
    assert.match(alternative!, /^Linear .*: y = x Wᵀ \+ b/);
    assert.equal(Buffer.from(data!, 'base64').toString(), '<svg fill="#e0e0e0"/>');
  });

  it('says each shape once, with its context where there are several', () => {
    const claims = [
      claim({ context: 'called from line 7' }),
      claim({ context: 'called from line 7' }),
      claim({ shape: { open: true, dimensions: [10] }, context: 'called from line 9' }),
    ];
    assert.equal(
      hoverAt(place({ claims }))!.markdown,
      '`h` is `(4, 10)` (called from line 7)\n\n`h` is `(…, 10)` (called from line 9)',
    );
  });

  it('explains strings that name an activation, a loss or an optimizer', () => {
    const line = "model.add(layers.Dense(8, activation='relu')); model.compile(optimizer='adam', loss=\"mse\")";
    for (const [value, title] of Object.entries({ relu: 'ReLU', adam: 'Adam', mse: 'Mean squared error' })) {
      const found = hoverAt(place({ text: `import keras\n${line}\n`, offset: 13 + line.indexOf(value) + 1 }))!;
      assert.match(found.markdown, new RegExp(`^\\*\\*${title}`));
      assert.equal(`import keras\n${line}`.slice(found.range.start, found.range.end), value);
    }
    const script = "model.compile({ optimizer: 'sgd', loss: 'categoricalCrossentropy', metrics: ['accuracy'] });";
    const at = (part: string) => hoverAt(place({ text: script, language: 'javascript', offset: script.indexOf(part) }));
    assert.match(at('sgd')!.markdown, /· `optimizer: sgd`/);
    assert.match(at('categorical')!.markdown, /^\*\*Cross-entropy/);
    assert.equal(at('accuracy'), null);
    assert.equal(at('model'), null);
  });

  it('is silent where nothing is known', () => {
    assert.equal(hoverAt(place({ claims: [claim({ shape: null })] })), null);
    assert.equal(hoverAt(place({ name: { name: 'torch.nn.Nothing', range: linear.range } })), null);
    assert.equal(hoverAt(place({ offset: 3, claims: [claim({})] })), null);
  });

  it('shows what users wrote as it stands', () => {
    const { markdown } = hoverAt(place({ claims: [claim({ name: 'd["`a`|<b>"]' })] }))!;
    assert.equal(markdown, '`` d["`a`|<b>"] `` is `(4, 10)`');
  });
});

describe('markdown', () => {
  it('fences code with more backticks than it holds', () => {
    assert.equal(code('a'), '`a`');
    assert.equal(code('``a'), '``` ``a ```');
  });

  it('makes tables', () => {
    assert.equal(table(['a', 'b'], [['1|2', '3']]), '| a | b |\n| --- | --- |\n| 1\\|2 | 3 |');
  });
});

describe('pictures', () => {
  it('are none where the build’s file is missing or broken', () => {
    assert.deepEqual(loadPictures('/nowhere/equations.json'), {});
    assert.deepEqual(loadPictures(__filename), {});
  });
});
