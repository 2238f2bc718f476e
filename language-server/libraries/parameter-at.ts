import { positionalName } from './signature';
import { rowOf } from './table';

/** The name of a parameter of a library's function or class by its position: `in_features` is the first of nn.Linear. */
export function parameterAt(name: string, position: number): string | undefined {
  const signature = rowOf(name)?.signature;
  return signature === undefined ? undefined : positionalName(signature, position);
}
