import torch
import transformers
from accelerate import Accelerator
from torch import nn
from torch.utils.data import DataLoader, TensorDataset


class Tagger(nn.Module):
    def __init__(self, tags):
        super().__init__()
        self.embedding = nn.Embedding(50, 12)
        self.head = nn.Linear(12, tags)

    def forward(self, tokens, labels=None):
        logits = self.head(self.embedding(tokens))  #= (2, 9, 4) (2, 9, 7)
        return logits  #= (2, 9, 4) (2, 9, 7)


tokens = torch.randint(0, 50, (2, 9))  #= (2, 9)
accelerator = Accelerator()
model = Tagger(4)
optimizer = torch.optim.Adam(model.parameters())
loader = DataLoader(TensorDataset(tokens), batch_size=2)
model, optimizer, loader = accelerator.prepare(model, optimizer, loader)
logits = model(tokens)  #= (2, 9, 4)
loss = logits.mean()  #= ()
accelerator.backward(loss)
accelerator.clip_grad_norm_(model.parameters(), 1.0)
accelerator.print(loss)
accelerator.log({'loss': loss})
accelerator.save_state('state')
plain = accelerator.unwrap_model(model)
logits = plain(tokens)  #= (2, 9, 4)
alone = accelerator.prepare(plain)
logits = alone(tokens)  #= (2, 9, 4)

other = Tagger(tags=7)
trainer = transformers.Trainer(model=other, args=None, train_dataset=None)
trainer.train()
trainer.evaluate()
trainer.predict(None)
trainer.save_model('tagger')
logits = other(tokens)  #= (2, 9, 7)
