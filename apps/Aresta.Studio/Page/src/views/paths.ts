import { ask, type Chain, type Paths } from '../api';
import { h, put, s } from '../dom';
import { text } from '../graph/scene';
import { t, whole } from '../i18n';
import { formula } from '../math';
import { chooser } from './explore';
import type { View } from './view';

function chainPicture(chain: Chain): SVGSVGElement {
  const shown = Math.min(chain.length, 12);
  const gap = 320 / shown;
  const nodes: SVGElement[] = [];
  for (let stage = 0; stage < shown; stage++) {
    for (let edge = 0; edge < chain.width; edge++) {
      const bend = (edge - (chain.width - 1) / 2) * Math.min(22, 70 / chain.width);
      const [x, next] = [20 + stage * gap, 20 + (stage + 1) * gap];
      nodes.push(s('path', { class: `chain-edge tone-${edge % 3}`, d: `M${x} 45 Q${(x + next) / 2} ${45 + 2 * bend} ${next} 45` }));
    }
  }
  for (let stage = 0; stage <= shown; stage++) {
    nodes.push(s('circle', { class: 'chain-node', cx: 20 + stage * gap, cy: 45, r: Math.min(9, 4 + gap / 12) }));
  }
  return s('svg', { viewBox: '0 0 360 90', class: 'chain-picture', role: 'img', 'aria-label': t('chainPicture', chain.length, chain.width) }, ...nodes);
}

/** Naive against merged: how many paths there are, and how few edges. */
function chainCard(): HTMLElement {
  const result = h('div', { class: 'chain-result', 'aria-live': 'polite' });
  const length = h('input', { type: 'range', min: 1, max: 30, value: 2, id: 'chain-length' });
  const width = h('input', { type: 'range', min: 1, max: 5, value: 3, id: 'chain-width' });
  const [lengthShown, widthShown] = [h('output', { for: 'chain-length' }), h('output', { for: 'chain-width' })];
  const says = h('p', { class: 'says' });
  let asked = 0;
  const load = async (): Promise<void> => {
    const turn = ++asked;
    lengthShown.textContent = length.value;
    widthShown.textContent = width.value;
    says.textContent = t('chainSays', width.value);
    try {
      const chain = await ask<Chain>('/api/chain', { length: Number(length.value), width: Number(width.value) });
      if (turn !== asked) {
        return;
      }
      const most = Math.log10(Math.max(10, Number(chain.naive)));
      const bar = (tone: string, name: string, detail: string, number: number): HTMLElement => {
        const fill = h('div', { class: 'cost-fill' });
        fill.style.width = `${Math.max(2, (100 * Math.log10(Math.max(1.1, number))) / most)}%`;
        return h('div', { class: `cost ${tone}` }, h('div', { class: 'cost-name' }, h('span', null, name), h('b', null, detail)), h('div', { class: 'cost-bar' }, fill));
      };
      put(result, chainPicture(chain),
        bar('naive', t('chainNaive'), t('chainPaths', whole(chain.paths), whole(chain.naive)), Number(chain.naive)),
        bar('reverse', t('chainMerged'), t('chainEdges', whole(chain.edges)), chain.edges),
        h('dl', { class: 'facts' },
          chain.sum && h('div', { class: 'fact block' }, h('dt', null, t('chainSum')), h('dd', { class: 'expression' }, chain.sum)),
          h('div', { class: 'fact block' }, h('dt', null, t('factored')), h('dd', { class: 'expression' }, chain.factored.length > 400 ? chain.factored.slice(0, 400) + ' …' : chain.factored))));
    } catch {
      put(result);
    }
  };
  length.addEventListener('input', () => void load());
  width.addEventListener('input', () => void load());
  void load();
  return h('section', { class: 'card chain' }, h('h2', null, t('chainTitle')), says,
    h('div', { class: 'input wide-name' }, h('label', { for: 'chain-length' }, t('chainLength')), length, lengthShown),
    h('div', { class: 'input wide-name' }, h('label', { for: 'chain-width' }, t('chainWidth')), width, widthShown), result);
}

