import { element, setText } from '../shared/dom';
import { checkbox, slider } from '../shared/toolkit';
import type { MonitorState } from './contract';

/** How the curves are drawn: smoothing and the axis. */
export class Controls {
  readonly root: HTMLElement;

  constructor({ smoothing, logarithmic }: MonitorState, change: (change: Partial<MonitorState>) => void) {
    const value = element('output', { class: 'number' }, smoothing.toFixed(2));
    const weight = slider('Smoothing', smoothing, (weight) => {
      setText(value, weight.toFixed(2));
      change({ smoothing: weight });
    });
    const axis = checkbox('Logarithmic axis', logarithmic, (checked) => {
      change({ logarithmic: checked });
    });
    const label = element('label', { class: 'smoothing' }, 'Smoothing', weight, value);
    this.root = element('div', { class: 'controls' }, label, axis);
  }
}
