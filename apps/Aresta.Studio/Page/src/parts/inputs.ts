import type { Input } from '../api';
import type { App } from '../app';
import { h, put } from '../dom';
import { t, whole } from '../i18n';

const few = 24;

// The slider covers what is usual, and more where the value is more.
function range(value: number): [number, number, number] {
  const most = Math.max(5, Math.ceil(Math.abs(value) * 1.5));
  return [-most, most, most <= 10 ? 0.01 : most / 1000];
}

/** A slider and a field for each input; what is written in a field may also be a list, or π/2. */
export function inputs(app: App): HTMLElement {
  const list = h('div', { class: 'inputs' });
  const section = h('section', { class: 'card' }, h('div', { class: 'card-head' }, h('h2', null, t('inputs'))), list);
  let built = '';
  let all = false;
  const rows = new Map<string, { field: HTMLInputElement; slider: HTMLInputElement | null }>();

  const row = (input: Input): HTMLElement => {
    const field = h('input', { type: 'text', id: `input-${input.name}`, value: input.given, inputmode: 'text', autocomplete: 'off', spellcheck: 'false', 'aria-label': t('valueOf', input.name) });
    const isNumber = input.at.number !== undefined;
    const [least, most, step] = range(input.at.number ?? 0);
    const slider = isNumber
      ? h('input', { type: 'range', min: least, max: most, step, value: input.at.number ?? 0, 'aria-label': t('slide', input.name) }) : null;
    const set = (text: string): void => app.change({ values: { ...app.state.values, [input.name]: text } });
    field.addEventListener('input', () => set(field.value));
    slider?.addEventListener('input', () => {
      field.value = String(Number(slider.value));
      set(field.value);
    });
    rows.set(input.name, { field, slider });
    return h('div', { class: `input${isNumber ? '' : ' wide'}` }, h('label', { for: `input-${input.name}` }, input.name), slider, field);
  };

  const update = (): void => {
    const doc = app.doc;
    if (!doc) {
      return;
    }
    const key = JSON.stringify([all, doc.inputs.map(input => [input.name, input.at.number !== undefined])]);
    if (key !== built) {
      built = key;
      rows.clear();
      const shown = all ? doc.inputs : doc.inputs.slice(0, few);
      put(list, ...shown.map(row), shown.length < doc.inputs.length && h('button', {
        type: 'button', class: 'quiet', onclick: () => {
          all = true;
          update();
        },
      }, t('moreInputs', whole(doc.inputs.length))), doc.inputs.length === 0 && h('p', { class: 'hint' }, t('noInputs')));
      return;
    }
    for (const input of doc.inputs) {
      const known = rows.get(input.name);
      if (known && document.activeElement !== known.field && known.field.value !== input.given) {
        known.field.value = input.given;
      }
      if (known?.slider && input.at.number !== undefined && document.activeElement !== known.slider) {
        const [least, most, step] = range(input.at.number);
        if (Math.abs(input.at.number) > Number(known.slider.max)) {
          Object.assign(known.slider, { min: String(least), max: String(most), step: String(step) });
        }
        known.slider.value = String(input.at.number);
      }
    }
  };
  app.on('doc', update);
  update();
  return section;
}
