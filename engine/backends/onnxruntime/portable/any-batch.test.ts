import assert from 'node:assert/strict';
import { Graph, type Value } from '../graph';
import { ANY } from '../onnx';
import { add } from '../operators/elementwise';
import { expand, integers, reshape } from '../operators/shape';
import { forAnyBatch, SIZES } from './any-batch';

/** The graph of a step at both sizes, merged. */
function merged(write: (x: Value, batch: number) => Value): Graph | null {
  const [first, second] = SIZES.map((batch) => {
    const graph = new Graph();
    const x = graph.input('x', { type: 'float32', shape: [batch, 6] });
    graph.outputs.set('y', write(x, batch));
    return graph;
  });
  return forAnyBatch(first!, second!, 'x');
}

const shapeOf = (graph: Graph | null) => graph?.outputs.get('y')?.shape;
const constant = ({ graph }: Value, values: number[], shape: number[]): Value =>
  graph.constant(Float32Array.from(values), { type: 'float32', shape });

describe('a graph for any batch', () => {
  it('leaves open what differs: a reshape finds one extent by itself', () => {
    const graph = merged((x, batch) => reshape(x, [batch, 2, 3]));
    assert.deepEqual(shapeOf(graph), [ANY, 2, 3]);
    const { origin } = graph!.outputs.get('y')!;
    const target = origin.kind === 'result' ? origin.node.inputs[1]!.origin : null;
    assert.deepEqual(target?.kind === 'constant' && Array.from(target.elements, Number), [-1, 2, 3]);
    assert.deepEqual(shapeOf(merged((x, batch) => reshape(x, [2 * batch, 3]))), [ANY, 3]);
  });

  it('computes sizes, and spreads one number out over them', () => {
    const graph = merged((x, batch) => add(x, expand(constant(x, [1], [1, 1]), [batch, 6])));
    assert.deepEqual(shapeOf(graph), [ANY, 6]);
    assert.ok(graph!.reachable().some(({ origin }) => origin.kind === 'result' && origin.node.op === 'Shape'));
    const filled = merged((x, batch) => add(x, constant(x, Array<number>(batch * 6).fill(2), [batch, 6])));
    assert.deepEqual(shapeOf(filled), [ANY, 6]);
  });

  it('is none where numbers depend on the batch in another way', () => {
    const counted = merged((x, batch) => add(x, constant(x, [...Array(batch).keys()], [batch, 1])));
    assert.equal(counted, null);
    const scaled = merged((x, batch) => add(x, constant(x, [1 / batch], [])));
    assert.equal(scaled, null);
    const beyond = merged((x, batch) => {
      return x.graph.node('Expand', [x, integers(x, [batch + 1, batch, 6])], {}, [
        { type: 'float32', shape: [batch + 1, batch, 6] },
      ])[0]!;
    });
    assert.equal(beyond, null);
    const other = merged((x, batch) => (batch === SIZES[0] ? add(x, x) : x));
    assert.equal(other, null);
  });
});
