import type { Shape } from '../domain/shape';
import type { Yields } from './generators';
import type { Scope } from './scope';
import type { Changes } from './store';
import type { FunctionValue, Site, Value } from './value';

export interface Exit {
  value: Value;
  changes: Changes;
}

export interface Loop {
  mark: number;
  breaks: Changes[];
  iteration: number;
  continues: Changes[];
}

/** One call of a function, or a module's top level. */
export interface Frame {
  scope: Scope;
  function: FunctionValue | undefined;
  mark: number;
  exits: Exit[];
  /** Names of what its paths have raised, where they are written. */
  raised: (string | undefined)[];
  loops: Loop[];
  /** Symbols with these serials may stand for another number in each turn of a loop; `endless`: of unknown length. */
  changing: { from: number; to: number; endless?: boolean }[];
  /** Shapes that this call has claimed, by place; undefined before the first. */
  claimed: Map<string, readonly Shape[]> | undefined;
  /** Of a generator: what it gives. */
  yields: Yields | undefined;
  /** The call that led here; for an imported file, the statement of the program that led to its import. */
  caller: Site | undefined;
  /** Alternatives under way when it began. */
  branches: number;
  /** Whether it is of a generator, whose elements may never be asked for: an alternative that is under way in it. */
  lazy: boolean;
  /** Whether it is left to derived classes what it does. */
  isAbstract: boolean;
  /** Whether a path of it has ended early, so that what follows may not be reached. */
  partial: boolean;
}
