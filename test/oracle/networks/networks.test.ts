import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { createAnalyzer } from '../../../language-server/analysis';
import type { Dimension } from '../../../language-server/domain/dimension';
import { CLASSES } from '../../../language-server/libraries/torchvision/classes';
import { NETWORKS } from '../../../language-server/libraries/torchvision/models';
import { requireOracle } from '../pytorch';

const PYTHON = '/usr/bin/python3';

/** Of all networks, which together take minutes; all with NABLA_ZOO=all. */
const SAMPLE = process.env.NABLA_ZOO === 'all' ? Infinity : 5;

const SEED = Number(process.env.NABLA_SEED ?? '1');

/** Pixels of a side: what vision transformers are made for, and the least that Inception takes. */
const SIZES: readonly (readonly [names: RegExp, size: number])[] = [
  [/^(vit_|maxvit_)/, 224],
  [/^inception/, 80],
  [/s3d$/, 224],
];
const SIZE = 64;

/** (1, 3, H, W), of clips (1, 3, T, H, W); of pictures in a list (3, H, W) */
function inputOf(name: string): number[] {
  const size = SIZES.find(([names]) => names.test(name))?.[1] ?? SIZE;
  if (name.startsWith('detection.')) return [3, size, size];
  return name.startsWith('video.') ? [1, 3, 16, size, size] : [1, 3, size, size];
}

type Outputs = Record<string, (number | null)[]>;

const numberOrAny = (size: Dimension): number | null => (typeof size === 'number' ? size : null);

const given = (input: readonly number[]): string =>
  input.length > 3 ? `torch.zeros(${input.join(', ')})` : `[torch.zeros(${input.join(', ')})]`;

/** As torchvision makes it where no weights are fetched for what it is built on. */
const made = (name: string): string =>
  `models.${name}(${/^(segmentation|detection)/.test(name) ? 'weights_backbone=None' : ''})`;

interface Answer {
  name: string;
  differences: string[];
  /** Of torchvision's output and ours, by where in it they are; null: any size. */
  shapes: [Outputs, Outputs];
  parameters: number;
}

/** What torchvision makes is far larger in memory than what is compared. */
const RUN_MS = 600_000;

const all = NETWORKS.flatMap(([names, { text }]) => names.split(' ').map((name) => ({ name, text })));

/** Evenly spread over the families, from a place that the seed chooses. */
const chosen = all
  .filter((_, i) => SAMPLE >= all.length || (i + SEED * 7) % Math.ceil(all.length / SAMPLE) === 0)
  .map((each) => ({ ...each, input: inputOf(each.name) }));

const classes = CLASSES.map(({ module, public: open = '', names = '', described: { text } }) => ({
  module,
  names: `${open} ${names}`,
  text,
}));

describe("what torchvision's networks are made of", function () {
  this.timeout(RUN_MS);
  let answers: Answer[] = [];
  before(function () {
    requireOracle(
      this,
      spawnSync(PYTHON, ['-c', 'import importlib.util as u; exit(not u.find_spec("torchvision"))']).status === 0
        ? undefined
        : `${PYTHON} has no torchvision (Debian: python3-torchvision)`,
    );
    const run = spawnSync(PYTHON, [join(__dirname, 'networks.py')], {
      input: JSON.stringify([...classes, ...chosen]),
      encoding: 'utf8',
    });
    assert.equal(run.status, 0, run.stderr);
    answers = run.stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Answer);
  });

  it('classes that programs derive theirs from are made with the same settings', () => {
    const told = answers.slice(0, classes.length);
    assert.deepEqual(
      told.map(({ name }) => name),
      classes.map(({ module }) => `${module}.py`),
    );
    assert.deepEqual(
      told.flatMap(({ differences }) => differences),
      [],
    );
  });

  for (const { name, input } of chosen)
    it(`${name}: modules, weights and outputs are torchvision's, and are known`, async () => {
      const answer = answers.find((each) => each.name === name)!;
      assert.deepEqual(answer.differences, []);
      assert.deepEqual(answer.shapes[1], answer.shapes[0]);
      const outputs = Object.entries(answer.shapes[0]);
      const text = `import torch\nfrom torchvision import models\nnetwork = ${made(name)}.eval()
y = network(${given(input)})\n${outputs.map(([place], i) => `part${i} = y${place}\n`).join('')}`;
      const { claims, findings, models } = (await createAnalyzer()).analyze({
        path: 'main.py',
        language: 'python',
        text,
      });
      assert.deepEqual(findings, []);
      assert.deepEqual(
        claims.slice(-outputs.length).map(({ shape }) => shape?.dimensions.map(numberOrAny)),
        outputs.map(([, shape]) => shape),
      );
      assert.equal(models[0]?.parameters, answer.parameters);
    });
});
