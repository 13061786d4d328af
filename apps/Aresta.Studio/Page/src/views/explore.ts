import { ask, type EdgeDetail, type Explored, type NodeDetail } from '../api';
import type { App } from '../app';
import { h, iconButton, put, type Child } from '../dom';
import { t, whole } from '../i18n';
import { formula } from '../math';
import { brief, text } from '../graph/scene';
import type { View } from './view';

const row = (name: Child, value: Child, extra = ''): HTMLElement => h('div', { class: `fact ${extra}` }, h('dt', null, name), h('dd', null, value));

function partial(of: string, by: string): string {
  return `\\frac{\\partial ${of}}{\\partial ${by}}`;
}

/** A choice among the values from which sweeps can start. */
export function chooser(app: App, kind: 'from' | 'to', label: string): HTMLSelectElement {
  const current = kind === 'from' ? app.doc?.from : app.doc?.to;
  const order = kind === 'from' ? ['input', 'inner', 'output'] : ['output', 'inner', 'input'];
  const named = [...(app.doc?.named ?? [])].sort((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind)).slice(0, 400);
  const select = h('select', { 'aria-label': label, 'data-choice': kind },
    ...named.map(each => h('option', { value: each.name, selected: each.value === current }, each.name)));
  select.addEventListener('change', () => app.change({ [kind]: select.value }));
  return select;
}

function nodeFacts(app: App, detail: NodeDetail, from: string, to: string, choose: (value: number) => void): HTMLElement[] {
  const named = (name: string): string => app.doc?.named.find(each => each.name === name)?.latex ?? name;
  const links = (values: number[]): HTMLElement => h('span', { class: 'links' }, ...values.slice(0, 30).map(value =>
    h('button', { type: 'button', class: 'chip', onclick: () => choose(value) }, app.nameOf(value) || '·')));
  return [
    h('div', { class: 'lead' }, formula(detail.step ? `${detail.latex} = ${detail.step}` : detail.latex, detail.label, true)),
    h('dl', { class: 'facts' },
      row(t('value'), h('output', { class: 'number' }, text(detail.value))),
      detail.tangent && row(h('span', null, t('tangent'), ' ', formula(partial(detail.latex, named(from)), `∂${detail.label}/∂${from}`)), h('output', { class: 'number forward' }, text(detail.tangent))),
      detail.adjoint && row(h('span', null, t('adjoint'), ' ', formula(partial(named(to), detail.latex), `∂${to}/∂${detail.label}`)), h('output', { class: 'number reverse' }, text(detail.adjoint))),
      detail.formula && detail.formula !== detail.step && row(t('formula'), formula(detail.formula), 'block'),
      row(t('operation'), h('code', null, detail.operation)),
      row(t('type'), h('code', null, detail.type)),
      detail.operands.length > 0 && row(t('operands'), links(detail.operands)),
      detail.users.length > 0 && row(t('users'), links(detail.users))),
  ];
}

function edgeFacts(detail: EdgeDetail): HTMLElement[] {
  const name = partial(detail.toLatex, detail.fromLatex);
  const number = text(detail.partial);
  const same = detail.formula?.trim() === number;
  const isNumber = detail.partial?.number !== undefined;
  return [
    h('div', { class: 'lead' }, detail.carries
      ? formula([detail.letter, name, detail.formula, isNumber && !same ? `\\mathbf{${number.replace('−', '-').replace(/·10.*/, '')}}` : ''].filter(Boolean).join(' = '), `∂${detail.toLabel}/∂${detail.fromLabel} = ${number}`, true)
      : h('p', null, t('noDerivative'))),
    detail.carries && isNumber ? h('p', { class: 'says' }, t('edgeSays', detail.fromLabel, detail.toLabel, number)) : h('p', { class: 'says' }, detail.map ?? ''),
    h('dl', { class: 'facts' },
      detail.partial && row(t('localDerivative'), h('output', { class: 'number' }, number)),
      detail.tangent && row(t('tangent') + ` (${detail.fromLabel})`, h('output', { class: 'number forward' }, text(detail.tangent))),
      detail.adjoint && row(t('adjoint') + ` (${detail.toLabel})`, h('output', { class: 'number reverse' }, text(detail.adjoint)))),
  ];
}

