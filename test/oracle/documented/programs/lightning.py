import lightning as L
import lightning.pytorch
import pytorch_lightning as pl
import torch
from torch import nn


class Classifier(pl.LightningModule):
    def __init__(self, classes=6):
        super().__init__()
        self.save_hyperparameters()
        self.head = nn.Linear(20, classes)
        self.kept = nn.Linear(20, 3)

    def configure_model(self):
        self.kept = nn.Linear(20, self.trainer.num_devices)

    def forward(self, features):
        return self.head(features)

    def training_step(self, batch, index):
        features, labels = batch
        loss = nn.functional.cross_entropy(self(features), labels)  #= ()
        self.log('loss', loss)
        return loss  #= ()


class Renamed(L.LightningModule):
    def __init__(self):
        super().__init__()
        self.head = nn.Linear(20, 2)

    def forward(self, features):
        return self.head(features)  #= (4, 2)


features = torch.rand(4, 20)  #= (4, 20)
classifier = Classifier()
trainer = pl.Trainer(max_epochs=1)
trainer.fit(classifier)
trainer.validate(classifier)
trainer.test(classifier)
trainer.predict(classifier)
logits = classifier(features)  #= (4, 6)
other = classifier.kept(features)
renamed = Renamed()
for each in (L.Trainer(), lightning.pytorch.Trainer()):
    each.fit(renamed)
    each.validate(renamed)
    each.test(renamed)
    each.predict(renamed)
logits = renamed(features)  #= (4, 2)
