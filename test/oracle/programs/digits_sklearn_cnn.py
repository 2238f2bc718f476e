"""scikit-learn's digits: folds, one-hot targets, a network on pixels and one on images."""
import numpy as np
import torch
import torch.nn.functional as F
from sklearn.datasets import load_breast_cancer, load_digits, make_moons
from sklearn.decomposition import PCA
from sklearn.model_selection import KFold, train_test_split
from sklearn.preprocessing import MinMaxScaler, OneHotEncoder
from torch import nn

digits = load_digits()
X, y = digits.data, digits.target
images = torch.tensor(digits.images, dtype=torch.float32).unsqueeze(1) / 16

encoder = OneHotEncoder(sparse_output=False)
one_hot = torch.tensor(encoder.fit_transform(y.reshape(-1, 1)))

scaled = MinMaxScaler().fit_transform(X)
reduced = torch.from_numpy(PCA(n_components=20).fit_transform(scaled)).float()
labels = torch.from_numpy(y)

cnn = nn.Sequential(
    nn.Conv2d(1, 8, 3, padding=1),
    nn.ReLU(),
    nn.MaxPool2d(2),
    nn.Flatten(),
    nn.Linear(8 * 4 * 4, 10),
)
logits = cnn(images)
loss = F.cross_entropy(logits, labels)

mlp = nn.Sequential(nn.Linear(20, 64), nn.Tanh(), nn.Linear(64, len(digits.target_names)))
out = mlp(reduced)
accuracy = (out.argmax(dim=1) == labels).float().mean()

for fold, (train_index, test_index) in enumerate(KFold(n_splits=3).split(X)):
    train_x = reduced[train_index]
    test_x = reduced[test_index]
    train_y = labels[train_index]
    fold_out = mlp(train_x)

X_train, X_test, y_train, y_test = train_test_split(scaled, y, test_size=0.25, stratify=y)
train_tensor = torch.tensor(X_train, dtype=torch.float32)
test_tensor = torch.tensor(X_test, dtype=torch.float32)
train_labels = torch.tensor(y_train, dtype=torch.long)
score = nn.Linear(64, 10)(train_tensor)

cancer_x, cancer_y = load_breast_cancer(return_X_y=True)
cancer = torch.tensor(cancer_x, dtype=torch.float32)
cancer_target = torch.tensor(cancer_y, dtype=torch.float32)[:, None]
risk = torch.sigmoid(nn.Linear(30, 1)(cancer))

points, moons = make_moons(n_samples=200, noise=0.1, random_state=0)
points_t = torch.from_numpy(points.astype(np.float32))
grid_x, grid_y = np.meshgrid(np.linspace(-2, 2, 10), np.linspace(-1, 1, 8))
hidden = nn.Linear(2, 16)(points_t)
