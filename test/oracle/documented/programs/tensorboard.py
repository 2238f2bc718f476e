import tensorboardX
import torch
from torch import nn
from torch.utils.tensorboard import SummaryWriter


class Scorer(nn.Module):
    def __init__(self, classes):
        super().__init__()
        self.head = nn.Linear(3 * 8 * 8, classes)

    def forward(self, images):
        return self.head(images.flatten(1))  #= (4, 5) (4, 7)


def written_by(writer, model, images):
    writer.add_graph(model, images)
    writer.add_scalar('loss', 0.5, 1)
    writer.add_scalars('losses', {'train': 0.5}, 1)
    writer.add_histogram('weights', model.head.weight, 1)
    writer.add_image('first', images[0], 1)
    writer.add_images('all', images, 1)
    writer.add_image_with_boxes('boxes', images[0], torch.zeros(2, 4), 1)
    writer.add_figure('figure', None, 1)
    writer.add_text('note', 'text', 1)
    writer.add_embedding(torch.zeros(4, 2))
    writer.add_hparams({'lr': 0.1}, {'loss': 0.5})
    writer.add_pr_curve('curve', torch.ones(4), torch.ones(4), 1)
    writer.add_audio('sound', torch.zeros(1, 100), 1)
    writer.add_video('film', torch.zeros(1, 2, 3, 8, 8), 1)
    writer.add_mesh('mesh', torch.zeros(1, 4, 3))
    writer.add_custom_scalars({})
    writer.flush()
    writer.close()


images = torch.rand(4, 3, 8, 8)  #= (4, 3, 8, 8)
five = Scorer(5)
written_by(SummaryWriter('runs'), five, images)
logits = five(images)  #= (4, 5)
seven = Scorer(7)
written_by(tensorboardX.SummaryWriter('runs'), seven, images)
logits = seven(images)  #= (4, 7)
