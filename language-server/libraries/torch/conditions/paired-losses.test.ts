import { check } from '../../../testing/check';

const HEAD =
  'import torch\nfrom torch import nn\nimport torch.nn.functional as F\nv, w = torch.rand(5, 8), torch.rand(5, 8)\n';

describe('losses of several tensors', () => {
  it('takes a variance for each entry, or for each row', () =>
    check(`${HEAD}a = F.gaussian_nll_loss(v, w, torch.ones(5, 9))
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ shape-mismatch
b = nn.GaussianNLLLoss()(v, w, torch.ones(5)), F.gaussian_nll_loss(v, w, torch.ones(5, 1))
c = nn.CosineEmbeddingLoss()(v, w, torch.ones(4))
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ shape-mismatch
d = nn.CosineEmbeddingLoss()(v, w, torch.ones(5))
e = F.margin_ranking_loss(v[0], w[0], torch.ones(7))
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ shape-mismatch
f = F.multilabel_margin_loss(v, torch.zeros(5, 7, dtype=torch.long))
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ shape-mismatch
`));

  it('holds what is compared to one number of axes', () =>
    check(`${HEAD}a = F.triplet_margin_loss(v, w[0], w)
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ shape-mismatch
b = nn.TripletMarginLoss()(v, w, w[:4])
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ shape-mismatch
c = nn.MarginRankingLoss()(v[0], w[0], torch.tensor(1.0))
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ shape-mismatch
d = F.cosine_embedding_loss(v, w, torch.tensor(1.0))
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ shape-mismatch
e = F.triplet_margin_loss(v, w[:1], w[:, :1]), F.cosine_embedding_loss(v[0], w[0], torch.tensor(1.0))
`));

  it('takes a target and lengths for each sequence', () =>
    check(`${HEAD}scores, ctc = torch.rand(6, 2, 5).log_softmax(2), nn.CTCLoss()
a = ctc(scores, torch.ones(3, 4, dtype=torch.long), torch.tensor([6, 6]), torch.tensor([4, 4]))
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ shape-mismatch
b = ctc(scores, torch.ones(2, 4, dtype=torch.long), torch.tensor([7, 6]), torch.tensor([4, 4]))
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ argument-mismatch
c = ctc(scores, torch.ones(8, dtype=torch.long), torch.tensor([6, 6]), torch.tensor([4, 4]))
d = ctc(scores, torch.ones(2, 4, dtype=torch.long), torch.tensor([[6], [6]]), torch.tensor([[4, 4]]))
`));
});
