/** An equation as an SVG with `currentColor` for ink; sizes in pixels. */
export interface Picture {
  readonly svg: string;
  readonly width: number;
  readonly height: number;
}
export function renderEquation(tex: string): Promise<Picture>;
export function renderEquations(): Promise<Record<string, Picture>>;
