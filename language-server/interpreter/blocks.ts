import type { Machine } from './machine';
import { Scope } from './scope';

/** Runs a block of JavaScript, whose own names hide those around it until it ends. */
export function inBlock(machine: Machine, declares: readonly string[], body: () => boolean): boolean {
  if (declares.length === 0) return body();
  const { frame } = machine;
  const around = frame.scope;
  frame.scope = new Scope('block', around.path, around);
  for (const name of declares) frame.scope.declare(name);
  try {
    return body();
  } finally {
    frame.scope = around;
  }
}
