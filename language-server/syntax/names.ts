import type { Language } from './program';

/**
 * Public names of libraries: where a thing can be reached by several paths, all lead to one.
 * Rules are tried in order and each may apply once.
 */
const RENAMES: [RegExp, string][] = [
  [/^(tensorflow|tf)\.(python\.)?keras(?=\.|$)/, 'keras'],
  [/^torch\.nn\.modules\.(\w+\.)?(?=[A-Z])/, 'torch.nn.'],
  [/^torch\.optim\.\w+\.(?=[A-Z])/, 'torch.optim.'],
  [/^torch\._C\._nn\./, 'torch.nn.functional.'],
  [/^@tensorflow\/tfjs(-node|-node-gpu|-core|-layers)?(?=\.|$)/, 'tfjs'],
];

/** `torch.nn.modules.linear.Linear` → `torch.nn.Linear`; `tensorflow.keras.layers` → `keras.layers`. */
export const canonicalName = (name: string): string =>
  RENAMES.reduce((renamed, [pattern, replacement]) => renamed.replace(pattern, replacement), name);

/** Names that a script may use without an import: tfjs by a <script> tag. */
export const AMBIENT: Record<Language, ReadonlyMap<string, string>> = {
  python: new Map(),
  javascript: new Map([['tf', 'tfjs']]),
  typescript: new Map([['tf', 'tfjs']]),
  tsx: new Map([['tf', 'tfjs']]),
};
