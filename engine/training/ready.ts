/** A device with a run's network on it. */
import type { Device } from '../backends/device';
import { Network } from './network';
import type { PreparedData } from './prepare';
import type { Specification } from './specification/specification';

/** What a network is made of. */
interface Plan {
  specification: Specification;
  data: PreparedData;
}

export class Ready {
  #network: Network;

  /**
   * @param notices what to tell of how the device was found
   * @throws Problem if the model does not fit the task
   */
  constructor(
    private readonly plan: Plan,
    readonly device: Device,
    readonly notices: string[],
  ) {
    this.#network = this.create();
  }

  get network(): Network {
    return this.#network;
  }

  /** Begins with the weights of a file, where the specification names one. @throws Problem naming what of the file is wrong */
  begin(): void {
    const { weights } = this.plan.specification.model;
    if (weights !== null) this.#network.begin(weights);
  }

  /** Makes the network anew, so that nothing stays of what it has become. */
  renew(): void {
    this.#network.dispose();
    this.#network = this.create();
  }

  dispose(): void {
    this.#network.dispose();
  }

  private create(): Network {
    const { specification, data } = this.plan;
    return Network.create(specification, data.objective, this.device);
  }
}
