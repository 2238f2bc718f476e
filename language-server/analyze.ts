import type { Analysis } from './analysis';
import { claims } from './claims';
import { restartSymbols, symbolSerial } from './domain/dimension';
import { findings } from './findings';
import { statesShape } from './interpreter/commented-shapes';
import { execute } from './interpreter/entries';
import { sparingLayersThatFit } from './interpreter/fitting-layers';
import { noteDefaults } from './interpreter/defaults';
import type { History } from './interpreter/history';
import { Machine } from './interpreter/machine';
import { firstNames } from './interpreter/size-names';
import { functionRanges } from './regions';
import { named, NOTHING_ELSE, type Details } from './naming';
import { layerCalls, models } from './models/models';
import type { Program } from './syntax/program';
import { Texts } from './syntax/texts';
import type { Source } from './project/sources';
import type { Steps } from './steps';

/** What is wanted of an analysis: findings alone, all of the document, or claims in the files that it imports as well. */
export type Wanted = 'findings' | 'document' | 'imported';

/** Runs the program abstractly and lets the rules judge what happened. */
export function* analyzeProgram(
  source: Source,
  history: History,
  wanted: Wanted,
  onFault: (fault: unknown) => void,
): Steps<Analysis> {
  const { path } = source;
  const { imports, modules } = history;
  const machine = new Machine(path, modules);
  if (wanted === 'findings') onlyFind(machine, source.program);
  noteDefaults(machine, source);
  yield* execute(machine, source, history);
  const files = new Texts([source, ...imports.opened.values()]);
  const found = findings(sparingLayersThatFit(machine.events), source, files, onFault);
  const names = firstNames(machine.sizeNames);
  const serial = symbolSerial();
  const details = (): Details => {
    // Symbols that are made late are new to this program all the same.
    restartSymbols(serial);
    return {
      claims: claims(machine.claims, path, { files, names }),
      layers: machine.layers.filter((layer) => layer.path === path).map(({ range, shape }) => ({ range, shape })),
      models: models(machine.models, path),
      calls: layerCalls(machine.passes, path),
      imported:
        wanted === 'imported'
          ? [...imports.opened.keys()].map((each) => ({
              path: each,
              claims: claims(machine.claims, each, { files, names }),
            }))
          : [],
    };
  };
  return Object.assign(named(found, guarded(details, onFault), names, functionRanges(source.program)), {
    unparsed: source.program.unparsed.map(({ start, end }) => ({ start, end })),
    consulted: imports.consulted,
    opened: imports.opened,
    unread: imports.unread,
  });
}

/** Models are not kept, and claims are where comments are compared with them. */
function onlyFind(machine: Machine, { comments }: Program): void {
  machine.keepsModels = false;
  machine.keepsClaims = comments.some(statesShape);
}

/** The same, and nothing where it fails. */
const guarded = (details: () => Details, onFault: (fault: unknown) => void) => (): Details => {
  try {
    return details();
  } catch (fault) {
    onFault(fault);
    return NOTHING_ELSE;
  }
};
