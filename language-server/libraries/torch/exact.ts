import { byName } from '../by-name';

const FUNCTION = /^torch\.(Tensor\.|nn\.functional\.)?[a-z]\w*$/;

/** Functions that have deprecated forms, named axes or conditions on other arguments, and what later versions extend. */
const OVERLOADED = new RegExp(
  '\\.(add|sub|subtract|rsub|mul|div|addcmul|addcdiv|addmm|addmv|addr|addbmm|baddbmm|mm|bmm|matmul|flatten|unflatten|' +
    'diagonal|tensor|new_tensor|uniform|random|rrelu|threshold|scaled_dot_product_attention|rms_norm|compile|type|to|' +
    '(adaptive_|fractional_)?max_pool\\dd|(mse|l1|huber|smooth_l1)_loss|load|save|squeeze|[hvd]split|unique|unique_consecutive|lu|count_nonzero|stft|istft|vmap|std|var|std_mean|var_mean|norm)_?$',
);

/** Whether a function's row has PyTorch's parameters, all of them and no other, whatever the version. */
export const isExact = byName((name) => FUNCTION.test(name) && !OVERLOADED.test(name));

/** Written in Python, so that NumPy's names of parameters are none of theirs. */
const WRITTEN = /^torch\.nn\.functional\.(softmax|log_softmax|softmin|gumbel_softmax|normalize|glu)$/;

/** Whether a function takes its parameters by their other names, as NumPy's `axis` for `dim`. */
export const hasAliases = (name: string): boolean => !WRITTEN.test(name);
