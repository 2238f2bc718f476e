/** Kernels that no ONNX operators can say, each with the reason: they run on the host, outside a compiled step only. */

const strings = 'it works on strings, of which onnxruntime computes nothing';
const ragged = 'the shapes of ragged tensors depend on their values';
const counted = 'the size of its result depends on the values of its inputs';

export const hostOnly: Readonly<Record<string, string>> = {
  Draw: 'it paints on a canvas',
  Multinomial: 'it draws noise, which a compiled step would freeze',
  NonMaxSuppressionV3: counted,
  NonMaxSuppressionV5: counted,
  RaggedGather: ragged,
  RaggedRange: ragged,
  RaggedTensorToTensor: ragged,
  SparseFillEmptyRows: counted,
  SparseSegmentMean: counted,
  SparseSegmentSum: counted,
  StaticRegexReplace: strings,
  StringNGrams: strings,
  StringSplit: strings,
  StringToHashBucketFast: strings,
  Unique: counted,
};
