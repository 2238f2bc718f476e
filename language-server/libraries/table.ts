import type { Row, Table } from './library';
import { PYTHON } from './python/table';
import { TORCH } from './torch/table';

/** All libraries' rows by canonical name. A null prototype: names come from programs. */
const TABLE: Table = Object.assign(Object.create(null) as Table, PYTHON, TORCH);

export const rowOf = (name: string): Row | undefined => TABLE[name];

export const hasRow = (name: string): boolean => name in TABLE;
