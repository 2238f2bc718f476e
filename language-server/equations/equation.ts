/** The libraries whose names equations explain: the first part of a qualified name. */
export type Library = 'torch' | 'keras' | 'tfjs';

/**
 * A shape that depends on the library's layout: PyTorch keeps channels first (N, C, H, W) and time first (T, N, C),
 * Keras keeps channels last (N, H, W, C) and batch first (N, T, C); TensorFlow.js follows Keras.
 */
export interface LayoutShape {
  readonly torch: string;
  readonly keras: string;
}

/** One symbol of an equation, as it stands in the plain form. */
export interface EquationSymbol {
  readonly symbol: string;
  readonly meaning: string;
  readonly shape?: string | LayoutShape;
  /** What a value counts in, where that is not obvious: 'nats', 'per update', 'samples'. */
  readonly unit?: string;
}

/** An equation behind names that people write in code: what a hover shows. */
export interface Equation {
  /** The file's name. */
  readonly id: string;
  readonly title: string;
  /** TeX in display style, rendered at build time. */
  readonly tex: string;
  /** The same for a screen reader or a terminal: one line, or a few. */
  readonly plain: string;
  readonly symbols: readonly EquationSymbol[];
  /** When to use it: one or two sentences. */
  readonly use: string;
  readonly pitfalls: readonly string[];
  /** How a library's version differs: defaults, order of arguments, conventions. */
  readonly notes?: Readonly<Partial<Record<Library, readonly string[]>>>;
  readonly source: { readonly title: string; readonly url: string };
  /** The qualified names it explains, such as 'torch.nn.Linear'. */
  readonly names: readonly string[];
}
