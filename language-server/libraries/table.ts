import type { Row } from './library';
import { PYTHON } from './python/table';
import { KERAS } from './keras/table';
import { TENSORFLOW } from './tensorflow/table';
import { JAVASCRIPT } from './javascript/table';
import { TFJS } from './tfjs/table';
import { EINOPS } from './einops/table';
import { NUMPY } from './numpy/table';
import { PANDAS } from './pandas/table';
import { CV2 } from './pictures/cv2';
import { PIL } from './pictures/pil';
import { SKLEARN } from './sklearn/table';
import { SUMMARIES } from './torch/examples';
import { TORCH } from './torch/table';

let table: ReadonlyMap<string, Row> | undefined;

/**
 * All libraries' rows by canonical name, put together at the first question: rules call the interpreter, which asks
 * here, so that the modules load in a circle.
 */
const rows = (): ReadonlyMap<string, Row> =>
  (table ??= new Map(
    [PYTHON, TORCH, SUMMARIES, NUMPY, EINOPS, PANDAS, PIL, CV2, SKLEARN, KERAS, TENSORFLOW, JAVASCRIPT, TFJS].flatMap(
      Object.entries<Row>,
    ),
  ));

export const rowOf = (name: string): Row | undefined => rows().get(name);

export const hasRow = (name: string): boolean => rows().has(name);
