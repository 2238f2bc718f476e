/** What is raised, and which handlers get it. */
import type { Expression, Handler } from '../syntax/program';

/** The name of the class that is raised, by itself or where it is called; a variable's says nothing. */
export function nameRaised(raised: Expression | undefined): string | undefined {
  const type = raised?.kind === 'call' ? raised.callee : raised;
  return type?.kind === 'name' && /^[A-Z]/.test(type.name) ? type.name : undefined;
}

/** Whether a handler gets each of what was raised, and none of those before it does. */
export const isReached = (handlers: readonly Handler[], at: number, raised: readonly (string | undefined)[]): boolean =>
  raised.every(
    (name) =>
      catches(handlers[at]!.type, name) && handlers.slice(0, at).every(({ type }) => isSurelyPassed(type, name)),
  );

function catches(type: Expression | undefined, raised: string | undefined): boolean {
  if (type?.kind === 'sequence') return type.elements.some((each) => catches(each, raised));
  if (type?.kind !== 'name') return !type;
  if (type.name === 'Exception') return ORDINARY.test(raised ?? '');
  return type.name === 'BaseException' || type.name === raised;
}

/** What is named as Python names those that `except Exception` gets. */
const ORDINARY = /^(?!BaseException$).*(Error|Exception)$/;

/** Exceptions of Python none of which is a kind of another. */
const SEPARATE = new Set(
  (
    'ValueError TypeError KeyError IndexError AttributeError RuntimeError AssertionError ZeroDivisionError NameError ' +
    'StopIteration ImportError OSError'
  ).split(' '),
);

function isSurelyPassed(type: Expression | undefined, raised: string | undefined): boolean {
  if (type?.kind === 'sequence') return type.elements.every((each) => isSurelyPassed(each, raised));
  return type?.kind === 'name' && type.name !== raised && SEPARATE.has(type.name) && SEPARATE.has(raised ?? '');
}
