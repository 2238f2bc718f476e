/**
 * Random programs, compiled: what no person would write down, and a pass may get wrong. A seed is a program; one that
 * fails is printed in as few statements as fail, and runs again alone by
 *
 *   NABLA_PROGRAMS=17 npx mocha test/compiled/compiled.test.ts
 *
 * or many others by NABLA_PROGRAMS=1000-2000 with mocha's --timeout 0.
 */
import assert from 'node:assert/strict';
import { differences, unsigned } from './differences';
import { imageProgram } from './images';
import { textOf, type Program } from './program';
import { shortened } from './shortened';
import { trajectory, withGradients, type Drawn, type Meaning } from './trajectory';
import { updateProgram } from './updates';
import { compiled, reference, together, unpacked } from './ways';

/** A slow machine's time. */
const TIMEOUT = 120_000;

/** The seeds asked for, or the first ones, that take some seconds. */
function seeds(count: number): number[] {
  const [first, last = first] = (process.env.NABLA_PROGRAMS ?? `0-${count - 1}`).split('-').map(Number) as [
    number,
    number?,
  ];
  return Array.from({ length: last - first + 1 }, (_, i) => first + i);
}

type Judge = (drawn: Drawn) => Promise<string[]>;

/** With none of the programs anything is wrong. */
async function hold(programs: readonly Drawn[], judge: Judge): Promise<void> {
  for (const drawn of programs) {
    const wrongWith = async (program: Program): Promise<string[]> =>
      judge({ ...drawn, program }).catch((error: unknown) => [String(error)]);
    if ((await wrongWith(drawn.program)).length === 0) continue;
    const program = await shortened(drawn.program, async (shorter) => (await wrongWith(shorter)).length > 0);
    const wrong = await wrongWith(program);
    assert.fail(`program ${drawn.seed}: ${wrong.slice(0, SHOWN).join('; ')}\n${textOf(program)}`);
  }
}

/** Of what is wrong with a program, the first few say enough. */
const SHOWN = 3;

/** The reference says what shapes are while programs are drawn. */
async function draw(program: (seed: number) => Program, count: number, steps: number): Promise<Drawn[]> {
  await reference();
  return seeds(count).map((seed) => ({ program: program(seed), seed, steps }));
}

const asReference =
  (meaning?: Meaning): Judge =>
  async (drawn) =>
    differences(await trajectory(drawn, compiled, meaning), await trajectory(drawn, reference, meaning));

describe('random programs, compiled', function () {
  this.timeout(TIMEOUT);

  it('of images compute what the reference does', async () => {
    await hold(await draw(imageProgram, 100, 1), asReference());
  });

  it('of images have the gradients that the reference has', async () => {
    await hold(await draw(imageProgram, 30, 1), asReference(withGradients));
  });

  it('of updates move the state as the reference does', async () => {
    await hold(await draw(updateProgram, 100, 3), asReference());
  });

  it('of updates move it to the same bits packed, unpacked, and several steps at a time', async () => {
    await hold(await draw(updateProgram, 100, 3), async (drawn) => {
      const packed = await trajectory(drawn, compiled);
      assert.deepEqual(await trajectory(drawn, together), packed);
      assert.deepEqual(unsigned(await trajectory(drawn, unpacked)), unsigned(packed));
      return [];
    });
  });
});
