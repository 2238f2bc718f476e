import type { Equation } from './equation';

export const equation: Equation = {
  id: 'gelu',
  title: 'GELU (Gaussian error linear unit)',
  tex: String.raw`\begin{aligned}
\operatorname{GELU}(x) &= x\,\Phi(x) = \frac{x}{2}\left(1 + \operatorname{erf}\frac{x}{\sqrt 2}\right) \\
&\approx \frac{x}{2}\left(1 + \tanh\!\left[\sqrt{2/\pi}\,\bigl(x + 0.044715\,x^3\bigr)\right]\right)
\end{aligned}`,
  plain: 'GELU(x) = x · Φ(x) = x/2 · (1 + erf(x/√2)) ≈ x/2 · (1 + tanh(√(2/π) · (x + 0.044715 x³)))',
  symbols: [
    { symbol: 'x', meaning: 'input, each element by itself', shape: '(*)' },
    { symbol: 'Φ', meaning: 'distribution function of the standard normal' },
  ],
  use: 'The usual activation inside transformers: smooth, and it lets a little through below zero.',
  pitfalls: [
    'The exact form and the tanh form differ by up to 5·10⁻⁴: when porting weights take the one they were trained with.',
  ],
  notes: {
    torch: ['Exact unless `approximate="tanh"`.'],
    keras: ['Keras 3: exact for `keras.activations.gelu` unless `approximate=True`; `tf.nn.gelu` is exact as well.'],
  },
  source: { title: 'Hendrycks, Gimpel: Gaussian error linear units, 2016', url: 'https://arxiv.org/abs/1606.08415' },
  names: ['torch.nn.GELU', 'torch.nn.functional.gelu', 'keras.activations.gelu', 'tensorflow.nn.gelu'],
};
