import type { Equation } from './equation';

export const equation: Equation = {
  id: 'generative-adversarial',
  title: 'Generative adversarial game',
  tex: String.raw`\begin{aligned}
\min_G \max_D \;& \mathbb{E}_{x}\left[\log D(x)\right] \\
&+ \mathbb{E}_{z}\left[\log\left(1 - D(G(z))\right)\right]
\end{aligned}`,
  plain: 'min over G, max over D:  E_x[log D(x)] + E_z[log(1 − D(G(z)))]',
  symbols: [
    { symbol: 'D', meaning: 'discriminator: probability that a sample is real', shape: '(N)' },
    { symbol: 'G', meaning: 'generator: noise to samples' },
    { symbol: 'x', meaning: 'a real sample' },
    { symbol: 'z', meaning: 'noise, drawn from a normal', shape: '(N, d)' },
  ],
  use: 'Samples as sharp as the real ones, without a likelihood. At the balance D gives 1/2 and its loss is 2 ln 2.',
  pitfalls: [
    'G gains nothing from giving all of the data: one sample that D believes is enough (mode collapse). Watch the diversity of a batch.',
    'A D without errors teaches nothing, as log(1 − D(G(z))) is flat: train G on −log D(G(z)).',
    'Neither loss says how good the samples are.',
  ],
  source: { title: 'Goodfellow et al.: Generative adversarial nets, 2014', url: 'https://arxiv.org/abs/1406.2661' },
  names: [],
};
