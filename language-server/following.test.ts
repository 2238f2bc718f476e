import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createAnalyzer, type Analysis, type Analyzer, type Followed } from './analysis';
import { modelFile } from './benchmarks/model-file';
import { Following } from './following';
import { Sources } from './project/sources';
import { NO_WORKSPACE } from './project/workspace';
import { finish } from './steps';
import { loadGrammars } from './syntax/grammars';
import { languageOf, type Document } from './syntax/parse';
import type { Statement } from './syntax/program';

const ORACLE = join(__dirname, '..', 'test', 'oracle');

/** Programs of each kind, and edits of each, that a run draws; NABLA_EDITS=all tries every program. */
const PROGRAMS = 4;
const EDITS = 16;

/** Fewer steps than this are made of an analysis that is left: most of what a program of the corpus takes. */
const STEPS = 200;

/** Edits of a program that is long to analyse. */
const SOME = 6;

/** Park and Miller's generator: integers from 0 to below − 1. */
function generator(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state * 48271) % 2147483647;
    return state % below;
  };
}

type Random = (below: number) => number;

const pick = <T>(random: Random, list: readonly T[]): T => list[random(list.length)]!;

/** What people do to a text, and what a text is halfway through that. */
const CHANGES: readonly ((text: string, random: Random) => string)[] = [
  (text, random) => insert(text, random(text.length), pick(random, ['1', '(', '[', 'x', '\n', '#', "'", ')', '    '])),
  (text, random) => remove(text, random(text.length), 1),
  (text, random) => remove(text, random(text.length), random(40)),
  (text, random) => inLines(text, (lines) => lines.toSpliced(random(lines.length), 1)),
  (text, random) => inLines(text, (lines) => lines.toSpliced(random(lines.length), 0, pick(random, lines))),
  (text, random) => inLines(text, (lines) => lines.toSpliced(random(lines.length), 0, '')),
  (text, random) => inLines(text, (lines) => move(lines, random)),
  (text, random) => replaceOne(text, /\b\d+\b/g, random, () => String(1 + random(64))),
  (text, random) => replaceOne(text, /\b\w+\b/g, random, () => pick(random, text.match(/\b\w+\b/g)!)),
];

const insert = (text: string, at: number, more: string): string => text.slice(0, at) + more + text.slice(at);
const remove = (text: string, at: number, count: number): string => text.slice(0, at) + text.slice(at + count);
const inLines = (text: string, change: (lines: string[]) => string[]): string => change(text.split('\n')).join('\n');

function move(lines: string[], random: Random): string[] {
  const [from, count] = [random(lines.length), 1 + random(10)];
  return lines.toSpliced(from, count).toSpliced(random(lines.length), 0, ...lines.slice(from, from + count));
}

function replaceOne(text: string, pattern: RegExp, random: Random, by: () => string): string {
  const places = [...text.matchAll(pattern)];
  if (places.length === 0) return text;
  const { index, 0: found } = pick(random, places);
  return insert(remove(text, index, found.length), index, by());
}

/** Texts one after the other: half of the changes are taken back at once, as a finished edit is. */
function* texts(first: string, edits: number, random: Random): Generator<string> {
  let text = first;
  for (let i = 0; i < edits; i++) {
    yield text;
    const changed = pick(random, CHANGES)(text, random);
    if (random(2) === 0) yield changed;
    else text = changed;
  }
}

/** All that is shown, as text; a symbol's serial is not. */
const told = ({ consulted: _, ...shown }: Analysis): string =>
  JSON.stringify(shown, (key, value: unknown) => (key === 'serial' ? undefined : value));

/** Begins to analyse a text, and goes on to no end. */
function leave(followed: Followed, text: string, random: Random): void {
  const steps = followed.analysing(text);
  for (let left = random(STEPS); left > 0 && !steps.next().done; left--);
}

function programs(folder: string, random: Random): Document[] {
  const all = readdirSync(join(ORACLE, folder)).filter((name) => languageOf(name));
  const drawn = process.env.NABLA_EDITS === 'all' ? all : Array.from({ length: PROGRAMS }, () => pick(random, all));
  return drawn.map((name) => {
    const path = join(ORACLE, folder, name);
    return { path, language: languageOf(name)!, text: readFileSync(path, 'utf8') };
  });
}

describe('a document that changes', () => {
  let analyzer: Analyzer;
  const seed = Number(process.env.NABLA_SEED ?? 15);

  before(async () => {
    analyzer = await createAnalyzer((fault) => {
      throw fault;
    });
  });

  function compare(document: Document, edits: number): void {
    const random = generator(seed);
    const followed = analyzer.follow(document);
    for (const text of texts(document.text, edits, random)) {
      if (random(2) === 0) leave(followed, pick(random, CHANGES)(text, random), random);
      const [now, fresh] = [followed.analyze(text), analyzer.analyze({ ...document, text })].map(told);
      assert.equal(now, fresh, `NABLA_SEED=${seed}, ${document.path}, the text\n${text}`);
    }
    followed.dispose();
  }

  for (const folder of ['programs', join('tfjs', 'workspace')]) {
    it(`is told of what each text would be told of by itself: ${folder}`, () => {
      for (const document of programs(folder, generator(seed))) compare(document, EDITS);
    }).timeout(process.env.NABLA_EDITS === 'all' ? 7_200_000 : 120_000);
  }

  it('is told of the same where many networks depend on one another or not', () => {
    compare({ path: '/model.py', language: 'python', text: modelFile(120) }, EDITS);
  }).timeout(60_000);

  it('is told of the same where its statements are so many that some are done again together', () => {
    const lines = ['import torch', 'x = torch.ones(2, 3)', 'sizes = []'];
    for (let i = 0; i < 700; i++) lines.push(`y${i} = x.reshape(${(i % 6) + 1}, -1)`, `sizes.append(${i})`);
    compare({ path: '/long.py', language: 'python', text: lines.join('\n') }, SOME);
    const oneLine = lines.slice(3).map((line) => line.replace(/^y/, 'var y'));
    const text = `import * as tf from '@tensorflow/tfjs';var x=tf.ones([2,3]);var sizes=[];${oneLine.join(';/* (2) */')}`;
    compare({ path: '/long.js', language: 'javascript', text: text.replaceAll('append', 'push') }, SOME);
  }).timeout(60_000);

  it('is told of the same where many statements say the same', () => {
    const text = 'import torch\nx = torch.ones(2)\n' + 'x = x[None]\n'.repeat(9) + 'y = x\n'.repeat(9);
    compare({ path: '/same.py', language: 'python', text }, EDITS);
  });

  it('is analysed again where an edit reaches, and nowhere else', async () => {
    const grammars = await loadGrammars();
    const sources = new Sources(grammars, NO_WORKSPACE);
    const following = new Following(grammars, sources, '/model.py', 'python', (fault) => {
      throw fault;
    });
    const text = modelFile(400);
    finish(following.analyze(text));
    const edited = text.replace('width, 3, padding=1)', 'width, 5, padding=2)');
    finish(following.analyze(edited));
    const ran = following.ran.flatMap((part) =>
      'range' in part ? [edited.slice((part as Statement).range.start).split('\n')[0]] : [],
    );
    assert.deepEqual(ran, ['class Network0(nn.Module):', 'scores0 = Network0()(torch.randn(2, 3, 32, 32))']);
    following.dispose();
  });
});
