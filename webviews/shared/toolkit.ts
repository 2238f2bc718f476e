/** The one module that knows the component toolkit: a successor is a change of this file. */
import {
  provideVSCodeDesignSystem,
  vsCodeButton,
  vsCodeCheckbox,
  vsCodeDropdown,
  vsCodeOption,
  vsCodeTextField,
} from '@vscode/webview-ui-toolkit';
import type { Button, Checkbox, Dropdown, TextField } from '@vscode/webview-ui-toolkit';
import { element } from './dom';

provideVSCodeDesignSystem().register(
  vsCodeButton(),
  vsCodeCheckbox(),
  vsCodeDropdown(),
  vsCodeOption(),
  vsCodeTextField(),
);

interface Elements {
  'vscode-button': Button;
  'vscode-checkbox': Checkbox;
  'vscode-dropdown': Dropdown;
  'vscode-text-field': TextField;
}

/** The registration above makes these tags these classes. */
const create = <Tag extends keyof Elements>(tag: Tag): Elements[Tag] =>
  document.createElement<never>(tag as never) as Elements[Tag];

/** A button; `secondary` is for what is not the main thing to do. */
export function button(label: string, appearance: 'primary' | 'secondary', onPress: () => void): Button {
  const made = create('vscode-button');
  made.setAttribute('appearance', appearance);
  made.textContent = label;
  made.addEventListener('click', onPress);
  return made;
}

/** A box to tick. */
export function checkbox(label: string, checked: boolean, onChange: (checked: boolean) => void): Checkbox {
  const made = create('vscode-checkbox');
  made.textContent = label;
  made.checked = checked;
  made.addEventListener('change', () => {
    onChange(made.checked);
  });
  return made;
}

/** A line to type into. */
export function textField(id: string, onInput: (text: string) => void): TextField {
  const made = create('vscode-text-field');
  made.id = id;
  made.addEventListener('input', () => {
    onInput(made.value);
  });
  return made;
}

/** A choice of one. */
export function dropdown(id: string, onChange: (value: string) => void): Dropdown {
  const made = create('vscode-dropdown');
  made.id = id;
  made.addEventListener('change', () => {
    onChange(made.value);
  });
  return made;
}

/** An entry of a dropdown. */
export function option(value: string, label: string): HTMLElement {
  return Object.assign(document.createElement('vscode-option'), { value, textContent: label });
}

/** A slider; the toolkit has none, so the browser's own is coloured by the theme. */
export function slider(label: string, value: number, onInput: (value: number) => void): HTMLInputElement {
  const attributes = { type: 'range', min: '0', max: '0.99', step: '0.01', 'aria-label': label };
  const made = element('input', { class: 'slider', attributes });
  made.value = String(value);
  made.addEventListener('input', () => {
    onInput(made.valueAsNumber);
  });
  return made;
}

export type { Button, Dropdown, TextField };
