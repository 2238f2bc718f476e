import torch
import torch.nn as nn


class ConvLSTMCell(nn.Module):
    def __init__(self, input_dim, hidden_dim, kernel_size, bias):
        super(ConvLSTMCell, self).__init__()
        self.input_dim = input_dim
        self.hidden_dim = hidden_dim
        self.padding = kernel_size[0] // 2, kernel_size[1] // 2
        self.conv = nn.Conv2d(in_channels=self.input_dim + self.hidden_dim, out_channels=4 * self.hidden_dim,
                              kernel_size=kernel_size, padding=self.padding, bias=bias)

    def forward(self, input_tensor, cur_state):
        h_cur, c_cur = cur_state
        combined = torch.cat([input_tensor, h_cur], dim=1)
        combined_conv = self.conv(combined)
        cc_i, cc_f, cc_o, cc_g = torch.split(combined_conv, self.hidden_dim, dim=1)
        i, f, o, g = torch.sigmoid(cc_i), torch.sigmoid(cc_f), torch.sigmoid(cc_o), torch.tanh(cc_g)
        c_next = f * c_cur + i * g
        h_next = o * torch.tanh(c_next)
        return h_next, c_next

    def init_hidden(self, batch_size, image_size):
        height, width = image_size
        return (torch.zeros(batch_size, self.hidden_dim, height, width),
                torch.zeros(batch_size, self.hidden_dim, height, width))


class ConvLSTM(nn.Module):
    def __init__(self, input_dim, hidden_dims, kernel_size):
        super(ConvLSTM, self).__init__()
        cell_list = []
        for i in range(len(hidden_dims)):
            cur_input_dim = input_dim if i == 0 else hidden_dims[i - 1]
            cell_list.append(ConvLSTMCell(cur_input_dim, hidden_dims[i], kernel_size, True))
        self.cell_list = nn.ModuleList(cell_list)

    def forward(self, x):
        b, seq_len, _, h, w = x.size()
        hidden = [cell.init_hidden(b, (h, w)) for cell in self.cell_list]
        cur_layer_input = x
        last_states = []
        for layer_idx, cell in enumerate(self.cell_list):
            hs, c = hidden[layer_idx]
            output_inner = []
            for t in range(seq_len):
                hs, c = cell(cur_layer_input[:, t, :, :, :], [hs, c])
                output_inner.append(hs)
            layer_output = torch.stack(output_inner, dim=1)
            cur_layer_input = layer_output
            last_states.append([hs, c])
        return layer_output, last_states


net = ConvLSTM(2, [6, 5], (3, 3))
video = torch.rand(2, 4, 2, 12, 14)
out, states = net(video)
last_h, last_c = states[-1]
next_frame = torch.sigmoid(nn.Conv2d(5, 2, 1)(last_h))
loss = nn.functional.binary_cross_entropy(next_frame, video[:, -1])
