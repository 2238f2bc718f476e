import type { Dimension } from '../domain/dimension';
import { singleSymbol } from '../domain/symbols';
import type { Machine } from './machine';

/** What the program calls a size that had no name: the first name is the one that is shown. */
export interface SizeName {
  /** Of the symbol. */
  key: string;
  name: string;
}

/** `_` names nothing. */
export const isTelling = (name: string): boolean => /[^\W_]/.test(name);

export function nameSize(machine: Machine, size: Dimension, name: string): void {
  const symbol = singleSymbol(size);
  if (symbol?.anonymous && isTelling(name)) machine.sizeNames.push({ key: symbol.key, name });
}

/** By the symbols' keys. */
export function firstNames(given: readonly SizeName[]): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  for (const { key, name } of given) if (!names.has(key)) names.set(key, name);
  return names;
}