let gradientOpen = true;

// How the output moves with every input, as one reverse sweep says; a bar for those that are numbers.
function gradient(doc: Explored, to: string): HTMLElement {
  const shown = doc.inputs.slice(0, 40);
  const most = Math.max(...shown.map(input => Math.abs(input.adjoint?.number ?? 0)), 1e-300);
  return h('div', { class: 'bars' }, ...shown.map(input => {
    const number = input.adjoint?.number;
    const fill = h('i', { class: number !== undefined && number < 0 ? 'less' : 'more' });
    fill.style.width = `${(50 * Math.abs(number ?? 0)) / most}%`;
    return h('div', { class: 'bar-row' }, h('span', null, `∂${to}/∂${input.name}`), h('span', { class: 'bar-track', 'aria-hidden': 'true' }, fill), h('output', { class: 'number reverse' }, input.adjoint ? brief(input.adjoint, 30) : '0'));
  }), doc.inputs.length > shown.length && h('p', { class: 'hint' }, t('onlySome', shown.length, doc.inputs.length)));
}

export const explore: View = {
  id: 'explore',
  title: 'explore',
  layout: 'graph',
  mount({ app, canvas, panel }) {
    const summary = h('section', { class: 'card' });
    const inspector = h('section', { class: 'card inspector', 'aria-live': 'polite' });
    const parts = h('section', { class: 'card' });
    put(panel, summary, inspector, parts);
    let asked = 0;

    const sum = (): void => {
      const doc = app.doc;
      if (!doc || doc.to === undefined) {
        put(summary, h('h2', null, t('derivatives')), h('p', { class: 'hint' }, t('noStart')));
        return;
      }
      if (doc.from === undefined) {
        put(summary, h('h2', null, t('derivatives')), h('div', { class: 'gradient' }, h('p', { class: 'hint' }, t('gradient', app.nameOf(doc.to))), gradient(doc, app.nameOf(doc.to))));
        return;
      }
      if (!summary.contains(document.activeElement)) {
        const at = (value: number | undefined): number => doc.values.findIndex(each => each.of === value);
        const [from, to] = [app.nameOf(doc.from), app.nameOf(doc.to)];
        const latex = (value: number | undefined): string => doc.named.find(each => each.value === value)?.latex ?? '';
        const result = doc.values[at(doc.to)]?.tangent ?? doc.values[at(doc.from)]?.adjoint;
        put(summary, h('h2', null, t('derivatives')),
          h('p', { class: 'question' }, t('derivativeOf'), ' ', chooser(app, 'to', t('of')), ' ', t('movesWith'), ' ', chooser(app, 'from', t('by')), '?'),
          h('div', { class: 'answer' }, formula(`${partial(latex(doc.to), latex(doc.from))} =`, `∂${to}/∂${from} =`),
            h('output', { class: 'big number', 'data-testid': 'derivative' }, text(result) || '0')),
          doc.inputs.length > 1 && h('details', { class: 'gradient', open: gradientOpen, ontoggle: (event: Event) => {
            gradientOpen = (event.target as HTMLDetailsElement).open;
          } }, h('summary', null, t('gradient', to)), gradient(doc, to)));
      }
    };

    const inspect = async (): Promise<void> => {
      const turn = ++asked;
      const { doc, chosen } = app;
      if (!doc || !chosen) {
        put(inspector, h('p', { class: 'hint' }, t('nothing')));
        return;
      }
      const ends = { from: doc.from, to: doc.to };
      const head = (title: string): HTMLElement => h('div', { class: 'card-head' }, h('h2', null, title), iconButton('close', t('close'), () => app.choose(null)));
      try {
        if ('box' in chosen) {
          const box = doc.drawn[chosen.box];
          const value = doc.values[chosen.box]?.of;
          if (!box) {
            return;
          }
          const part = box.part >= 0 ? doc.parts[box.part] : undefined;
          const within = part ? undefined : doc.parts[box.home];
          const toggle = part
            ? h('button', { type: 'button', onclick: () => app.change({ open: { ...app.state.open, [part.id]: true } }) }, t('openPart', part.title))
            : within && h('button', { type: 'button', class: 'quiet', onclick: () => app.change({ open: { ...app.state.open, [within.id]: false } }) }, t('closePart', within.title));
          if (value === undefined) {
            put(inspector, head(box.title), h('p', null, t('partOf', whole(part?.size ?? 0))), toggle);
            return;
          }
          const detail = await ask<NodeDetail>('/api/detail', { ...app.subject(), value, ...ends });
          if (turn === asked) {
            const go = (other: number): void => {
              const place = doc.drawn.findIndex((each, i) => each.value === other || doc.values[i]?.of === other || each.members?.includes(other));
              if (place >= 0) {
                app.choose({ box: place });
                canvas.reveal(place);
              }
            };
            put(inspector, head(box.title), ...nodeFacts(app, detail, app.nameOf(doc.from), app.nameOf(doc.to), go), toggle);
          }
        } else {
          const arrow = doc.arrows[chosen.arrow];
          const edge = arrow?.edges[0];
          if (arrow && edge !== undefined) {
            const detail = await ask<EdgeDetail>('/api/detail', { ...app.subject(), edge, ...ends });
            if (turn === asked) {
              put(inspector, head(t('edgeFromTo', doc.drawn[arrow.from]!.name, doc.drawn[arrow.to]!.name)), ...edgeFacts(detail));
            }
          }
        }
      } catch {
        // The editor says what is wrong with the program.
      }
    };

    const list = (): void => {
      const doc = app.doc;
      parts.hidden = !doc || doc.parts.length === 0;
      if (!doc || parts.hidden) {
        return;
      }
      const all = (open: boolean): void => app.change({ open: Object.fromEntries(doc.parts.map(part => [part.id, open])) });
      const depth = (i: number): number => (doc.parts[i]!.parent < 0 ? 0 : 1 + depth(doc.parts[i]!.parent));
      const within = new Map<number, number[]>();
      doc.parts.forEach((part, i) => within.set(part.parent, [...(within.get(part.parent) ?? []), i]));
      const walk = (parent: number): number[] => (within.get(parent) ?? []).sort((a, b) => doc.parts[a]!.first - doc.parts[b]!.first)
        .flatMap(i => [i, ...(doc.parts[i]!.open ? walk(i) : [])]);
      const shown = walk(-1).slice(0, 150).map(i => ({ part: doc.parts[i]!, i }));
      put(parts, h('div', { class: 'card-head' }, h('h2', null, t('parts')),
        h('span', { class: 'pair' },
          doc.nodes <= 600 && h('button', { type: 'button', class: 'quiet', onclick: () => all(true) }, t('openAll')),
          h('button', { type: 'button', class: 'quiet', onclick: () => all(false) }, t('closeAll')))),
        h('ul', { class: 'parts' }, ...shown.map(({ part, i }) => h('li', { class: `depth-${Math.min(3, depth(i))}` },
          h('button', {
            type: 'button', class: 'part-toggle', 'aria-expanded': String(part.open), 'aria-label': t(part.open ? 'closePart' : 'openPart', part.title),
            onclick: () => app.change({ open: { ...app.state.open, [part.id]: !part.open } }),
          }, h('span', { class: 'twist', 'aria-hidden': 'true' }, part.open ? '−' : '+'), part.title, h('small', null, whole(part.size)))))));
    };

    const update = (): void => {
      sum();
      void inspect();
      list();
    };
    const ends = [app.on('doc', update), app.on('chosen', () => {
      void inspect();
      canvas.update();
    })];
    update();
    return () => ends.forEach(end => end());
  },
};
