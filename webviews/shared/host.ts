/** What VS Code gives a frame. */
interface VsCodeApi {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: unknown): void;
}

declare function acquireVsCodeApi(): VsCodeApi;

/** The frame's end of the wire: typed messages out, decoded messages in, and the state that outlives a hidden frame. */
export interface Host<From, State> {
  post(message: From): void;
  readonly state: State;
  keep(state: Partial<State>): void;
}

/**
 * Connects to the extension host; what arrives and does not fit is dropped.
 * @param decodeState gives defaults for what is missing or damaged
 */
export function connect<To, From, State extends object>(
  decode: (message: unknown) => To | undefined,
  decodeState: (state: unknown) => State,
  receive: (message: To) => void,
): Host<From, State> {
  const api = acquireVsCodeApi();
  let state = decodeState(api.getState());
  window.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
    const message = decode(data);
    if (message !== undefined) receive(message);
  });
  return {
    post: (message) => {
      api.postMessage(message);
    },
    get state() {
      return state;
    },
    keep: (change) => {
      state = { ...state, ...change };
      api.setState(state);
    },
  };
}
