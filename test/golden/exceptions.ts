/** What the goldens leave out, each with the reason. The test demands exactly these: what is reached must be taken out. */

/** Gradients that no golden reaches. */
export const unreached: Record<string, string> = {
  ComplexAbs: 'no gradient is registered for Complex, so none can reach the real parts',
};

/** Uses of tf.customGrad that are no operator. */
export const spies: Record<string, string> = {
  'engine/training/probes/taps.ts': 'hands the gradient on as it is; probe.test.ts has what it sees',
};

const absent = "torch 1.13's op database has no such operator";

/** Operators of which torch's database has no sample that tfjs can express. */
export const unsampled: Record<string, string> = {
  SpaceToBatchND: `${absent}; pixel_unshuffle orders a block otherwise`,
  BatchToSpaceND: `${absent}; pixel_shuffle orders a block otherwise`,
  Conv3D: `${absent}; its conv_transpose3d is none that tfjs differentiates`,
  separableConv2d: absent,
  Dilation2D: absent,
  dilatedMaxPool: 'tfjs dilates windows that move by 1 only, and no sample of max_pool2d does both',
  hingeLoss: `${absent}; its hinge_embedding_loss and multi_margin_loss are other formulas`,
  lstm: absent,
  gru: absent,
};
