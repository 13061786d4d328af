import { ask, type Derivative, type Derivatives } from '../api';
import { h, put } from '../dom';
import { text } from '../graph/scene';
import { t } from '../i18n';
import { formula } from '../math';
import { chooser } from './explore';
import type { View } from './view';

/** What a derivative is called, as the server calls it. */
export function title(derive: { of: string; wrt: string }[]): string {
  const [first] = derive;
  if (!first) {
    return '';
  }
  const order = derive.length === 1 ? '' : derive.length === 2 ? '²' : '³';
  const by = derive.map(each => each.wrt);
  return `∂${order}${first.of}/${by.every(name => name === by[0]) ? `∂${by[0]}${order}` : by.map(name => '∂' + name).join('')}`;
}

function line(each: Derivative, extra: HTMLElement | null = null): HTMLElement {
  return h('div', { class: 'derivative' },
    h('div', { class: 'derivative-formula' }, formula(`${each.name} = ${each.latex ?? '\\dots'}`, each.text ?? '', false),
      ...(each.with ?? []).map(definition => h('div', { class: 'definition' }, formula(definition)))),
    h('div', { class: 'derivative-value' }, h('output', { class: 'number' }, text(each.value)), extra));
}

export const higher: View = {
  id: 'higher',
  title: 'higher',
  layout: 'graph',
  mount({ app, panel }) {
    const head = h('section', { class: 'card' });
    const first = h('section', { class: 'card' });
    const second = h('section', { class: 'card' });
    put(panel, head, first, second);
    let asked = 0;
    const load = async (): Promise<void> => {
      const doc = app.doc;
      const derive = app.state.derive;
      if (!doc) {
        return;
      }
      if (!head.contains(document.activeElement) || derive.length > 0) {
        put(head, h('p', { class: 'says' }, t('higherSays')),
          derive.length > 0
            ? h('div', null, h('p', { class: 'shown-now' }, t('nowShown', title(derive))),
              h('button', { type: 'button', onclick: () => app.open({ derive: [] }) }, t('showBase')))
            : doc.to === undefined ? h('p', { class: 'hint' }, t('noStart'))
              : h('label', { class: 'choice' }, h('span', null, t('of')), chooser(app, 'to', t('of'))));
      }
      if (doc.to === undefined) {
        asked++;
        put(first, h('p', { class: 'says' }, t('constant')));
        second.hidden = true;
        return;
      }
      const turn = ++asked;
      try {
        const all = await ask<Derivatives>('/api/derivatives', { ...app.subject(), of: doc.to });
        if (turn !== asked) {
          return;
        }
        const go = (wrt: string): HTMLElement | null => derive.length >= 3 ? null : h('button', {
          type: 'button', class: 'quiet', 'data-derive': wrt,
          onclick: () => app.open({ derive: derive.length > 0 ? [...derive, { of: derive[0]!.of, wrt }] : [{ of: all.name, wrt }] }),
        }, derive.length > 0 ? t('again') : t('showGraph'));
        put(first, h('h2', null, t('first')), ...all.first.map(each => line(each, go(each.by ?? ''))),
          all.first.length < all.inputs && h('p', { class: 'hint' }, t('onlySome', all.first.length, all.inputs)));
        second.hidden = all.second.length === 0;
        const upper = all.second.filter(each => each.column! >= each.row!);
        const size = Math.max(0, ...all.second.map(each => each.row! + 1));
        put(second, h('h2', null, t('second')), h('p', { class: 'hint' }, t('symmetric')),
          size > 1 && h('div', { class: 'matrix-frame', tabindex: 0, role: 'group', 'aria-label': t('second') }, h('table', { class: 'matrix' }, h('tbody', null, ...Array.from({ length: size }, (_, i) => h('tr', null,
            ...all.second.filter(each => each.row === i).map(each => h('td', null, text(each.value)))))))),
          ...upper.map(each => line(each)),
          size < all.inputs && h('p', { class: 'hint' }, t('onlySome', size, all.inputs)));
      } catch {
        put(first);
        put(second);
      }
    };
    const ends = [app.on('doc', () => void load())];
    void load();
    return () => ends.forEach(end => end());
  },
};
