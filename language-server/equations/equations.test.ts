import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { explain } from '../hovers/explanation';
import { canonicalName } from '../syntax/names';
import type { Equation } from './equation';
import { equations as all } from './equations.generated';
import { renderEquation, renderEquations } from './render.mjs';

const equations: readonly Equation[] = all;

/** VS Code cuts a hover's text there. */
const LONGEST_HOVER = 100_000;

/** An image's data in base64 that a hover takes well. */
const LARGEST_IMAGE = 60_000;

/** Pixels that fit a hover in a window of ordinary width. */
const WIDEST_IMAGE = 480;

const base64Length = (text: string): number => Buffer.from(text).toString('base64').length;

describe('equations', () => {
  it('explain each name once', () => {
    const names = equations.flatMap((equation) => equation.names.map(canonicalName));
    assert.deepEqual(
      names.filter((name, index) => names.indexOf(name) !== index),
      [],
    );
  });

  it('cover the names of the three libraries that a first network needs', () => {
    const names = new Set(equations.flatMap((equation) => equation.names));
    const wanted = [
      ...['nn.Linear', 'nn.Conv2d', 'nn.ReLU', 'nn.CrossEntropyLoss', 'optim.Adam', 'nn.LSTM'].map(
        (name) => `torch.${name}`,
      ),
      ...['layers.Dense', 'layers.Conv2D', 'layers.ReLU', 'optimizers.Adam', 'layers.LSTM'].map(
        (name) => `keras.${name}`,
      ),
      ...['losses.SparseCategoricalCrossentropy', 'losses.CategoricalCrossentropy'].map((name) => `keras.${name}`),
      ...['layers.dense', 'layers.conv2d', 'layers.reLU', 'layers.lstm', 'train.adam'].map((name) => `tfjs.${name}`),
      'tfjs.losses.softmaxCrossEntropy',
    ];
    assert.deepEqual(
      wanted.filter((name) => !names.has(name)),
      [],
    );
  });

  for (const { id, symbols, pitfalls, source, plain, use } of equations) {
    it(`${id} says what a learner needs`, () => {
      assert.ok(symbols.length > 0 && pitfalls.length > 0 && use.length > 0);
      assert.match(source.url, /^https:\/\//);
      assert.doesNotMatch(plain, /[\\$]/, 'plain text holds no TeX');
      for (const { symbol } of symbols) assert.doesNotMatch(symbol, /[\\$]/);
    });
  }

  it('render to images that fit a hover, in ink that a theme chooses, with every glyph inside', async () => {
    const pictures = await renderEquations();
    assert.deepEqual(Object.keys(pictures).sort(), equations.map(({ id }) => id).sort());
    for (const equation of equations) {
      const { svg, width, height } = pictures[equation.id]!;
      assert.ok(base64Length(svg) < LARGEST_IMAGE, `${equation.id}: ${base64Length(svg)}`);
      assert.ok(width <= WIDEST_IMAGE && height > 0, `${equation.id} is ${width} pixels wide`);
      assert.match(svg, /currentColor/);
      assert.doesNotMatch(svg, /<text|<foreignObject|https?:\/\/(?!www\.w3\.org\/2000\/svg")/, equation.id);
      const defined = new Set([...svg.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id));
      for (const [, id] of svg.matchAll(/href="#([^"]+)"/g)) assert.ok(defined.has(id), `${equation.id}: ${id!}`);
      for (const name of equation.names) {
        const hover = explain({
          label: name,
          library: 'keras',
          equation,
          picture: pictures[equation.id],
          theme: 'dark',
          here: [],
        });
        assert.ok(hover.length < LONGEST_HOVER);
      }
    }
  });

  it('that cannot be typeset stop the build', async () => {
    await assert.rejects(renderEquation(String.raw`\frac{1}{`), /cannot typeset/);
    await assert.rejects(renderEquation(String.raw`\nosuchmacro`), /unknown command/);
  });
});
