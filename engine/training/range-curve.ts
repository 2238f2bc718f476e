/** What the losses of a learning-rate range test say (Smith, 2017): pure arithmetic on rates and losses. */

export interface RangePoint {
  learningRate: number;
  loss: number;
  /** Over this point and those before it; its rate is the mean of theirs, so that smoothing moves nothing to the right. */
  smoothed: { learningRate: number; loss: number };
}

/** A moving average over about a twentieth of the ramp: short beside what is looked for, long beside a batch's noise. */
const MEMORY = 1 / 20;

/** Slopes are taken over a tenth of the ramp. */
const WINDOW = 1 / 10;
/** A slope through fewer points is noise. */
const LEAST_WINDOW = 5;

/** What has doubled since the beginning no longer comes back: a network that knows nothing loses less. */
const DIVERGED = 2;

/** x̄ₜ = (1 − β) Σ βᵗ⁻ⁱ xᵢ / (1 − βᵗ⁺¹): an exponential moving average without the bias towards its start. */
class MovingAverage {
  private sum = 0;
  private weight = 0;

  constructor(private readonly beta: number) {}

  add(value: number): number {
    this.sum = this.beta * this.sum + (1 - this.beta) * value;
    this.weight = this.beta * this.weight + (1 - this.beta);
    return this.sum / this.weight;
  }
}

export class RangeCurve {
  readonly points: RangePoint[] = [];
  private readonly losses: MovingAverage;
  private readonly logRates: MovingAverage;
  private readonly window: number;

  /** @param steps of the whole ramp */
  constructor(steps: number) {
    const beta = 1 - 1 / Math.max(1, steps * MEMORY);
    this.losses = new MovingAverage(beta);
    this.logRates = new MovingAverage(beta);
    this.window = Math.max(LEAST_WINDOW, Math.round(steps * WINDOW));
  }

  add(learningRate: number, loss: number): void {
    const smoothed = {
      learningRate: Math.exp(this.logRates.add(Math.log(learningRate))),
      loss: this.losses.add(loss),
    };
    this.points.push({ learningRate, loss, smoothed });
  }

  get hasDiverged(): boolean {
    const [first, last] = [this.points[0], this.points.at(-1)];
    return first !== undefined && !(last!.smoothed.loss <= DIVERGED * first.smoothed.loss);
  }

  /** Where the smoothed loss is lowest: up to there a greater rate learned more than it spoiled. */
  private get lowest(): number {
    const losses = this.points.map(({ smoothed }) => smoothed.loss);
    return losses.indexOf(Math.min(...losses));
  }

  /** The largest rate at which the loss still fell; null where it never did. */
  get largest(): number | null {
    return this.steepest === null ? null : this.points[this.lowest]!.smoothed.learningRate;
  }

  /** The rate at which the loss fell fastest, by the logarithm of the rate; null where it never did. */
  get steepest(): number | null {
    let [best, least]: [number | null, number] = [null, 0];
    for (let end = this.window; end <= this.lowest + 1; end++) {
      const part = this.points.slice(end - this.window, end).map(({ smoothed }) => smoothed);
      const { slope, centre } = line(part);
      if (slope < least) [best, least] = [centre, slope];
    }
    return best;
  }
}

/** The least-squares line of the loss over log η, and the rate in the middle. */
function line(points: readonly RangePoint['smoothed'][]): { slope: number; centre: number } {
  const n = points.length;
  const x = points.map(({ learningRate }) => Math.log(learningRate));
  const meanX = x.reduce((sum, value) => sum + value, 0) / n;
  const meanY = points.reduce((sum, { loss }) => sum + loss, 0) / n;
  const over = points.reduce((sum, { loss }, index) => sum + (x[index]! - meanX) * (loss - meanY), 0);
  const under = x.reduce((sum, value) => sum + (value - meanX) ** 2, 0);
  return { slope: over / under, centre: Math.exp(meanX) };
}
