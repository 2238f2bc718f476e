import { InlayHintKind, type InlayHint, type Range as DocumentRange } from 'vscode-languageserver/node';
import type { Claim, LayerClaim } from '../analysis';
import { printShapes } from '../domain/print-shapes';
import { saysSomething } from '../domain/shape';
import type { Session } from '../session/session';
import { fromEditor, isShown, toEditor, type View } from '../session/view';
import type { Feature } from './feature';

/** What a model's own layer gives: `= self.conv(x)`, `= this.blocks[0](x)`, `= dense.apply(x)`. */
const LAYER = /^\s*=\s*(?:(?:self|this)(?:\.\w+|\[[^\]]*\])+\(|[\w.]+\.apply\()/;

/** Around a layer that has a line to itself, as nn.Sequential's do: `nn.ReLU(),` or `("activation", nn.ReLU()),`. */
const BEFORE_LAYER = /^\s*(?:\(\s*["'][^"']*["']\s*,\s*)?$/;
const AFTER_LAYER = /^[\s)\],]*(?:#.*|\/\/.*)?$/;

type Shown = Claim | LayerClaim;

/** Claims about the same place, one for each context it is reached in. */
function byPlace(claims: readonly Shown[]): Shown[][] {
  const groups = new Map<number, Shown[]>();
  for (const claim of claims) groups.set(claim.range.end, [...(groups.get(claim.range.end) ?? []), claim]);
  return [...groups.values()];
}

/** `(B, 64) | (1, 64)`, `(?, 64)`; undefined where a context's shape is not known or they have nothing in common. */
function label(claims: readonly Shown[]): string | undefined {
  const shapes = claims.flatMap(({ shape }) => shape ?? []);
  return shapes.length === claims.length && shapes.some(saysSomething) ? printShapes(shapes) : undefined;
}

/** The rest of the line that an offset is on. */
function lineFrom(text: string, offset: number): string {
  const end = text.indexOf('\n', offset);
  return end < 0 ? text.slice(offset) : text.slice(offset, end);
}

/** A double click writes the shape down as a comment at the line's end. */
function comment({ shown, document }: View, line: number, shapes: string): NonNullable<InlayHint['textEdits']> {
  const sign = document.language === 'python' ? '#' : '//';
  const text = shown.getText({ start: { line, character: 0 }, end: { line: line + 1, character: 0 } }).trimEnd();
  const end = { line, character: text.length };
  return [{ range: { start: end, end }, newText: `  ${sign} ${shapes}` }];
}

function hint(view: View, claims: readonly Shown[]): InlayHint[] {
  const shapes = label(claims);
  if (shapes === undefined) return [];
  const { end } = toEditor(view, claims[0]!.range);
  return [
    {
      position: end,
      label: `: ${shapes}`,
      kind: InlayHintKind.Type,
      textEdits: comment(view, end.line, shapes),
      tooltip: 'Inferred shape; double-click writes it as a comment.',
    },
  ];
}

async function hints(session: Session, view: View, requested: DocumentRange): Promise<InlayHint[]> {
  if (session.settings.inlayHints === 'off') return [];
  const { start, end } = fromEditor(view, requested);
  const { claims, layers } = await session.analysis(view);
  const { text } = view.document;
  const following = ({ range }: Shown): string => lineFrom(text, range.end);
  const leading = ({ range }: Shown): string => text.slice(text.lastIndexOf('\n', range.start - 1) + 1, range.start);
  const inside = ({ range }: Shown): boolean => range.end >= start && range.end <= end && isShown(view, range);
  const shown: Shown[] = [
    ...claims.filter((claim) => session.settings.inlayHints === 'all' || LAYER.test(following(claim))),
    ...layers.filter((layer) => AFTER_LAYER.test(following(layer)) && BEFORE_LAYER.test(leading(layer))),
  ];
  return byPlace(shown.filter(inside)).flatMap((group) => hint(view, group));
}

/** Inferred shapes behind assigned names and behind layers inside containers, for the lines that the editor shows. */
export const feature: Feature = {
  name: 'inlay hints',
  capabilities: { inlayHintProvider: true },
  register: (connection, session) =>
    connection.languages.inlayHint.on(({ textDocument: { uri }, range }, token) =>
      session.answer({ what: 'inlay hints', uri, token }, [], (view) => hints(session, view, range)),
    ),
};
