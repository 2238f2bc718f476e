import math

import torch
import torch.nn as nn


class NaiveLSTM(nn.Module):
    def __init__(self, input_sz: int, hidden_sz: int):
        super().__init__()
        self.input_size = input_sz
        self.hidden_size = hidden_sz
        self.weight_ih = nn.Parameter(torch.Tensor(input_sz, hidden_sz * 4))
        self.weight_hh = nn.Parameter(torch.Tensor(hidden_sz, hidden_sz * 4))
        self.bias = nn.Parameter(torch.Tensor(hidden_sz * 4))
        self.init_weights()

    def init_weights(self):
        stdv = 1.0 / math.sqrt(self.hidden_size)
        for weight in self.parameters():
            weight.data.uniform_(-stdv, stdv)

    def forward(self, x, init_states=None):
        """Assumes x is of shape (batch, sequence, feature)"""
        bs, seq_sz, _ = x.size()
        hidden_seq = []
        if init_states is None:
            h_t, c_t = (torch.zeros(bs, self.hidden_size).to(x.device), torch.zeros(bs, self.hidden_size).to(x.device))
        else:
            h_t, c_t = init_states
        HS = self.hidden_size
        for t in range(seq_sz):
            x_t = x[:, t, :]
            gates = x_t @ self.weight_ih + h_t @ self.weight_hh + self.bias
            i_t, f_t, g_t, o_t = (
                torch.sigmoid(gates[:, :HS]),
                torch.sigmoid(gates[:, HS:HS * 2]),
                torch.tanh(gates[:, HS * 2:HS * 3]),
                torch.sigmoid(gates[:, HS * 3:]),
            )
            c_t = f_t * c_t + i_t * g_t
            h_t = o_t * torch.tanh(c_t)
            hidden_seq.append(h_t.unsqueeze(0))
        hidden_seq = torch.cat(hidden_seq, dim=0)
        hidden_seq = hidden_seq.transpose(0, 1).contiguous()
        return hidden_seq, (h_t, c_t)


class GRUFromScratch(nn.Module):
    def __init__(self, n_in, n_hid):
        super().__init__()
        gate = lambda: (nn.Parameter(torch.randn(n_in, n_hid) * 0.1), nn.Parameter(torch.randn(n_hid, n_hid) * 0.1), nn.Parameter(torch.zeros(n_hid)))
        self.W_xz, self.W_hz, self.b_z = gate()
        self.W_xr, self.W_hr, self.b_r = gate()
        self.W_xh, self.W_hh, self.b_h = gate()

    def forward(self, inputs, H=None):
        # inputs: (steps, batch, n_in)
        if H is None:
            H = torch.zeros((inputs.shape[1], self.b_z.shape[0]))
        outputs = []
        for X in inputs:
            Z = torch.sigmoid(torch.matmul(X, self.W_xz) + torch.matmul(H, self.W_hz) + self.b_z)
            R = torch.sigmoid(torch.matmul(X, self.W_xr) + torch.matmul(H, self.W_hr) + self.b_r)
            H_tilda = torch.tanh(torch.matmul(X, self.W_xh) + torch.matmul(R * H, self.W_hh) + self.b_h)
            H = Z * H + (1 - Z) * H_tilda
            outputs.append(H)
        return outputs, H


lstm = NaiveLSTM(5, 7)
states, (h, c) = lstm(torch.randn(3, 6, 5))
again, _ = lstm(torch.randn(3, 2, 5), (h, c))
gru = GRUFromScratch(5, 7)
outs, last = gru(torch.randn(6, 3, 5))
stacked = torch.stack(outs)
