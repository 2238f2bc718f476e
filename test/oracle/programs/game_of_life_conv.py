import torch
import torch.nn.functional as F

kernel = torch.tensor([[1.0, 1, 1], [1, 0, 1], [1, 1, 1]]).view(1, 1, 3, 3)


def step(board):
    wrapped = F.pad(board, (1, 1, 1, 1), mode="circular")
    neighbours = F.conv2d(wrapped, kernel)
    born = (neighbours == 3) & (board == 0)
    survive = ((neighbours == 2) | (neighbours == 3)) & (board == 1)
    return (born | survive).float()


board = torch.bernoulli(torch.full((2, 1, 10, 14), 0.4))
history = [board]
for _ in range(5):
    board = step(board)
    history.append(board)
film = torch.stack(history, dim=1)
alive = film.sum(dim=(2, 3, 4))
changed = (film[:, 1:] != film[:, :-1]).flatten(2).float().mean(-1)
