"""Writes the files of this folder, as PyTorch users have them. Made with Python 3.11, torch 2.13.0 and safetensors 0.8.0."""

import torch
from safetensors.torch import save_file


class Net(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.fc1 = torch.nn.Linear(2, 1)

    def forward(self, x):
        return self.fc1(x)


net = Net()
net.fc1.weight.data = torch.tensor([[1.0, -2.0]])
net.fc1.bias.data = torch.tensor([0.5])
torch.save(net.state_dict(), "state-dict.pt")
torch.save(net.state_dict(), "state-dict-before-1.6.pt", _use_new_zipfile_serialization=False)
torch.jit.script(net).save("scripted.pt")
torch.export.save(torch.export.export(net, (torch.zeros(1, 2),)), "exported.pt2")
save_file(torch.nn.DataParallel(net).state_dict(), "data-parallel.safetensors")
save_file(torch.compile(net).state_dict(), "compiled.safetensors")
save_file(torch.nn.DataParallel(torch.compile(net)).state_dict(), "compiled-data-parallel.safetensors")
