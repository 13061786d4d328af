import { h, iconButton, put } from '../dom';
import { t } from '../i18n';

let timer = 0;

/** Says something for a moment, to eyes and to screen readers; with more than words it stays until it is closed. */
export function notice(sentence: string, more: HTMLElement | null = null): void {
  let place = document.querySelector<HTMLElement>('.notice');
  if (!place) {
    place = h('div', { class: 'notice', role: 'status', 'aria-live': 'polite' });
    document.body.append(place);
  }
  const shown = place;
  const close = (): void => shown.classList.remove('shown');
  put(shown, h('span', null, sentence), more, more && iconButton('close', t('close'), close));
  shown.classList.add('shown');
  clearTimeout(timer);
  if (!more) {
    timer = window.setTimeout(close, 3500);
  }
}
