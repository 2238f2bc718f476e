import assert from 'node:assert/strict';
import { createAnalyzer } from '../../../language-server/analysis';
import { requireOracle } from '../pytorch';
import { analysed, ask, faults, LIMIT_MS, type Outcome } from '../rows/examine';
import { deviceFamily, typeFamily } from './pieces';

/** What a kernel lacks it may have on another device or in another version: half types, mixed widths, indices of 32 bits. */
const LACKING = /not implemented for|expected scalar type BFloat16|(int64|long) .*index|long, byte or bool/;

/** Meta tensors have a shape and no entries to copy. */
const EMPTY = 'no data';

/** A mask that does not fit is another test's. */
const OTHERWISE = 'shape of the mask';

/** Of the calls that crash for other reasons, the share that must be reported. */
const MIN_REPORTED = 1;

describe('types of numbers against PyTorch', function () {
  this.timeout(LIMIT_MS);
  let outcomes: Outcome[] = [];
  let placed: Outcome[] = [];
  let multiplied: Outcome[] = [];
  before(async function () {
    requireOracle(this);
    const analyzer = await createAnalyzer((fault) => {
      throw fault;
    });
    const [types, devices, products] = [typeFamily(), deviceFamily(false), deviceFamily(true)];
    const [ofTypes, ofDevices] = ask([types, devices]);
    outcomes = analysed(analyzer, types, ofTypes!);
    placed = analysed(analyzer, devices, ofDevices!);
    multiplied = analysed(analyzer, products, []);
  });

  it('reports no call that runs, and claims no wrong type', () => {
    const wrong = outcomes.flatMap(faults);
    assert.equal(wrong.length, 0, wrong.join('\n'));
  });

  it(`reports ${MIN_REPORTED * 100} % of those that crash`, () => {
    const crashing = outcomes.filter(
      ({ answer }) => answer.error !== undefined && !LACKING.test(answer.error) && !answer.error.includes(OTHERWISE),
    );
    const missed = crashing.filter(({ findings }) => findings.length === 0);
    console.log(`      ${crashing.length - missed.length} of ${crashing.length} crashes of ${outcomes.length} calls`);
    const told = missed.map(({ piece, answer }) => `${piece}\n    ${answer.error}`);
    assert.ok(missed.length <= crashing.length * (1 - MIN_REPORTED), told.join('\n'));
  });

  it('reports each once', () => {
    const twice = outcomes.filter(({ findings }) => findings.length > 1);
    assert.deepEqual(
      twice.map(({ piece, findings }) => [piece, findings.map(({ message }) => message)]),
      [],
    );
  });

  const apart = (outcomes: readonly Outcome[]): string[] =>
    outcomes
      .filter(({ findings }) => findings.some(({ rule }) => rule === 'device-mismatch'))
      .map(({ piece }) => piece);

  it('reports every call of two devices that crashes, and no other', () => {
    const crashing = placed.filter(({ answer }) => answer.error !== undefined && !answer.error.includes(EMPTY));
    console.log(`      ${crashing.length} of ${placed.length} calls`);
    assert.deepEqual(
      apart(placed),
      crashing.map(({ piece }) => piece),
    );
  });

  it('reports every product of two devices, and none of one', () => {
    const two = multiplied.filter(({ piece }) => /\bcpu_?\b/.test(piece) && /\bmeta_?\b/.test(piece));
    assert.ok(two.length > 0 && two.length < multiplied.length);
    assert.deepEqual(
      apart(multiplied),
      two.map(({ piece }) => piece),
    );
  });
});
