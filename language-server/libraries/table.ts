import { once, type Row, type Table } from './library';
import { PYTHON } from './python/table';
import { KERAS } from './keras/table';
import { TENSORFLOW } from './tensorflow/table';
import { JAVASCRIPT } from './javascript/table';
import { tfjs } from './tfjs/table';
import { EINOPS } from './einops/table';

import { NUMPY } from './numpy/table';
import { PANDAS } from './pandas/table';
import { CV2 } from './pictures/cv2';
import { PIL } from './pictures/pil';
import { SKLEARN } from './sklearn/table';
import { SUMMARIES } from './torch/examples';
import { TENSORBOARD } from './torch/tensorboard';
import { TORCH } from './torch/table';
import { TRAINERS } from './trainers/table';

type Rows = ReadonlyMap<string, Row>;

const joined = (tables: readonly Table[]): Rows => new Map(tables.flatMap(Object.entries<Row>));

/**
 * All libraries' rows by canonical name, put together at the first question: rules call the interpreter, which asks
 * here, so that the modules load in a circle.
 */
const python = once(() =>
  joined([
    PYTHON,
    ...TORCH,
    SUMMARIES,
    TENSORBOARD,
    TRAINERS,
    NUMPY,
    EINOPS,
    PANDAS,
    PIL,
    CV2,
    SKLEARN,
    KERAS,
    TENSORFLOW,
  ]),
);

const javascript = once(() => joined([JAVASCRIPT, tfjs()]));

const rows = (name: string): Rows =>
  name.startsWith('tfjs.') || name.startsWith('javascript.') ? javascript() : python();

export const rowOf = (name: string): Row | undefined => rows(name).get(name);

export const rowNames = (): string[] => [...python().keys(), ...javascript().keys()];

export const hasRow = (name: string): boolean => rows(name).has(name);
