import type { Equation } from './equation';

export const equation: Equation = {
  id: 'backpropagation',
  title: 'Backpropagation through layers',
  tex: String.raw`\frac{\partial L}{\partial h_{l}} = J_{l+1}^{\top} J_{l+2}^{\top} \cdots J_{n}^{\top} \, \frac{\partial L}{\partial h_{n}}, \qquad J_{k} = \frac{\partial h_{k}}{\partial h_{k-1}}`,
  plain: '∂L/∂h_l = J_{l+1}ᵀ J_{l+2}ᵀ … J_nᵀ ∂L/∂h_n,  J_k = ∂h_k/∂h_{k−1}',
  symbols: [
    { symbol: 'L', meaning: 'loss', shape: '()' },
    { symbol: 'h_l', meaning: 'output of layer l of n', shape: '(d_l)' },
    {
      symbol: 'J_k',
      meaning: 'Jacobian of layer k: weights times the slope of the activation',
      shape: '(d_k, d_{k−1})',
    },
  ],
  use: 'The chain rule: how much each layer, or each step of a recurrent network, hears of the loss.',
  pitfalls: [
    'Factors below 1 multiply to nothing: the slope of a sigmoid is at most 1/4, so ten of them leave a millionth. ReLU, residual connections and normalization keep it near 1.',
    'Factors above 1 multiply to an explosion: clip the gradient, and draw initial weights of variance 2 / fan-in.',
  ],
  source: {
    title: 'Glorot, Bengio: Understanding the difficulty of training deep feedforward neural networks, 2010',
    url: 'https://proceedings.mlr.press/v9/glorot10a.html',
  },
  names: [],
};
