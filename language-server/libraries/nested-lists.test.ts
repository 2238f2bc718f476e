import { createAnalyzer, type Analyzer } from '../analysis';
import type { Language } from '../syntax/program';
import { rowNames } from './table';

/** A list, a dictionary and a tuple that are in themselves, and 2^41 numbers in lists that are shared over and over. */
const PYTHON = `a = []
a.append(a)
a.append(a)
d = {'a': a}
d['d'] = d
t = (a, d)
l = [1.0, 2.0]
${'l = [l, l]\n'.repeat(40)}`;

const JAVASCRIPT = `import * as tf from '@tensorflow/tfjs';
const a = [];
a.push(a, a);
const d = { a };
d.d = d;
const t = { units: a, inputShape: a, layers: a, inputs: a, outputs: a, shape: a };
let l = [1, 2];
${'l = [l, l];\n'.repeat(40)}`;

const GIVEN = ['a', 'l, a, 3', 't, d'];

/** Functions and classes: methods need an object. */
const CALLED = rowNames().filter((name) => !/[@#]|\.[A-Z]\w*\.\w+$/.test(name));

const rootOf = (name: string): string => name.slice(0, name.indexOf('.'));

function programOf(name: string, given: string): { text: string; language: Language } {
  if (rootOf(name) === 'tfjs')
    return {
      text: `${JAVASCRIPT}const x = ${name.replace(/^tfjs/, 'tf')}(${given});\nx.apply(${given});\n`,
      language: 'javascript',
    };
  const module = name.slice(0, name.lastIndexOf('.'));
  return { text: `import ${module}\n${PYTHON}x = ${name}(${given})\ny = x(${given})\n`, language: 'python' };
}

/** Analyses of one library's functions with all that they are given: some thousands. */
const LIBRARY_MS = 120_000;

describe('lists in themselves, and lists that are shared over and over', () => {
  let analyzer: Analyzer;
  before(async () => {
    analyzer = await createAnalyzer((fault) => {
      throw fault;
    });
  });

  for (const root of new Set(CALLED.map(rootOf)))
    it(`are no trouble to what ${root} has`, () => {
      for (const name of CALLED.filter((each) => rootOf(each) === root))
        for (const given of GIVEN) {
          const { text, language } = programOf(name, given);
          analyzer.analyze({ path: language === 'python' ? 'a.py' : 'a.js', language, text });
        }
    }).timeout(LIBRARY_MS);
});
