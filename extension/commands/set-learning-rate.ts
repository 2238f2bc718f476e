import * as vscode from 'vscode';
import { pickLive } from '../run-picker';
import type { Command } from './command';

/** What is wrong with a rate as it is typed; undefined where nothing is. */
function wrong(text: string): string | undefined {
  const rate = Number(text);
  return text.trim() !== '' && Number.isFinite(rate) && rate > 0 ? undefined : 'A number above 0, like 0.001 or 1e-3';
}

/** Changes the learning rate of a training from its next step on. */
export const command: Command = {
  id: 'nabla.setLearningRate',
  title: 'Set Learning Rate…',
  icon: '$(dashboard)',
  enablement: 'nabla.training',
  async run(nabla, target) {
    const run = await pickLive(nabla, target, 'Which training’s learning rate?');
    if (!run) return;
    const { title, baseRate, learningRate } = run.model.summary;
    const now = baseRate ?? learningRate;
    const text = await vscode.window.showInputBox({
      title: `Learning rate of "${title}"`,
      prompt: `From the next step on; the schedule goes on multiplying it.${now === null ? '' : ` Now ${now}.`}`,
      value: now === null ? '' : String(now),
      validateInput: wrong,
    });
    if (text !== undefined) run.setLearningRate(Number(text));
  },
};
