/**
 * Kernels that the onnxruntime backend cannot put into a graph yet: a compiled step that meets one refuses and names
 * it, and eagerly tfjs's cpu kernel stands in. The tests demand that none of these has a lowering: adding one means
 * deleting its name here.
 */
export const notLowered: readonly string[] = ['Dilation2D', 'Dilation2DBackpropFilter', 'Dilation2DBackpropInput'];

/** Whether an error is a compiled step's refusal of one of these. */
export const refusal = (error: unknown): boolean =>
  error instanceof Error && notLowered.some((kernel) => error.message.startsWith(`"${kernel}" at `));
