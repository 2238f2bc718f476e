import torch
from fvcore.nn import FlopCountAnalysis
from ptflops import get_model_complexity_info
from thop import profile
from torch import nn
from torchinfo import summary
import torchsummary
import torchsummaryX


class First(nn.Module):
    def forward(self, x):
        return x.flatten(1)  #= (2, 3 * 8 * 6)


class Second(nn.Module):
    def forward(self, x):
        return x.flatten(1)  #= (B, 3 * 8 * 6)


class Third(nn.Module):
    def forward(self, x):
        return x.flatten(1)  #= (4, 5 * 7)


class Fourth(nn.Module):
    def forward(self, x):
        return x.flatten(1)  #= (5, 3 * 8)


class Fifth(nn.Module):
    def forward(self, x):
        return x.flatten(1)  #= (6, 2 * 9)


class Sixth(nn.Module):
    def forward(self, x):
        return x.flatten(1)  #= (B, 3 * 16)


summary(First(), input_size=(2, 3, 8, 6))
torchsummary.summary(Second(), (3, 8, 6))
torchsummaryX.summary(Third(), torch.zeros(4, 5, 7))
flops, parameters = profile(Fourth(), inputs=(torch.zeros(5, 3, 8),))
FlopCountAnalysis(Fifth(), torch.zeros(6, 2, 9))
get_model_complexity_info(Sixth(), (3, 16))
