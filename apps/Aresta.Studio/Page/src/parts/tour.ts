import type { App } from '../app';
import { h, iconButton, put } from '../dom';
import { say, t } from '../i18n';
import { chapter } from '../state';

interface Stop { title: () => string; text: () => string; set: (app: App) => void; near?: string }

const base = { source: chapter, values: { a: '2', b: '1' }, derive: [], open: {} };

function show(app: App, view: string, part: Partial<App['state']> = {}): void {
  app.state.view = view;
  app.open({ ...base, ...part, view });
  app.tell('view');
}

/** A function of many inputs and one output. */
function many(count: number): { source: string; values: Record<string, string> } {
  const terms = Array.from({ length: count }, (_, i) => `w${i + 1}*x${i + 1}`);
  return {
    source: `z = ${terms.join(' + ')}\nloss = (tanh(z) - t)^2`,
    values: Object.fromEntries([...terms.flatMap((_, i) => [[`w${i + 1}`, String(((i * 7) % 5) / 4 - 0.5)], [`x${i + 1}`, String(((i * 3) % 4) / 2 - 0.5)]]), ['t', '1']]),
  };
}

const stops: Stop[] = [
  {
    title: () => say('A formula is a graph', 'Uma fórmula é um grafo'),
    text: () => say(
      'e = (a+b)·(b+1), with a name for each step: c, d, e. Every operation is a node; it stands above what it is made of. Slide a or b and watch the values.',
      'e = (a+b)·(b+1), com um nome para cada passo: c, d, e. Cada operação é um nó; fica acima daquilo de que é feita. Deslize a ou b e veja os valores.'),
    set: app => show(app, 'explore'),
  },
  {
    title: () => say('An edge carries a derivative', 'Uma aresta leva uma derivada'),
    text: () => say(
      'If c moves by a little, e = c·d moves d = 2 times as much. So the edge from c to e carries 2. This local derivative knows one operation and nothing else.',
      'Se c se move um pouco, e = c·d se move d = 2 vezes isso. Por isso a aresta de c a e leva 2. Esta derivada local conhece uma operação e mais nada.'),
    set: app => {
      show(app, 'explore');
      const end = app.on('doc', () => {
        end();
        const doc = app.doc!;
        const place = doc.arrows.findIndex(arrow => doc.drawn[arrow.from]?.name === 'c' && doc.drawn[arrow.to]?.name === 'e');
        app.choose(place >= 0 ? { arrow: place } : null);
      });
    },
  },
  {
    title: () => say('Multiply along a path, add over paths', 'Multiplicar no caminho, somar os caminhos'),
    text: () => say(
      'How does e move with b? Along b → c → e it moves 1·2, along b → d → e it moves 1·3. Together 5. That is the chain rule.',
      'Como e se move com b? Por b → c → e se move 1·2, por b → d → e se move 1·3. Juntos, 5. Essa é a regra da cadeia.'),
    set: app => show(app, 'paths', { from: 'b', to: 'e' }),
  },
  {
    title: () => say('But paths are many', 'Mas os caminhos são muitos'),
    text: () => say(
      'With three edges between neighbors, each further stage has three times the paths. Pull the slider “Stages”: the paths run away, the edges only add up.',
      'Com três arestas entre vizinhos, cada etapa a mais tem três vezes os caminhos. Puxe o controle “Etapas”: os caminhos disparam, as arestas apenas se somam.'),
    set: app => show(app, 'paths', { from: 'b', to: 'e' }),
    near: '.chain',
  },
  {
    title: () => say('Forward: merge paths at every node', 'Direta: juntar os caminhos em cada nó'),
    text: () => say(
      'Start at b with 1. Each node adds what arrives over its incoming edges. One sweep tells how every node moves with b. Press play.',
      'Comece em b com 1. Cada nó soma o que chega pelas suas arestas de entrada. Uma varredura diz como cada nó se move com b. Toque.'),
    set: app => show(app, 'sweeps', { direction: 'forward', from: 'b', to: 'e' }),
    near: '.player',
  },
  {
    title: () => say('Reverse: start at the end', 'Reversa: começar pelo fim'),
    text: () => say(
      'Start at e with 1 and go back. One sweep tells how e moves with every node: 2 with a and 5 with b, both at once.',
      'Comece em e com 1 e volte. Uma varredura diz como e se move com cada nó: 2 com a e 5 com b, as duas de uma vez.'),
    set: app => show(app, 'sweeps', { direction: 'reverse', from: 'b', to: 'e' }),
    near: '.player',
  },
  {
    title: () => say('Many inputs, one output', 'Muitas entradas, uma saída'),
    text: () => say(
      'Here one output has 41 inputs. Forward needs a sweep for each of them; reverse needs one sweep in all. See the bars “And for all derivatives?”.',
      'Aqui uma saída tem 41 entradas. A direta precisa de uma varredura para cada; a reversa, de uma só. Veja as barras “E para todas as derivadas?”.'),
    set: app => show(app, 'sweeps', { ...many(20), direction: 'reverse', from: 'w1', to: 'loss' }),
    near: '.cost',
  },
  {
    title: () => say('A million inputs', 'Um milhão de entradas'),
    text: () => say(
      'A neural network has a million weights and one error. A million forward sweeps, or one reverse sweep: where a sweep takes half a minute, a year against half a minute. That is backpropagation. Now write an expression of your own.',
      'Uma rede neural tem um milhão de pesos e um erro. Um milhão de varreduras diretas, ou uma reversa: se uma varredura leva meio minuto, um ano contra meio minuto. Isso é retropropagação. Agora escreva uma expressão sua.'),
    set: app => show(app, 'explore', { from: 'b', to: 'e' }),
    near: '.editor-card',
  },
];

