/** What is told of a step that is probed now and then. */
import type * as layers from '@tensorflow/tfjs-layers';
import type { EngineEvent } from '../../process/protocol';
import type { Training } from '../update';
import { layerStatistics } from './layer-statistics';
import { Probe } from './probe';
import { weightStatistics } from './weight-statistics';

export type Report = Pick<Extract<EngineEvent, { type: 'probe' }>, 'layers' | 'weights'>;

export type StatisticsProbe = ReturnType<typeof statisticsProbe>;

export const statisticsProbe = (model: layers.LayersModel, training: Training) =>
  new Probe(model, training, { layers: layerStatistics, weights: weightStatistics });
