from dataclasses import dataclass, field
from typing import List


@dataclass
class Config:
    channels: List[int] = field(default_factory=lambda: [8, 16])
    classes: int = 5
    size: int = 32
    batch: int = 4

    @property
    def depth(self):
        return len(self.channels)
