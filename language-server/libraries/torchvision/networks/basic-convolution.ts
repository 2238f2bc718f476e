/** What GoogLeNet and its successor are built of. */
export const BASIC_CONVOLUTION = `class BasicConv2d(nn.Module):
    def __init__(self, width, out, kernel_size, stride=1, padding=0):
        super().__init__()
        self.conv = nn.Conv2d(width, out, kernel_size, stride, padding, bias=False)
        self.bn = nn.BatchNorm2d(out, eps=0.001)

    def forward(self, x):
        return F.relu(self.bn(self.conv(x)), inplace=True)
`;
