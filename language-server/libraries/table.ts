import type { Row, Table } from './library';
import { TORCH } from './torch/table';

/** All libraries' rows by canonical name. A null prototype: names come from programs. */
const TABLE: Table = Object.assign(Object.create(null) as Table, TORCH);

export const rowOf = (name: string): Row | undefined => TABLE[name];

export const hasRow = (name: string): boolean => name in TABLE;
