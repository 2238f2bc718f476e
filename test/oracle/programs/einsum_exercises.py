"""Exercises with einsum, each beside the same with ordinary products."""
import torch

A = torch.randn(3, 4)
B = torch.randn(4, 5)
v = torch.randn(4)
batch_a = torch.randn(6, 3, 4)
batch_b = torch.randn(6, 4, 5)

matmul = torch.einsum('ij,jk->ik', A, B)
matvec = torch.einsum('ij,j->i', A, v)
total = torch.einsum('ij->', A)
row_sums = torch.einsum('ij->i', A)
transposed = torch.einsum('ij->ji', A)
outer = torch.einsum('i,j->ij', v, torch.arange(3.))
bmm = torch.einsum('bij,bjk->bik', batch_a, batch_b)
trace = torch.einsum('ii', torch.eye(4))
diagonal = torch.einsum('ii->i', torch.randn(5, 5))
bilinear = torch.einsum('bn,anm,bm->ba', torch.randn(2, 5), torch.randn(3, 5, 4), torch.randn(2, 4))
with_dots = torch.einsum('...ij,...jk->...ik', torch.randn(2, 3, 4, 5), torch.randn(5, 6))
hadamard = torch.einsum('ij,ij->ij', A, A)
contraction = torch.einsum('pqrs,tuqvr->pstuv', torch.randn(2, 3, 5, 7), torch.randn(11, 13, 3, 17, 5))
implicit = torch.einsum('ba', A)


def attention(q, k, v):
    d = q.shape[-1]
    scores = torch.einsum('bhqd, bhkd -> bhqk', q, k) / d ** 0.5
    return torch.einsum('bhqk, bhkd -> bhqd', scores.softmax(-1), v)


q, k, val = torch.randn(2, 4, 5, 8), torch.randn(2, 4, 7, 8), torch.randn(2, 4, 7, 6)
ctx = attention(q, k, val)
merged = torch.einsum('bhqd->bqhd', ctx).reshape(2, 5, -1)
check = torch.tensordot(batch_a, B, dims=([2], [0]))
chain = torch.chain_matmul(A, B, torch.randn(5, 2))
kron = torch.kron(torch.eye(2), A)
same = torch.allclose(bmm, batch_a @ batch_b, atol=1e-5)
