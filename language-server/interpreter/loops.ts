import type { Expression, Statement } from '../syntax/program';
import { inBlock } from './blocks';
import { paths } from './branches';
import { evaluate } from './expressions';
import { elementOf, endingOf, iterate, opened } from './iteration';
import type { Loop } from './frame';
import type { Machine } from './machine';
import { oneTurn, repeat, repeatEndlessly, repeatToLast, repeatUnknown, silently, type Turn } from './repetition';
import { Scope } from './scope';
import { isAsBefore, sourcesOf } from './sources';
import { run } from './statements';
import { assign } from './targets';
import { test } from './tests';
import { refine } from './truth';
import { UNKNOWN, type Value } from './value';

/** Turns of loops within each other that are run one by one; longer loops are run once for all turns. */
const MAX_TURNS = 256;

type For = Extract<Statement, { kind: 'for' }>;
type While = Extract<Statement, { kind: 'while' }>;

export function executeFor(machine: Machine, statement: For): boolean {
  const iterable = opened(machine, evaluate(machine, statement.iterable));
  const items = iterate(machine, iterable, MAX_TURNS / machine.turns);
  const turn = (value: Value): boolean =>
    inBlock(machine, statement.declares ?? [], () => {
      assign(machine, statement.target, value);
      return run(machine, statement.body);
    });
  if (items) return turnByTurn(machine, { iterable, items, turn, otherwise: statement.otherwise });
  if (endingOf(iterable)) return repeatToLast(machine, turn, () => endingOf(iterable)!, statement.otherwise);
  const element = (): Value => elementOf(machine, iterable, loopName(statement.target));
  return repeatUnknown(machine, () => turn(element()), statement.otherwise);
}

interface Turns {
  iterable: Value;
  items: readonly Value[];
  turn: (value: Value) => boolean;
  otherwise: readonly Statement[];
}

/** Where the turns change what they go through, any number of them with any value may follow. */
function turnByTurn(machine: Machine, { iterable, items, turn, otherwise }: Turns): boolean {
  const sources = sourcesOf(iterable);
  let turns = 0;
  let isFollowed = true;
  const next = (value: Value): boolean => {
    isFollowed &&= isAsBefore(sources, turns++);
    return !isFollowed || turn(value);
  };
  const after = (): boolean =>
    isFollowed && isAsBefore(sources, turns)
      ? run(machine, otherwise)
      : repeatUnknown(machine, () => turn(UNKNOWN), otherwise);
  return repeat(
    machine,
    items.map((value) => () => next(value)),
    after,
  );
}

const loopName = (target: Expression): string => (target.kind === 'name' ? target.name : 'i');

export function executeWhile(machine: Machine, statement: While): boolean {
  const mark = machine.store.mark();
  const turn = (): boolean => wholeTurn(machine, statement);
  if (isEndless(machine, statement)) return repeatEndlessly(machine, turn);
  const known = knownTurns(machine, statement.test, turn);
  if (known !== undefined) return known ? run(machine, statement.otherwise) : paths(machine, []);
  machine.store.rewind(mark);
  return repeatUnknown(
    machine,
    () => {
      evaluate(machine, statement.test);
      refine(machine, statement.test, true);
      return turn();
    },
    statement.otherwise,
  );
}

/** `while True`, which ends by `break` alone. */
const isEndless = (machine: Machine, { test: asked }: While): boolean =>
  (asked.kind === 'constant' || asked.kind === 'number') && test(machine, asked) === true;

/** The body, and from its end and each of its `continue`s what comes before the next turn. */
function wholeTurn(machine: Machine, { body, update, renews = [] }: While): boolean {
  const outer = machine.frame.loops.at(-1);
  if (!outer || update.length === 0) return run(machine, body);
  const inner: Loop = { ...outer, continues: [] };
  const goesOn = renewing(machine, renews, () => {
    machine.frame.loops.push(inner);
    const reached = oneTurn(machine, inner, () => run(machine, body));
    machine.frame.loops.pop();
    return reached;
  });
  return goesOn && run(machine, update);
}

/** Runs a turn with variables of its own, which functions that it makes keep; their last values go on. */
function renewing({ frame, store }: Machine, names: readonly string[], turn: () => boolean): boolean {
  if (names.length === 0) return turn();
  const around = frame.scope;
  const own = new Scope('block', around.path, around);
  for (const name of names) own.declare(name).value = around.find(name);
  frame.scope = own;
  const goesOn = turn();
  frame.scope = around;
  for (const name of names) store.write(around.cell(name), own.cell(name).value);
  return goesOn;
}

/** Counts a while loop's turns by running it silently; undefined where a test is unknown or there are too many. */
function knownTurns(machine: Machine, asked: Expression, turn: Turn): boolean | undefined {
  const first = test(machine, asked);
  if (first === false) return true;
  if (first === undefined) return undefined;
  const mark = machine.store.mark();
  const count = silently(machine, () => countTurns(machine, asked, turn));
  machine.store.rewind(mark);
  if (count === undefined) return undefined;
  return repeat(
    machine,
    Array.from({ length: count }, () => turn),
    () => true,
  );
}

function countTurns(machine: Machine, asked: Expression, turn: Turn): number | undefined {
  for (let count = 0; count <= MAX_TURNS / machine.turns; count++) {
    const goesOn = test(machine, asked);
    if (goesOn === undefined) return undefined;
    if (!goesOn) return count;
    const loop: Loop = { mark: machine.store.mark(), iteration: machine.store.mark(), breaks: [], continues: [] };
    machine.frame.loops.push(loop);
    const next = turn();
    machine.frame.loops.pop();
    if (loop.breaks.length > 0 || loop.continues.length > 0 || !next) return undefined;
  }
  return undefined;
}
