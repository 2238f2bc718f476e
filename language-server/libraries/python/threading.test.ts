import { check } from '../../testing/check';

const HEAD = `import threading
import torch
class Worker(threading.Thread):
    def __init__(self, found):
        super().__init__()
        self.found = found
    def run(self):
        self.found.append(torch.zeros(2, 3))
        made.append(torch.zeros(2, 3))
found, made = [], []
worker = Worker(found)
`;

describe('a thread of a class of the program', () => {
  it('changes what its run changes once it is started', () =>
    check(`${HEAD}worker.start()
worker.join()
torch.cat(made)
torch.cat(found)
`));

  it('changes nothing before', () =>
    check(`${HEAD}torch.cat(made)
^^^^^^^^^^^^^^^ argument-mismatch
`));
});
