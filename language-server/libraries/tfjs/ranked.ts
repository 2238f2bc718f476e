import { row, type Rule, type Table } from '../library';

/** The functions of each rank, as `slice2d`. */
export const ranked = (name: string, signature: string, rule: Rule): Table =>
  Object.fromEntries([1, 2, 3, 4].map((rank) => [`tfjs.${name}${rank}d`, row(signature, rule)]));
