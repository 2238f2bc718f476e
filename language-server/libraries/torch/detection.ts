import { unknownCount, unknownDimension } from '../../domain/dimension';
import { integerOf, sized, tensorOf } from '../call';
import { row, type Rule, type Table } from '../library';

/** (N, 4), (N) → the places of the boxes that are kept, of which there may be any number. */
const suppress: Rule = () => sized([unknownCount()], { type: 'int64' });

/** (N, C, H, W), (K, 5) → (K, C, h, w) */
const align: Rule = (call) => {
  const [input, boxes] = [tensorOf(call).shape, tensorOf(call, 'rois').shape];
  const count = boxes.open ? unknownCount() : (boxes.dimensions[0] ?? unknownCount());
  const channels = input.open ? unknownDimension() : (input.dimensions[1] ?? unknownDimension());
  const [height, width] = ['pooled_height', 'pooled_width'].map((name) => integerOf(call, name) ?? unknownDimension());
  return sized([count, channels, height!, width!], { type: 'float' });
};

/** The operators that torchvision brings in a library of its own. */
export const DETECTION: Table = {
  'torch.ops.torchvision.nms': row('dets, scores, iou_threshold', suppress),
  'torch.ops.torchvision.roi_align': row(
    'input, rois, spatial_scale, pooled_height, pooled_width, sampling_ratio, aligned',
    align,
  ),
};
