import { element } from '../shared/dom';
import { connect } from '../shared/host';
import type { FromTrain, ToTrain, TrainState } from './contract';
import { decodeToTrain, decodeTrainState } from './contract';
import { Form } from './form';
import { Progress } from './progress';
import './style.css';

const host = connect<ToTrain, FromTrain, TrainState>(decodeToTrain, decodeTrainState, receive);

const form = new Form(host);
const progress = new Progress((type) => {
  host.post({ type });
});

document.body.append(element('main', { class: 'train' }, form.root, progress.root));
host.post({ type: 'ready' });

function receive(state: ToTrain): void {
  form.show(state);
  progress.show(state.run);
}
