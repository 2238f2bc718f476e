/**
 * Where WebGPU falls short of the CPU, each with the reason. The tests demand that exactly these do: one that no longer
 * does must be taken out.
 */

/** Operators that are further off than others, and how far at most, relative to the largest magnitude. */
export const imprecise: Readonly<Record<string, { tolerance: number; reason: string }>> = {
  Sin: {
    tolerance: 5e-4,
    reason: 'WGSL asks for an absolute error of 2⁻¹¹ within ±π, and SwiftShader gives no better',
  },
  Cos: { tolerance: 5e-4, reason: 'as Sin' },
  Tan: { tolerance: 5e-4, reason: 'as Sin, by which it is computed' },
  Acos: { tolerance: 1e-4, reason: 'WGSL derives it from atan2 and sqrt, with an absolute error of 6.8·10⁻⁵' },
};

/** Kernels that WebGPU does not compute by itself. */
export const leftToCpu: Readonly<Record<string, string>> = {
  BitwiseAnd:
    'WebGPU has no bitwise operator, and 32 planes of bits would cost more than two copies; no network has it',
};
