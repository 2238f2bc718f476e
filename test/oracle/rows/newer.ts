/** Rows for PyTorch 2, which Debian's 1.13 lacks: their documentation says what they do. */
export const NEWER =
  /^torch\.(nn\.(Buffer|RMSNorm|CircularPad\dd|ZeroPad[13]d|functional\.(rms_norm|scaled_dot_product_attention)|Module\.compile)|nn\.utils\.parametrizations\.weight_norm|compile|compiler\.is_compiling)(\.forward)?$/;
