import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import { page } from './page';

/** A webview: its id, its bundle in dist/webviews and the decoder of what its frame sends. */
export interface Descriptor<From> {
  id: string;
  title: string;
  bundle: string;
  decode: (message: unknown) => From | undefined;
}

/**
 * The one host of webviews. The frame may load its own bundle and nothing else; what it sends is decoded, and dropped
 * when it does not fit.
 */
export class WebviewHost<To, From> {
  readonly #webview: vscode.Webview;
  readonly #listening: vscode.Disposable;
  #isDisposed = false;

  constructor(
    webview: vscode.Webview,
    extension: vscode.Uri,
    { title, bundle, decode }: Descriptor<From>,
    receive: (message: From) => void,
  ) {
    const folder = vscode.Uri.joinPath(extension, 'dist', 'webviews');
    const address = (file: string) => webview.asWebviewUri(vscode.Uri.joinPath(folder, file)).toString();
    this.#webview = webview;
    this.#listening = webview.onDidReceiveMessage((message: unknown) => {
      const decoded = decode(message);
      if (decoded !== undefined) receive(decoded);
    });
    webview.options = { enableScripts: true, localResourceRoots: [folder] };
    webview.html = page({
      title,
      source: webview.cspSource,
      nonce: randomBytes(16).toString('hex'),
      script: address(`${bundle}.js`),
      style: address(`${bundle}.css`),
    });
  }

  /** Sends to the frame; a hidden one misses it, and asks for everything with `ready` when it is back. */
  post(message: To): void {
    if (!this.#isDisposed) void this.#webview.postMessage(message);
  }

  dispose(): void {
    this.#isDisposed = true;
    this.#listening.dispose();
  }
}
