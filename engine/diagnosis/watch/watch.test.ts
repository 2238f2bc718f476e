/** What is told of what is seen: once, with the step since which it shows; the same over a stop and a resume. */
import assert from 'node:assert/strict';
import { decodeEvent } from '../../process/protocol';
import type { Observation } from './observation';
import { probe, step, watchOf } from './testing';
import type { SymptomEvent } from './watch';

const DEAD = { first: { rare: 0.7 } };
const WORSE = { first: { rare: 1 } };

const brief = (events: readonly SymptomEvent[]) =>
  events.map(({ id, severity, since, step: at, layer, gone }) => [id, layer, severity, since, at, gone]);

describe('a watch', () => {
  it('tells what stands once, since when, and that it is gone', () => {
    const { watch, events } = watchOf();
    const well = Array.from({ length: 9 }, () => ({}));
    for (const [at, changes] of [DEAD, DEAD, {}, DEAD, DEAD, DEAD, DEAD, ...well, DEAD].entries()) {
      watch.observe(probe(10 * at + 1, changes));
    }
    assert.deepEqual(brief(events), [
      ['deadRelu', 'first', 'warning', 31, 51, false],
      ['deadRelu', 'first', 'warning', 31, 151, true],
    ]);
    assert.deepEqual([events[0]!.measured, events[0]!.threshold, events[0]!.why], [0.7, 0.5, 'relu']);
    assert.deepEqual([events[1]!.measured, events[1]!.threshold, events[1]!.fixes], [null, null, []]);
  });

  it('tells again what has become worse, once it has been so as often', () => {
    const { watch, events } = watchOf();
    for (const [at, changes] of [DEAD, WORSE, DEAD, WORSE, WORSE, DEAD, WORSE, WORSE, WORSE, DEAD].entries()) {
      watch.observe(probe(at + 1, changes));
    }
    assert.deepEqual(brief(events), [
      ['deadRelu', 'first', 'warning', 1, 3, false],
      ['deadRelu', 'first', 'error', 1, 9, false],
    ]);
  });

  it('takes thresholds from the specification, and looks not for what is switched off', () => {
    const told = (overrides: object) => {
      const { watch, events } = watchOf({}, { ...overrides });
      for (const at of [1, 2, 3]) watch.observe(probe(at, DEAD));
      return brief(events).map(([, , , since, at]) => [since, at]);
    };
    assert.deepEqual(told({ 'diagnosis.deadRelu.patience': 1 }), [[1, 1]]);
    assert.deepEqual(told({ 'diagnosis.deadRelu.share': 0.8 }), []);
    assert.deepEqual(told({ 'diagnosis.deadRelu': false }), []);
  });

  it('tells of updates that are too large or too small for the weights, but not of growth from nothing', () => {
    const told = (ratioAt: (at: number) => number, losses: number[] = [1, 1]) => {
      const { watch, events } = watchOf();
      for (const loss of losses) watch.observe(step(1, loss));
      for (const at of [1, 2, 5, 10, 20]) watch.observe(probe(at, { 'last/kernel': { updateNorm: 5 * ratioAt(at) } }));
      return events.map(({ id, layer, severity, measured }) => [id, layer, severity, Number(measured!.toPrecision(3))]);
    };
    assert.deepEqual(
      told((at) => 1.5 / Math.sqrt(at)),
      [['updateRatio', 'last', 'warning', 0.474]],
    );
    assert.deepEqual(
      told(() => 20),
      [['updateRatio', 'last', 'error', 20]],
    );
    assert.deepEqual(
      told((at) => 1 / at),
      [],
    );
    assert.deepEqual(
      told(() => 1e-7),
      [['updateRatio', 'last', 'warning', 1e-7]],
    );
    // What is learnt needs little change.
    assert.deepEqual(
      told(() => 1e-7, [1, 0.4]),
      [],
    );
  });

  it('says messages that cross the pipe', () => {
    const { watch, events } = watchOf({
      inputs: { mean: 0, deviation: 300, minimum: -600, maximum: 900, notFinite: 0 },
    });
    watch.observe({ type: 'notFinite', step: 3, what: 'loss', where: undefined });
    assert.deepEqual(
      events.map(({ id }) => id),
      ['inputScale', 'notFinite'],
    );
    for (const event of events)
      assert.deepEqual(decodeEvent(JSON.parse(JSON.stringify(event))), { ok: true, value: event });
  });

  it('proposes learning rates from the one that was set live', () => {
    const { watch, events } = watchOf();
    watch.setLearningRate(0.5);
    for (const at of [1, 2, 3]) watch.observe(probe(at, DEAD));
    assert.deepEqual(events[0]!.fixes[0], {
      title: 'lower the learning rate from 0.5 to 0.05',
      changes: { 'optimizer.learningRate': 0.05 },
    });
  });

  it('goes on over a stop as if there had been none', () => {
    const run: Observation[] = Array.from({ length: 400 }, (_, index) => {
      const at = index + 1;
      if (at % 20 === 7) return probe(at, at > 100 ? { ...DEAD, 'first/kernel': { gradientNorm: 1e-6 } } : {});
      if (at % 50 === 0) return { type: 'epoch', step: at, epoch: at / 50, train: 1, validation: 1 + at / 100 };
      return step(at, at < 200 ? 1.4 + 0.1 * Math.sin(at) : 5 + Math.sin(at), {
        gradientNorm: 10 ** (at % 90 ? 0 : 5),
      });
    });
    const whole = watchOf();
    for (const observation of run) whole.watch.observe(observation);
    assert.ok(new Set(whole.events.map(({ id }) => id)).size >= 4, JSON.stringify(brief(whole.events)));
    for (const stop of [1, 77, 110, 230, 399]) {
      const before = watchOf();
      for (const observation of run.slice(0, stop)) before.watch.observe(observation);
      const saved = JSON.parse(JSON.stringify(before.watch.save())) as Record<string, number[]>;
      const after = watchOf({ step: stop }, {}, { ...saved, loss: [1, 2] });
      for (const observation of run.slice(stop)) after.watch.observe(observation);
      assert.deepEqual([...before.events, ...after.events], whole.events);
      assert.deepEqual(after.watch.save(), whole.watch.save());
    }
  });

  it('remembers no more after a long run than after a short one', () => {
    const { watch } = watchOf();
    const sizes = [6000, 12000].map((steps) => {
      for (let at = 1; at <= steps; at++) {
        watch.observe(step(at, 1 + Math.sin(at), { gradientNorm: at % 30 ? 1 : 1e4 }));
        if (at % 100 === 0) watch.observe({ type: 'epoch', step: at, epoch: at / 100, train: 1, validation: 1 });
      }
      return Object.values(watch.save()).flat().length;
    });
    assert.equal(sizes[1], sizes[0]);
    assert.ok(sizes[0]! < 200);
  });
});
