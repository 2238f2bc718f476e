import { regressionLoss } from './support/regression';
import { huber } from './support/smooth';

/** Where the parabola becomes a line: torch.nn.functional.huber_loss's own. */
const DELTA = 1;

export const loss = regressionLoss({ id: 'huber', title: 'Huber', equation: 'huber' }, (differences) =>
  huber(differences, DELTA),
);
