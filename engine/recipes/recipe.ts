/** An architecture with data and hyperparameters that reach a stated result. One file a recipe; the list is generated. */
import type { SpecificationInput } from '../training/specification/specification';

export interface Recipe {
  /** Also the name of its runs. */
  id: string;
  title: string;
  section: string;
  /** What it reaches, measured, on which data. */
  result: string;
  specification: Omit<SpecificationInput, 'name'>;
}
