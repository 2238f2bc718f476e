import { DidOpenTextDocumentNotification, type Message, type MessageStrategy } from 'vscode-languageserver/node';
import { loadGrammars } from '../syntax/grammars';
import type { Language } from '../syntax/program';
import { LANGUAGES } from './view';

/** Languages whose texts can be read as soon as the server has started; each grammar more lengthens every start. */
export const FIRST: readonly Language[] = ['python'];

/**
 * Has the other grammars loaded when a text is opened that needs them: that message and all behind it wait for them.
 * Where they cannot be loaded the analysis says so.
 */
export function grammarsFirst(): MessageStrategy {
  let loading: Promise<unknown> | undefined;
  return {
    handleMessage(message, next) {
      if (needsMore(message)) loading ??= loadGrammars().catch(() => undefined);
      return loading ? loading.then(() => next(message)) : next(message);
    },
  };
}

interface Opening {
  method?: string;
  params?: { textDocument?: { languageId?: string } };
}

function needsMore(message: Message): boolean {
  const { method, params } = message as Opening;
  if (method !== DidOpenTextDocumentNotification.method) return false;
  const language = LANGUAGES[params?.textDocument?.languageId ?? ''];
  return language !== undefined && !FIRST.includes(language);
}
