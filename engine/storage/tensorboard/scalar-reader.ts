/** Scalars out of event messages: our own, PyTorch's, TensorFlow's and Keras's. */
import { protobufFields, type ProtobufField } from '../protobuf';
import type { PointSink } from '../series/point';
import { SESSION_START, type Moment } from './event';
import { scalarOf } from './tensor';

/** The plugin that scalars are shown by; what names another is a histogram, a text, an image. */
const SCALARS = 'scalars';

/** Tags and plugins have path-like names; what is longer is cut, so that no name takes the memory of many. */
const MAX_NAME = 1000;

/** As many tags as a reader takes: plugins of more are not remembered. */
const MAX_TAGS = 2 ** 16;

/** What an event's fields say; those that hold scalars wait until its moment is known. */
interface Parts extends Moment {
  summaries: ProtobufField[];
  isRestart: boolean;
}

function partsOf(data: Buffer, object: string): Parts {
  const parts: Parts = { wallTime: 0, step: 0, summaries: [], isRestart: false };
  for (const field of protobufFields(data, object)) {
    if (field.number === 1) parts.wallTime = field.double;
    else if (field.number === 2) parts.step = field.integer;
    else if (field.number === 5) parts.summaries.push(field);
    else if (field.number === 7) parts.isRestart = statusOf(field) === SESSION_START;
  }
  return parts;
}

const statusOf = (session: ProtobufField): number =>
  [...session.fields()].find(({ number }) => number === 1)?.integer ?? 0;

/** Field 1 of a message within, as text; invalid UTF-8 is replaced. */
function nameIn(message: ProtobufField): string {
  for (const field of message.fields()) if (field.number === 1) return textOf(field);
  return '';
}

const textOf = (field: ProtobufField): string => field.bytes.toString().slice(0, MAX_NAME);

/** The plugin that a summary's metadata name; "" if none. */
function pluginOf(metadata: ProtobufField): string {
  for (const field of metadata.fields()) if (field.number === 1) return nameIn(field);
  return '';
}

interface Value {
  tag: string;
  /** undefined for a histogram, an image, a text. */
  value: number | undefined;
  plugin: string;
}

function valueOf(message: ProtobufField): Value {
  const found: Value = { tag: '', value: undefined, plugin: '' };
  for (const field of message.fields()) {
    if (field.number === 1) found.tag = textOf(field);
    else if (field.number === 2) found.value = field.float;
    else if (field.number === 8) found.value = scalarOf(field);
    else if (field.number === 9) found.plugin = pluginOf(field);
  }
  return found;
}

export class ScalarReader {
  /** By tag: only the first of its events needs to name it. */
  readonly #plugins = new Map<string, string>();

  constructor(private readonly sink: PointSink) {}

  /**
   * Hands an event's scalars on; what is none is passed over.
   * @param object how to call the event in a message
   * @throws Problem `damaged-protobuf`
   */
  read(data: Buffer, object: string): void {
    const { summaries, isRestart, ...moment } = partsOf(data, object);
    if (isRestart) this.sink.restart(moment.step);
    for (const summary of summaries) {
      for (const field of summary.fields()) if (field.number === 1) this.#value(field, moment);
    }
  }

  #value(message: ProtobufField, { step, wallTime }: Moment): void {
    const { tag, value, plugin } = valueOf(message);
    if (plugin !== '' && this.#plugins.size < MAX_TAGS) this.#plugins.set(tag, plugin);
    if (value === undefined || (this.#plugins.get(tag) ?? SCALARS) !== SCALARS) return;
    this.sink.point(tag, { step, wallTime, value });
  }
}
