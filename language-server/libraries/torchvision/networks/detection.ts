/**
 * What networks that find things take and give: a list of pictures (3, H, W), which become one batch of other sizes, and
 * for each of them any number of things up to the most that are kept.
 */
export const DETECTION = `
def some(count, device):
    return torch.where(torch.rand(count, device=device) > 0.5)[0]

def detected(image, most):
    device = image.device
    found = some(most, device)
    return {'boxes': torch.rand(most, 4, device=device)[found],
            'labels': torch.ones(most, dtype=torch.int64, device=device)[found],
            'scores': torch.rand(most, device=device)[found]}

class GeneralizedRCNNTransform(nn.Module):
    def __init__(self, min_size, max_size, image_mean, image_std):
        super().__init__()
        self.min_size = min_size if isinstance(min_size, (list, tuple)) else (min_size,)
        self.max_size = max_size
        self.image_mean = image_mean
        self.image_std = image_std

    def forward(self, images):
        image = images[0]
        normal = image - torch.zeros(len(self.image_mean), 1, 1, device=image.device)
        channels, _, _ = normal.shape
        height, width = torch.randint(32, self.max_size, (2,)).tolist()
        return torch.zeros(len(images), channels, height, width, device=image.device)
`;
