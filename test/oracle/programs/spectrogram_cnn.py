import math

import torch
import torch.nn as nn


def mel_filterbank(n_mels, n_fft, sr):
    def hz_to_mel(f):
        return 2595.0 * math.log10(1.0 + f / 700.0)

    freqs = torch.linspace(0, sr // 2, n_fft // 2 + 1)
    m_pts = torch.linspace(hz_to_mel(0.0), hz_to_mel(sr / 2), n_mels + 2)
    f_pts = 700.0 * (10.0 ** (m_pts / 2595.0) - 1.0)
    f_diff = f_pts[1:] - f_pts[:-1]
    slopes = f_pts.unsqueeze(0) - freqs.unsqueeze(1)
    down_slopes = (-1.0 * slopes[:, :-2]) / f_diff[:-1]
    up_slopes = slopes[:, 2:] / f_diff[1:]
    return torch.max(torch.zeros(1), torch.min(down_slopes, up_slopes))


class LogMel(nn.Module):
    def __init__(self, sr=8000, n_fft=128, hop=64, n_mels=20):
        super().__init__()
        self.n_fft, self.hop = n_fft, hop
        self.register_buffer("window", torch.hann_window(n_fft))
        self.register_buffer("fb", mel_filterbank(n_mels, n_fft, sr))

    def forward(self, wave):
        frames = wave.unfold(-1, self.n_fft, self.hop) * self.window
        spec = torch.fft.rfft(frames, dim=-1).abs().pow(2)
        mel = spec @ self.fb
        return torch.log(mel + 1e-6).transpose(1, 2)


class AudioNet(nn.Module):
    def __init__(self, n_classes=5):
        super().__init__()
        self.front = LogMel()
        self.conv = nn.Sequential(
            nn.Conv2d(1, 8, (3, 3), padding=1), nn.BatchNorm2d(8), nn.ReLU(), nn.MaxPool2d((2, 2)),
            nn.Conv2d(8, 16, (3, 3), padding=1), nn.BatchNorm2d(16), nn.ReLU(), nn.MaxPool2d((2, 4)))
        self.gru = nn.GRU(16 * 5, 12, batch_first=True)
        self.fc = nn.Linear(12, n_classes)

    def forward(self, wave):
        mel = self.front(wave)
        mel = (mel - mel.mean(dim=(1, 2), keepdim=True)) / mel.std(dim=(1, 2), keepdim=True)
        x = self.conv(mel.unsqueeze(1))  # (B, 16, n_mels // 4, T // 8)
        x = x.permute(0, 3, 1, 2).flatten(2)
        _, h = self.gru(x)
        return self.fc(h[-1])


waves = torch.randn(3, 4000)
scores = AudioNet()(waves)
stft = torch.stft(waves, n_fft=64, hop_length=32, window=torch.hann_window(64), return_complex=True)
magnitude = stft.abs()
back = torch.istft(stft, n_fft=64, hop_length=32, window=torch.hann_window(64))
