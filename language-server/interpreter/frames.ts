import type { Expression } from '../syntax/program';
import { noteEnd } from './ending';
import type { Frame } from './frame';
import type { Machine } from './machine';
import type { Scope } from './scope';
import { NONE, type Site, type Value } from './value';
import { joinValues } from './join';

/** Whether the expression is the method's own instance, by the name of its first parameter. */
export function isSelf(machine: Machine, expression: Expression): boolean {
  const method = machine.frame.function;
  if (machine.javascript) return expression.kind === 'name' && expression.name === 'this';
  return (
    expression.kind === 'name' &&
    method?.owner !== undefined &&
    expression.name === method.definition.parameters[0]?.name
  );
}

export const frameOf = (machine: Machine, scope: Scope, caller?: Site): Frame => ({
  scope,
  function: undefined,
  mark: machine.store.mark(),
  exits: [],
  raised: [],
  loops: [],
  changing: [],
  claimed: undefined,
  yields: undefined,
  caller,
  branches: machine.branches,
  lazy: false,
  isAbstract: false,
  partial: false,
});

const runsWhenCalled = ({ function: called, isAbstract }: Frame): boolean =>
  called !== undefined && !called.definition.generator && !called.definition.async && !isAbstract;

/** Runs a body in a frame of its own; what it returns is the join of its returns, and the state after it likewise. */
export function inFrame(machine: Machine, frame: Frame, body: () => boolean): Value {
  machine.frames.push(frame);
  const fallsThrough = body();
  machine.frames.pop();
  const { exits, mark } = frame;
  if (fallsThrough && exits.length === 0) return NONE;
  if (exits.length === 0 && runsWhenCalled(frame)) noteEnd(machine);
  if (fallsThrough) exits.push({ value: NONE, changes: machine.store.changesSince(mark) });
  machine.store.rewind(mark);
  machine.store.join(exits.map(({ changes }) => changes));
  return joinValues(exits.map(({ value }) => value));
}
