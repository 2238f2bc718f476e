from .attention import CausalSelfAttention
from .mlp import Mlp as FeedForward
