import * as v from 'valibot';
import * as vscode from 'vscode';
import { doctor } from '../doctor';
import type { Nabla } from '../nabla';
import { installPackage } from '../processes/npm-install';
import { phaseOf, tensorflow, unpackedMegabytes } from '../processes/tensorflow';
import type { Command } from './command';

/** How often the progress says how much has been unpacked. */
const UPDATE_MS = 1000;

type Progress = vscode.Progress<{ message?: string }>;

/** Nothing is downloaded but after this question. */
async function agreed(folder: string): Promise<boolean> {
  const detail =
    `npm downloads @tensorflow/tfjs-node-gpu, which downloads libtensorflow: several hundred megabytes, into ${folder}. ` +
    "A GPU is used on Linux and Windows, where it is NVIDIA's and its driver, CUDA 11.2 and cuDNN 8.1 are installed. " +
    "Nabla's own engine needs none of this.";
  const question = "Install TensorFlow's GPU backend?";
  return (await vscode.window.showInformationMessage(question, { modal: true, detail }, 'Install')) === 'Install';
}

/** Installs with progress; false if the user cancelled it. */
async function install({ context, log }: Nabla, progress: Progress, token: vscode.CancellationToken): Promise<boolean> {
  const storage = context.globalStorageUri.fsPath;
  const abort = new AbortController();
  token.onCancellationRequested(() => {
    abort.abort();
  });
  let phase = 'downloading packages';
  const tell = async () => {
    const unpacked = Math.round(await unpackedMegabytes(storage));
    progress.report({ message: unpacked > 0 ? `${phase} (${unpacked} MB unpacked)` : phase });
  };
  const telling = setInterval(() => void tell(), UPDATE_MS);
  const onLine = (line: string) => {
    log.info(line);
    phase = phaseOf(line) ?? phase;
  };
  try {
    await tell();
    await installPackage(tensorflow(storage), { onLine, signal: abort.signal });
    return true;
  } catch (error) {
    if (abort.signal.aborted) return false;
    throw error;
  } finally {
    clearInterval(telling);
  }
}

const findingsSchema = v.object({
  backends: v.array(v.object({ backend: v.string(), available: v.boolean(), detail: v.string() })),
});

/** Loads what was installed, and says whether it works and where it computes. */
async function examine(nabla: Nabla): Promise<void> {
  const { backends } = v.parse(v.pipe(v.string(), v.parseJson(), findingsSchema), await doctor(nabla, '--json'));
  const finding = backends.find(({ backend }) => backend === 'tensorflow');
  if (!finding?.available) throw new Error(`installed, but ${finding?.detail ?? 'the engine does not know it'}`);
  const use = 'Train with It';
  if ((await vscode.window.showInformationMessage(`Installed: ${finding.detail}`, use)) !== use) return;
  await vscode.workspace.getConfiguration('nabla').update('backend', 'tensorflow', vscode.ConfigurationTarget.Global);
}

/** Installs tfjs-node-gpu into the extension's storage, on request only; it is the machine's, not a workspace's. */
export const command: Command = {
  id: 'nabla.installTensorflow',
  title: 'Install TensorFlow GPU Backend…',
  icon: '$(cloud-download)',
  async run(nabla) {
    if (!(await agreed(tensorflow(nabla.context.globalStorageUri.fsPath).folder))) return;
    const location = vscode.ProgressLocation.Notification;
    const options = { location, title: 'Installing TensorFlow', cancellable: true };
    const isDone = await vscode.window.withProgress(options, (progress, token) => install(nabla, progress, token));
    if (isDone) await examine(nabla);
  },
};
