import * as vscode from 'vscode';
import type { FormValues, FromTrain, ToTrain } from '../../webviews/train/contract';
import { train } from '../../webviews/train/descriptor';
import type { Source } from '../catalogue';
import type { Nabla } from '../nabla';
import { WebviewHost } from '../panels/webview-host';
import { Throttle } from '../runs/throttle';
import { isTrusted, manageTrust } from '../trust';
import type { View } from './view';

/** The form while it is shown: what it can choose from, and what the current run does. */
class TrainForm {
  readonly #host: WebviewHost<ToTrain, FromTrain>;
  readonly #update = new Throttle(() => {
    this.#post();
  });
  #sources: Source[] | undefined;
  #problem: string | null = null;

  constructor(
    webview: vscode.Webview,
    private readonly nabla: Nabla,
  ) {
    this.#host = new WebviewHost(webview, nabla.context.extensionUri, train, (message) => {
      this.#receive(message);
    });
  }

  follow(): vscode.Disposable {
    const specifications = vscode.workspace.createFileSystemWatcher('**/*.nabla.json');
    const reload = () => void this.#load();
    return vscode.Disposable.from(
      this.nabla.runs.changed.on(() => {
        this.#update.request();
      }),
      vscode.workspace.onDidGrantWorkspaceTrust(reload),
      specifications,
      specifications.onDidChange(reload),
      specifications.onDidCreate(reload),
      specifications.onDidDelete(reload),
      this.#update,
      this.#host,
    );
  }

  async #load(): Promise<void> {
    try {
      if (isTrusted()) this.#sources = await this.nabla.catalogue.sources();
      this.#problem = null;
    } catch (error) {
      this.#problem = error instanceof Error ? error.message : String(error);
    }
    this.#post();
  }

  #post(): void {
    const choices = this.#sources?.map(({ id, label, group, defaults }) => ({ id, label, group, defaults }));
    const run = this.nabla.runs.current?.model.summary ?? null;
    this.#host.post({ type: 'state', choices: choices ?? null, run, trusted: isTrusted(), problem: this.#problem });
  }

  #receive(message: FromTrain): void {
    const run = this.nabla.runs.current;
    switch (message.type) {
      case 'ready':
        this.#post();
        void this.#load();
        break;
      case 'start':
        void this.#start(message.choice, message.values);
        break;
      case 'stop':
        run?.stop();
        break;
      case 'resume':
        if (run) void this.nabla.training.resume(run);
        break;
      case 'showMonitor':
        if (run) this.nabla.monitors.show(run);
        break;
      case 'manageTrust':
        void manageTrust();
        break;
    }
  }

  async #start(choice: string, values: FormValues): Promise<void> {
    const source = this.#sources?.find(({ id }) => id === choice);
    if (source) await this.nabla.training.start(source, values);
  }
}

/** The training form. */
export const view: View = {
  id: train.id,
  register: (nabla) =>
    vscode.window.registerWebviewViewProvider(train.id, {
      resolveWebviewView(shown) {
        const following = new TrainForm(shown.webview, nabla).follow();
        shown.onDidDispose(() => {
          following.dispose();
        });
      },
    }),
};
