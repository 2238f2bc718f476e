import { setTimeout as sleep } from 'node:timers/promises';
import { AbstractMessageReader, type DataCallback, type MessageWriter } from 'vscode-languageserver/node';
import { serve } from '../serve';
import { SOON } from '../session/session';
import { giveGrammars, loadGrammars } from '../syntax/grammars';
import { fillIn } from './array-methods';
import { open, type Channel } from './conversation';
import { givenGrammars, treesOf, type Trees } from './given-trees';
import { FINDINGS, PROGRAMS } from './programs';

/** What {@link warmUp} needs where WebAssembly is not there, as JSON. */
export const givenTrees = async (): Promise<string> =>
  JSON.stringify(treesOf(await loadGrammars(['python']), PROGRAMS));

/**
 * Has the server answer for programs, so that what that needs is compiled and made, and leaves it as if nobody had asked.
 * @throws {Error} where its answer is not what it should be
 */
export async function warmUp(trees: string): Promise<void> {
  const takeAway = fillIn();
  giveGrammars(givenGrammars(JSON.parse(trees) as Trees));
  const found = await open(withinProcess(), PROGRAMS);
  if (JSON.stringify(found) !== JSON.stringify(FINDINGS)) throw new Error(`found ${JSON.stringify(found)}`);
  // A timer that is kept would never ring.
  await sleep(2 * SOON);
  giveGrammars(undefined);
  takeAway();
}

class Reader extends AbstractMessageReader {
  hear: DataCallback = () => undefined;

  listen(hear: DataCallback): { dispose: () => void } {
    this.hear = hear;
    return { dispose: () => undefined };
  }
}

const NO_EVENT = (): { dispose: () => void } => ({ dispose: () => undefined });

/** A server in this process. */
function withinProcess(): Channel {
  const reader = new Reader();
  let answer: (message: unknown) => void = () => undefined;
  const writer: MessageWriter = {
    write: (message) => {
      answer(message);
      return Promise.resolve();
    },
    end: () => undefined,
    dispose: () => undefined,
    onError: NO_EVENT,
    onClose: NO_EVENT,
  };
  void serve(reader, writer);
  return {
    send: (message) => {
      reader.hear(message as Parameters<DataCallback>[0]);
    },
    hear: (listener) => {
      answer = listener;
    },
  };
}
