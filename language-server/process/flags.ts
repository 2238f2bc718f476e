import { setFlagsFromString } from 'node:v8';

/**
 * Bytes of code that V8 runs of a function before it optimizes it: with its own 66 kB it would compile, in threads of
 * its own, as long as a cold start takes, and on two cores keep the server from running.
 */
const INTERRUPT_BUDGET = 400_000;

/** The same for WebAssembly: parsing one file is over before its optimized code is there. */
const FLAGS = [`--interrupt-budget=${INTERRUPT_BUDGET}`, '--no-wasm-tier-up', '--no-wasm-dynamic-tiering'];

/** Has V8 start as a server should that answers soon; before it compiles WebAssembly. */
export function setServerFlags(): void {
  for (const flag of FLAGS) setFlagsFromString(flag);
}

/** What a server that goes on from a snapshot says first. */
export const ALIVE = 'alive';
