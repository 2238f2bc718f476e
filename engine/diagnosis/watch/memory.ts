/** What a symptom remembers: short lists of numbers by name, so that a checkpoint can hold them. */
export type Numbers = Record<string, number[]>;

export class Memory {
  constructor(private readonly lists: Numbers = {}) {}

  /** Adds to a list, whose oldest numbers go where it grows beyond `most`. */
  push(name: string, value: number, most: number): readonly number[] {
    const list = (this.lists[name] ??= []);
    list.push(value);
    if (list.length > most) list.splice(0, list.length - most);
    return list;
  }

  /** Replaces a list. */
  write(name: string, values: number[]): void {
    this.lists[name] = values;
  }

  /** A list; empty before the first number. */
  recall(name: string): readonly number[] {
    return this.lists[name] ?? [];
  }

  save(): Numbers {
    return Object.fromEntries(Object.entries(this.lists).map(([name, list]) => [name, [...list]]));
  }
}
