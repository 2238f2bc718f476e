import type { Imports } from '../project/sources';
import { Groups } from './groups';
import { declareExports } from './javascript/exports';
import { Modules } from './loading';
import { Parts } from './parts';
import { Scope } from './scope';

/** What is kept of a document's analysis for the next one: the state of the program, and the parts that led to it. */
export class History {
  readonly scope: Scope;
  readonly modules: Modules;
  readonly parts: Parts;
  readonly groups = new Groups();

  /** `records`: whether a next one may come. */
  constructor(
    readonly imports: Imports,
    javascript: boolean,
    records: boolean,
  ) {
    const path = imports.main;
    this.scope = new Scope('module', path, undefined, javascript);
    if (javascript) declareExports(this.scope);
    this.modules = new Modules(imports);
    this.modules.enter(path, this.scope);
    this.parts = new Parts(records);
  }
}
