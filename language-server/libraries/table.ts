import type { Row, Table } from './library';
import { PYTHON } from './python/table';
import { KERAS } from './keras/table';
import { TENSORFLOW } from './tensorflow/table';
import { JAVASCRIPT } from './javascript/table';
import { TFJS } from './tfjs/table';
import { EINOPS } from './einops/table';
import { NUMPY } from './numpy/table';
import { PANDAS } from './pandas/table';
import { SKLEARN } from './sklearn/table';
import { SUMMARIES } from './torch/examples';
import { TORCH } from './torch/table';

let table: Table | undefined;

/**
 * All libraries' rows by canonical name, put together at the first question: rules call the interpreter, which asks
 * here, so that the modules load in a circle. A null prototype, for names come from programs.
 */
const rows = (): Table =>
  (table ??= Object.assign(Object.create(null) as Table, PYTHON, TORCH, {
    ...SUMMARIES,
    ...NUMPY,
    ...EINOPS,
    ...PANDAS,
    ...SKLEARN,
    ...KERAS,
    ...TENSORFLOW,
    ...JAVASCRIPT,
    ...TFJS,
  }));

export const rowOf = (name: string): Row | undefined => rows()[name];

export const hasRow = (name: string): boolean => name in rows();