/** The tour through the chapter. */
export function startTour(app: App): void {
  document.querySelector('.tour')?.remove();
  const before = document.activeElement;
  const card = h('section', { class: 'tour', role: 'dialog', 'aria-label': t('startTour') });
  let at = 0;
  const end = (): void => {
    card.remove();
    document.querySelectorAll('.toured').forEach(element => element.classList.remove('toured'));
    if (before instanceof HTMLElement && before.isConnected) {
      before.focus();
    }
  };
  const go = (to: number): void => {
    at = to;
    const stop = stops[at]!;
    stop.set(app);
    put(card,
      h('div', { class: 'card-head' }, h('span', { class: 'tour-count' }, t('tourStep', at + 1, stops.length)), iconButton('close', t('endTour'), end)),
      h('h2', { tabindex: -1, id: 'tour-title' }, stop.title()), h('p', null, stop.text()),
      h('div', { class: 'tour-dots', 'aria-hidden': 'true' }, ...stops.map((_, i) => h('i', { class: i === at ? 'here' : '' }))),
      h('div', { class: 'tour-buttons' },
        h('button', { type: 'button', class: 'quiet', disabled: at === 0, onclick: () => go(at - 1) }, t('previous')),
        h('button', { type: 'button', class: 'primary', onclick: () => (at + 1 < stops.length ? go(at + 1) : end()) }, at + 1 < stops.length ? t('next') : t('finish'))));
    card.querySelector<HTMLElement>('.primary')?.focus();
    document.querySelectorAll('.toured').forEach(element => element.classList.remove('toured'));
    const near = stop.near;
    if (near) {
      setTimeout(() => {
        const element = card.isConnected && at === to ? document.querySelector(near) : null;
        element?.classList.add('toured');
        element?.scrollIntoView({ block: 'nearest' });
      }, 250);
    }
  };
  card.addEventListener('keydown', event => {
    if (event.key === 'Escape') {
      end();
    }
  });
  document.body.append(card);
  go(0);
}
