import { applyOverrides } from '../../training/overrides';
import { decodeSpecification } from '../../training/resolve';
import type { Specification } from '../../training/specification/specification';
import type { Fix } from '../symptom';

/**
 * The specification with a fix's changes, checked like any other.
 * @throws Problem where the change does not fit
 */
export const applyFix = (specification: Specification, { title, changes }: Fix): Specification =>
  decodeSpecification(applyOverrides(specification, changes), `the fix "${title}"`);
