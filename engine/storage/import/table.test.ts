import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { disk } from '../file-system';
import { Notices } from '../notices';
import type { Point } from '../series/point';
import { readTable } from './table';

describe('readTable', () => {
  let folder: string;
  let path: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'nabla-table-'));
    path = join(folder, 'log.csv');
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  function read(content: string): { points: unknown[]; lines: string[] } {
    writeFileSync(path, content);
    const points: unknown[] = [];
    const notices = new Notices();
    const point = (series: string, { step, wallTime, value }: Point) => {
      points.push(wallTime === null ? [series, step, value] : [series, step, value, wallTime]);
    };
    readTable(path, { point, restart: () => undefined }, notices, disk);
    return { points, lines: notices.lines };
  }

  it('reads what Keras’s CSVLogger writes', () => {
    const { points, lines } = read('epoch,accuracy,loss,val_loss\n0,0.5,1.25e0,nan\n1,0.75,0.5,2\n');
    assert.deepEqual(lines, []);
    assert.deepEqual(points, [
      ['accuracy', 0, 0.5],
      ['loss', 0, 1.25],
      ['val_loss', 0, NaN],
      ['accuracy', 1, 0.75],
      ['loss', 1, 0.5],
      ['val_loss', 1, 2],
    ]);
  });

  it('reads what PyTorch Lightning’s CSVLogger writes: empty cells, and both epoch and step', () => {
    const { points, lines } = read('epoch,step,train_loss,val_loss\n0,49,0.5,\n0,99,,0.25\n1,149,0.125,\n');
    assert.deepEqual(lines, []);
    assert.deepEqual(points, [['train_loss', 49, 0.5], ['val_loss', 99, 0.25], ['train_loss', 149, 0.125]]); // prettier-ignore
  });

  it('reads TensorBoard’s own download, with its times', () => {
    assert.deepEqual(read('Wall time,Step,Value\n1700000000.5,10,0.25\n').points, [['Value', 10, 0.25, 1700000000.5]]);
    assert.deepEqual(read('time,loss\n1700000000500,1\n12,2\n2023-11-14T22:13:20Z,3\n').points, [
      ['loss', 1, 1, 1700000000.5],
      ['loss', 2, 2],
      ['loss', 3, 3, 1700000000],
    ]);
  });

  it('counts rows where no column tells the step', () => {
    assert.deepEqual(read('loss\n3\n-2\n').points, [['loss', 1, 3], ['loss', 2, -2]]); // prettier-ignore
  });

  it('reads numbers as Python and spreadsheets write them', () => {
    const { points, lines } = read('step;x\n1;0,25\n2;inf\n3;-Infinity\n4;NaN\n5;None\n6; 1.5E-3 \n7;0x10\n8;.5\n');
    const values = (points as [string, number, number][]).map(([, step, value]) => [step, value]);
    assert.deepEqual(values, [[1, 0.25], [2, Infinity], [3, -Infinity], [4, NaN], [6, 0.0015], [8, 0.5]]); // prettier-ignore
    assert.match(lines.join(), /column "x" holds text in row 8/);
  });

  it('names ragged rows by their number and keeps the rest; a torn last row is no news', () => {
    const { points, lines } = read('step,loss\n1,1\n2\n3,3,3\n4,4\n5');
    assert.deepEqual(points, [['loss', 1, 1], ['loss', 4, 4]]); // prettier-ignore
    assert.equal(lines.length, 2);
    assert.match(lines[0]!, /log\.csv: row 3 has 1 cells, not 2, and is skipped/);
    assert.match(lines[1]!, /row 4 has 3 cells/);
  });

  it('says once that a column holds text', () => {
    const { points, lines } = read('step,phase,loss\n1,train,1\n2,val,2\n');
    assert.deepEqual(points, [['loss', 1, 1], ['loss', 2, 2]]); // prettier-ignore
    assert.deepEqual(lines, [`${path}: column "phase" holds text in row 2; its text is skipped`]);
  });

  it('tells columns of one name apart, whatever it is', () => {
    const { points } = read('__proto__,__proto__,constructor\n1,2,3\n');
    assert.deepEqual(points, [['__proto__', 1, 1], ['__proto__ (2)', 1, 2], ['constructor', 1, 3]]); // prettier-ignore
  });

  it('refuses a table without names, and an empty one', () => {
    assert.throws(() => read('1,0.5\n2,0.25\n'), { code: 'damaged-table', message: /row 1 holds numbers where names/ });
    assert.throws(() => read(''), { code: 'damaged-table', message: /is empty/ });
  });
});
