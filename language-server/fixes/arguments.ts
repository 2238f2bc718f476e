/** Changes of what arrives at a call. */
import type { Fix } from '../analysis';
import type { Range } from '../syntax/program';
import { insertion } from './insertion';

/** A call, its first argument where that is a name, and what may follow the name. */
interface Changed {
  python: boolean;
  call: RegExp;
  changes: readonly (readonly [title: string, after: (name: string) => string])[];
}

const CHANGED: readonly Changed[] = [
  {
    // A layer of PyTorch's: `self.fc(x)`
    python: true,
    call: /^[\w.]+\(\s*([A-Za-z_]\w*)\s*\)$/,
    changes: [
      ['Flatten the axes after the batch', () => '.flatten(1)'],
      ['Move the channels of (N, H, W, C) before the space', () => '.permute(0, 3, 1, 2)'],
      ['Move the channels of (N, L, C) before the length', () => '.transpose(1, 2)'],
    ],
  },
  {
    // Keras: `model.fit(x_train, y_train)`
    python: true,
    call: /^[\w.]+\.(?:fit|evaluate|predict|train_on_batch|test_on_batch|predict_on_batch)\(\s*([A-Za-z_]\w*)\s*[,)]/,
    changes: [
      ['Flatten the data after the batch', (name) => `.reshape(len(${name}), -1)`],
      ['Add the axis of the channels', () => '[..., None]'],
      ['Add the axis of the batch', () => '[None]'],
    ],
  },
  {
    // TensorFlow.js: `model.fit(xs, ys)`
    python: false,
    call: /^[\w.]+\.(?:fit|evaluate|predict|trainOnBatch|predictOnBatch)\(\s*([A-Za-z_]\w*)\s*[,)]/,
    changes: [
      ['Add the axis of the channels', () => '.expandDims(-1)'],
      ['Add the axis of the batch', () => '.expandDims(0)'],
    ],
  },
];

export function changedArguments(text: string, { start, end }: Range, isPython: boolean): Fix[] {
  const code = text.slice(start, end);
  return CHANGED.filter(({ python }) => python === isPython).flatMap(({ call, changes }) => {
    const argument = call.exec(code)?.[1];
    if (argument === undefined) return [];
    const at = start + code.indexOf(argument, code.indexOf('(')) + argument.length;
    return changes.map(([title, after]) => insertion(title, { at, newText: after(argument) }));
  });
}