export const paths: View = {
  id: 'paths',
  title: 'paths',
  layout: 'graph',
  mount({ app, canvas, panel }) {
    const choice = h('section', { class: 'card' });
    const list = h('section', { class: 'card' });
    put(panel, choice, list, chainCard());
    let found: Paths | null = null;
    let lit = -1;
    let asked = 0;

    canvas.look = {
      box: place => {
        const box = app.doc?.drawn[place];
        if (!found || !box) {
          return {};
        }
        const path = found.list[lit];
        const holds = (values: number[]): boolean => values.some(value => value === box.value || box.members?.includes(value));
        return path ? (holds(path.nodes) ? { tone: 'path', strong: true } : { faint: true })
          : { faint: !found.list.some(each => holds(each.nodes)) };
      },
      arrow: place => {
        const arrow = app.doc?.arrows[place];
        if (!found || !arrow) {
          return {};
        }
        const letter = arrow.letter && (app.doc?.partials[place]?.partial?.text ?? '') !== '' ? `${arrow.letter} = ${app.doc?.partials[place]?.partial?.text}` : undefined;
        const label = letter && letter.length <= 12 ? letter : arrow.letter ?? undefined;
        const path = found.list[lit];
        const crossed = arrow.edges.some(edge => (path ? path.edges : found!.crossed).includes(edge));
        return { ...(path && crossed ? { tone: 'path' as const, strong: true } : { faint: !crossed }), label };
      },
    };

    const show = (): void => {
      canvas.update();
      if (!found) {
        return;
      }
      const doc = app.doc!;
      const [from, to] = [app.nameOf(found.from), app.nameOf(found.to)];
      const latex = (value: number): string => doc.named.find(each => each.value === value)?.latex ?? '';
      const light = (i: number): void => {
        lit = i;
        show();
        list.querySelectorAll<HTMLElement>('.path-row')[i]?.focus();
      };
      put(list,
        h('div', { class: 'counters two' },
          h('div', { class: 'counter' }, h('span', null, t('pathCount')), h('output', { class: 'big number', 'data-testid': 'path-count' }, whole(found.count))),
          h('div', { class: 'counter' }, h('span', null, t('edgeCount')), h('output', { class: 'big number' }, whole(found.edges)))),
        found.count === '0' ? h('p', { class: 'says' }, t('noPaths', from, to)) : h('p', { class: 'says' }, t('pathsSay')),
        h('ol', { class: 'path-list' }, ...found.list.slice(0, 100).map((path, i) => h('li', null, h('button', {
          type: 'button', class: `path-row${i === lit ? ' lit' : ''}`, 'aria-pressed': String(i === lit),
          onmouseenter: () => {
            if (lit !== i) {
              lit = i;
              list.querySelectorAll('.path-row').forEach((each, k) => each.classList.toggle('lit', k === i));
              canvas.update();
            }
          },
          onclick: () => light(i),
          onfocus: () => {
            if (lit !== i) {
              lit = i;
              list.querySelectorAll('.path-row').forEach((each, k) => each.classList.toggle('lit', k === i));
              canvas.update();
            }
          },
        },
        h('span', { class: 'path-names' }, path.names),
        h('span', { class: 'path-product' }, `${path.letters} = ${path.factors ?? '…'}${path.product && path.edges.length > 1 ? ` = ${text(path.product)}` : ''}`))))),
        Number(found.count) > Math.min(100, found.list.length) && h('p', { class: 'hint' }, t('morePaths', whole((BigInt(found.count) - BigInt(Math.min(100, found.list.length))).toString()))),
        found.count !== '0' && h('div', { class: 'answer' },
          formula(`\\frac{\\partial ${latex(found.to)}}{\\partial ${latex(found.from)}} =`, `∂${to}/∂${from} =`), h('output', { class: 'big number', 'data-testid': 'path-sum' }, text(found.sum))),
        found.symbol && found.count !== '1' ? h('div', { class: 'factored' }, h('h3', null, t('factored')), h('p', { class: 'hint' }, t('factoredSays')),
          h('p', { class: 'expression', 'data-testid': 'factored' }, found.symbol.length > 600 ? found.symbol.slice(0, 600) + ' …' : found.symbol),
          found.numbers && found.numbers.length < 400 && h('p', { class: 'expression' }, `= ${found.numbers} = ${text(found.sum)}`)) : null);
    };

    const load = async (): Promise<void> => {
      const doc = app.doc;
      if (!doc || doc.from === undefined || doc.to === undefined) {
        put(choice, h('p', { class: 'hint' }, t('noStart')));
        put(list);
        return;
      }
      if (!choice.contains(document.activeElement)) {
        put(choice, h('p', { class: 'question' }, t('pathsFrom'), ' ', chooser(app, 'from', t('pathsFrom')), ' ', t('pathsTo'), ' ', chooser(app, 'to', t('pathsTo'))));
      }
      const turn = ++asked;
      try {
        const next = await ask<Paths>('/api/paths', { ...app.subject(), from: doc.from, to: doc.to });
        if (turn === asked) {
          if (found?.from !== next.from || found?.to !== next.to || found?.count !== next.count) {
            lit = -1;
          }
          found = next;
          show();
        }
      } catch {
        // The editor says what is wrong with the program.
      }
    };
    const leave = (): void => {
      if (lit >= 0 && !list.contains(document.activeElement)) {
        lit = -1;
        list.querySelectorAll('.path-row').forEach(each => each.classList.remove('lit'));
        canvas.update();
      }
    };
    list.addEventListener('mouseleave', leave);
    const ends = [app.on('doc', () => void load()), app.on('chosen', () => canvas.update())];
    void load();
    return () => {
      ends.forEach(end => end());
      canvas.look = {};
    };
  },
};
