/** Changes of what arrives at a call. */
import type { Fix } from '../analysis';
import type { Range } from '../syntax/program';
import { parted } from './calls';
import { insertion } from './insertion';

/** Calls of a kind, and what may follow their first argument. */
interface Changed {
  python: boolean;
  callee: RegExp;
  /** Whether there must be no other argument. */
  alone: boolean;
  changes: readonly (readonly [title: string, after: (argument: string) => string])[];
}

const CHANGED: readonly Changed[] = [
  {
    // A layer of PyTorch's: `self.fc(x)`, `nn.Linear(8, 2)(x)`
    python: true,
    callee: /[\w)\]]$/,
    alone: true,
    changes: [
      ['Flatten the axes after the batch', () => '.flatten(1)'],
      ['Move the channels of (N, H, W, C) before the space', () => '.permute(0, 3, 1, 2)'],
      ['Move the channels of (N, L, C) before the length', () => '.transpose(1, 2)'],
    ],
  },
  {
    // Keras: `model.fit(x_train, y_train)`
    python: true,
    callee: /\.(?:fit|evaluate|predict|train_on_batch|test_on_batch|predict_on_batch)$/,
    alone: false,
    changes: [
      ['Flatten the data after the batch', (argument) => `.reshape(len(${argument}), -1)`],
      ['Add the axis of the channels', () => '[..., None]'],
      ['Add the axis of the batch', () => '[None]'],
    ],
  },
  {
    // TensorFlow.js: `model.fit(xs, ys)`
    python: false,
    callee: /\.(?:fit|evaluate|predict|trainOnBatch|predictOnBatch)$/,
    alone: false,
    changes: [
      ['Add the axis of the channels', () => '.expandDims(-1)'],
      ['Add the axis of the batch', () => '.expandDims(0)'],
    ],
  },
];

/** What a method can follow as it stands, once the insides of brackets are left out: `self.pool()`, `x[]`. */
const CLOSED = /^[A-Za-z_][\w.]*(?:(?:\(\)|\[\])[\w.]*)*$/;

/** Not one thing: `name=value`, `*values`, `x for x in y`. */
const NO_VALUE = /^\*|^\w+\s*=(?!=)|\s(?:for|if)\s/;

export function changedArguments(text: string, { start, end }: Range, isPython: boolean): Fix[] {
  const call = parted(text.slice(start, end));
  const [argument, ...others] = call?.arguments ?? [];
  if (!call || !argument || NO_VALUE.test(argument.outside)) return [];
  const fitting = CHANGED.filter(
    ({ python, callee, alone }) => python === isPython && callee.test(call.callee) && !(alone && others.length > 0),
  );
  const at = { start: start + argument.start, end: start + argument.end };
  const code = text.slice(at.start, at.end);
  const brackets = CLOSED.test(argument.outside) ? [] : [{ at: at.start, newText: '(' }];
  return fitting.flatMap(({ changes }) =>
    changes.map(([title, after]) =>
      insertion(title, ...brackets, { at: at.end, newText: `${brackets.length > 0 ? ')' : ''}${after(code)}` }),
    ),
  );
}
