/**
 * Kernels that the onnxruntime backend cannot put into a graph yet: a compiled step that meets one refuses and names
 * it, and eagerly tfjs's cpu kernel stands in. The tests demand that none of these has a lowering: adding one means
 * deleting its name here.
 */
export const notLowered: readonly string[] = [
  'AvgPool3D',
  'AvgPool3DGrad',
  'BatchToSpaceND',
  'Conv3D',
  'Conv3DBackpropFilterV2',
  'Conv3DBackpropInputV2',
  'Cumprod',
  'Cumsum',
  'DepthwiseConv2dNative',
  'DepthwiseConv2dNativeBackpropFilter',
  'DepthwiseConv2dNativeBackpropInput',
  'Dilation2D',
  'Dilation2DBackpropFilter',
  'Dilation2DBackpropInput',
  'FusedDepthwiseConv2D',
  'GatherV2',
  'LRN',
  'LRNGrad',
  'MaxPool3D',
  'MaxPool3DGrad',
  'ResizeBilinear',
  'ResizeBilinearGrad',
  'ResizeNearestNeighbor',
  'ResizeNearestNeighborGrad',
  'Reverse',
  'SpaceToBatchND',
  'SplitV',
  'UnsortedSegmentSum',
];

/** Whether an error is a compiled step's refusal of one of these. */
export const refusal = (error: unknown): boolean =>
  error instanceof Error && notLowered.some((kernel) => error.message.startsWith(`"${kernel}" at `));
