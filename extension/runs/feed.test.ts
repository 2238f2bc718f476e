import assert from 'node:assert/strict';
import type { EngineEvent } from '../../engine/process/protocol';
import type { Point, RunSeries, ToMonitor } from '../../webviews/monitor/contract';
import { Feed } from './feed';
import { RunModel } from './model';

const started = (step: number): EngineEvent => {
  const sizes = { epochs: 1, stepsPerEpoch: 10_000, parameters: 1 };
  return { type: 'started', run: 'r', folder: '/r', title: 't', device: 'd', ...sizes, step };
};

const step = (at: number): EngineEvent => {
  const rest = { metrics: {}, learningRate: 1, seconds: at, samplesPerSecond: 1, inputWait: 0 };
  return { type: 'step', step: at, epoch: 1, loss: Math.cos(at), ...rest };
};

/** What a view holds after the messages that it was sent. */
function shown(messages: ToMonitor[]): RunSeries {
  return messages.reduce<RunSeries>((series, message) => {
    if (message.type === 'snapshot') return message.series;
    const grown = Object.entries(message.series).map(([name, points]): [string, Point[]] => {
      return [name, [...(series[name] ?? []), ...points]];
    });
    return { ...series, ...Object.fromEntries(grown) };
  }, {});
}

describe('the feed of a view', () => {
  it('tells only what is new', () => {
    const model = new RunModel('t');
    const feed = new Feed();
    model.apply(started(0));
    model.apply(step(1));
    assert.deepEqual(Object.values(feed.snapshot(model).series)[0]?.length, 1);
    model.apply(step(2));
    model.apply(step(3));
    const next = feed.next(model);
    assert.equal(next.type, 'append');
    assert.deepEqual(next.series['train/loss']?.map(([at]) => at), [2, 3]); // prettier-ignore
    assert.deepEqual(feed.next(model).series, {});
  });

  it('leaves a view with the points of the model, through thinning, resume and end', () => {
    const model = new RunModel('t');
    const feed = new Feed();
    const messages = [feed.snapshot(model)];
    model.apply(started(0));
    for (let at = 1; at <= 4500; at++) {
      model.apply(step(at));
      if (at % 9 === 0) messages.push(feed.next(model));
    }
    assert.deepEqual(shown(messages)['train/loss'], model.series.get('train/loss')?.from(0));
    model.end('stopped', null);
    messages.push(feed.next(model));
    assert.deepEqual(shown(messages)['train/loss'], model.series.get('train/loss')?.all());
    model.starting();
    model.apply(started(4000));
    model.apply(step(4001));
    messages.push(feed.next(model));
    for (let at = 4002; at <= 4100; at++) {
      model.apply(step(at));
      messages.push(feed.next(model));
    }
    assert.deepEqual(shown(messages)['train/loss'], model.series.get('train/loss')?.from(0));
    assert.ok(shown(messages)['train/loss~1']);
  });
});
