import assert from 'node:assert/strict';
import { createAnalyzer } from '../../../language-server/analysis';
import { requireOracle } from '../pytorch';
import { analysed, ask, faults, LIMIT_MS, type Outcome } from '../rows/examine';
import { argumentFamily } from './pieces';

describe('optimizers, schedules and packed sequences against PyTorch', function () {
  this.timeout(LIMIT_MS);
  let outcomes: Outcome[] = [];
  before(async function () {
    requireOracle(this);
    const analyzer = await createAnalyzer((fault) => {
      throw fault;
    });
    outcomes = analysed(analyzer, argumentFamily(), ask([argumentFamily()])[0]!);
  });

  it('claims no wrong shape or type', () => {
    const wrong = outcomes.flatMap(faults);
    assert.equal(wrong.length, 0, wrong.join('\n'));
  });

  it('reports what crashes, once, and nothing else', () => {
    const crashing = outcomes.filter(({ answer }) => answer.error !== undefined);
    console.log(`      ${crashing.length} of ${outcomes.length} crash`);
    assert.deepEqual(
      outcomes.flatMap(({ piece, findings }) => findings.map(() => piece)),
      crashing.map(({ piece }) => piece),
    );
  });

  it('knows every shape', () => {
    const unknown = outcomes.filter(
      ({ answer, claims }) =>
        answer.bound?.r && !claims.some(({ name, shape }) => name === 'r' && shape?.open === false),
    );
    assert.deepEqual(
      unknown.map(({ piece }) => piece),
      [],
    );
  });
});
