/** Every operator's output and gradients against PyTorch's, in every way that tfjs code is run. */
import assert from 'node:assert/strict';
import { differences } from './closeness';
import { expected, fed, forwardAndBackward, type Golden, goldens } from './goldens';
import { type Prepare, ways } from './ways';

/** Relative to a tensor's largest magnitude: a few dozen roundings of float32, which has 24 bits. */
const TOLERANCE = 1e-5;

const operators = new Map<string, Golden[]>();
for (const golden of goldens) operators.set(golden.op, [...(operators.get(golden.op) ?? []), golden]);

const described = ({ call, attributes, inputs }: Golden) =>
  `${call}(${inputs.map(({ shape }) => `[${shape.join()}]`).join(', ')}) ${JSON.stringify(attributes)}`;

/** What is wrong with a golden, run in some way. */
async function verdict(golden: Golden, prepare: Prepare): Promise<string[]> {
  const step = prepare(forwardAndBackward(golden));
  try {
    const problems = differences(await step.run(fed(golden)), expected(golden), TOLERANCE);
    return problems.map((problem) => `${described(golden)}: ${problem}`);
  } catch (error) {
    return [`${described(golden)}: ${error instanceof Error ? error.message : String(error)}`];
  } finally {
    step.dispose();
  }
}

for (const way of ways) {
  describe(`gradients as PyTorch's: ${way.name}`, () => {
    let prepare: Prepare;

    before(async () => {
      prepare = await way.start();
    });

    for (const [op, cases] of operators) {
      it(op, async () => {
        const failures = [];
        for (const golden of cases) failures.push(...(await verdict(golden, prepare)));
        assert.ok(failures.length === 0, failures.join('\n'));
      });
    }
  });
}
