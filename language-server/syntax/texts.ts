import { Lines } from './lines';

interface Text {
  path: string;
  text: string;
}

/** The texts of a program and of what it imports; the first of a path counts. */
export class Texts {
  private readonly texts: ReadonlyMap<string, string>;
  private readonly split = new Map<string, Lines>();

  constructor(files: readonly Text[]) {
    this.texts = new Map(files.toReversed().map(({ path, text }) => [path, text]));
  }

  text(path: string): string {
    return this.texts.get(path) ?? '';
  }

  lines(path: string): Lines {
    const known = this.split.get(path) ?? new Lines(this.text(path));
    this.split.set(path, known);
    return known;
  }
}
