import { ask, type Explored, type Step, type Sweep } from '../api';
import { calm, h, iconButton, put } from '../dom';
import { brief, type BoxLook } from '../graph/scene';
import { t, whole } from '../i18n';
import { formula } from '../math';
import { chooser } from './explore';
import type { View } from './view';

const speeds = [0.5, 1, 2, 4, 16];

/** Where values and edges are in the drawing. */
function places(doc: Explored): { box: Map<number, number>; arrow: Map<number, number> } {
  const box = new Map<number, number>(), arrow = new Map<number, number>();
  doc.drawn.forEach((each, i) => (each.members ?? [each.value]).forEach(value => box.set(value, i)));
  doc.arrows.forEach((each, i) => each.edges.forEach(edge => arrow.set(edge, i)));
  return { box, arrow };
}

function segmented(label: string, choices: [string, string][], chosen: string, choose: (value: string) => void): HTMLElement {
  return h('div', { class: 'segmented', role: 'radiogroup', 'aria-label': label }, ...choices.map(([value, name]) =>
    h('label', { class: `segment ${value}` },
      h('input', { type: 'radio', name: label, value, checked: value === chosen, onchange: () => choose(value) }), h('span', null, name))));
}

function costs(sweep: Sweep): HTMLElement {
  const { inputs, outputs, forward, reverse } = sweep.costs;
  const most = Math.max(forward ?? 0, reverse ?? 0, 1);
  const bar = (tone: string, edges: number | undefined, label: string): HTMLElement => h('div', { class: `cost ${tone}` },
    h('div', { class: 'cost-name' }, h('span', null, label), h('b', null, edges === undefined ? '…' : t('costEdges', whole(edges)))),
    h('div', { class: 'cost-bar' }, h('div', { class: 'cost-fill', 'data-part': String(Math.max(0.01, (edges ?? 0) / most)) })));
  const times = forward && reverse ? Math.max(forward, reverse) / Math.min(forward, reverse) : 0;
  const element = h('section', { class: 'card' }, h('h2', null, t('costTitle')),
    bar('forward', forward, t('costForward', whole(inputs))), bar('reverse', reverse, t('costReverse', whole(outputs))),
    times > 0 && h('p', { class: 'says' }, times < 1.005 ? t('costSame') : t('costTimes', Number(times.toPrecision(3)))));
  for (const fill of element.querySelectorAll<HTMLElement>('.cost-fill')) {
    fill.style.width = `${Number(fill.dataset.part) * 100}%`;
  }
  return element;
}

/** The steps of a sweep, played. */
class Player {
  sweep: Sweep | null = null;
  at = 0;
  playing = false;
  speed = 1;
  private timer = 0;

  constructor(private readonly changed: (step: Step | null, milliseconds: number) => void) {}

  get steps(): Step[] {
    return this.sweep?.steps ?? [];
  }

  set(sweep: Sweep | null, keep: boolean): void {
    this.sweep = sweep;
    this.at = keep ? Math.min(this.at, this.steps.length) : 0;
    if (!keep) {
      this.pause();
    }
    this.changed(null, 0);
  }

  go(to: number): void {
    this.at = Math.max(0, Math.min(this.steps.length, to));
    this.changed(null, 0);
  }

  next(): void {
    if (this.at < this.steps.length) {
      this.at++;
      this.changed(this.steps[this.at - 1]!, this.pace * 0.8);
    }
  }

  play(): void {
    if (this.at >= this.steps.length) {
      this.at = 0;
    }
    this.playing = true;
    this.tick();
  }

  pause(): void {
    this.playing = false;
    clearTimeout(this.timer);
    this.changed(null, 0);
  }

  private get pace(): number {
    return 1100 / this.speed;
  }

  private tick(): void {
    clearTimeout(this.timer);
    if (!this.playing) {
      return;
    }
    this.next();
    if (this.at >= this.steps.length) {
      this.playing = false;
      this.changed(null, 0);
      return;
    }
    this.timer = window.setTimeout(() => this.tick(), this.pace);
  }
}

export const sweeps: View = {
  id: 'sweeps',
  title: 'sweeps',
  layout: 'graph',
  mount({ app, canvas, panel, bar }) {
    const choice = h('section', { class: 'card' });
    const now = h('section', { class: 'card now' });
    const counters = h('section', { class: 'card counters' });
    const sums = h('section', { class: 'card' });
    const cost = h('div', null);
    put(panel, choice, now, counters, cost, sums);
    let map = app.doc ? places(app.doc) : null;
    let asked = 0;
    let key = '';
    let reached: { boxes: Map<number, BoxLook>; arrows: Set<number>; live: number } = { boxes: new Map(), arrows: new Set(), live: -1 };
    const player = new Player((step, milliseconds) => show(step, milliseconds));

    const tone = (): 'forward' | 'reverse' => player.sweep?.direction ?? app.state.direction;

    canvas.inset = 84;
    canvas.look = {
      box: place => {
        const { sweep } = player;
        if (!sweep || !map) {
          return {};
        }
        return reached.boxes.get(place) ?? { faint: true };
      },
      arrow: place => {
        const { sweep } = player;
        const arrow = app.doc?.arrows[place];
        if (!sweep || !arrow) {
          return {};
        }
        const crossed = reached.arrows.has(place);
        return { tone: tone(), strong: crossed, faint: !crossed, reversed: sweep.direction === 'reverse' && crossed, live: reached.live === place };
      },
    };

    // What the steps so far have reached, found once for all boxes and arrows.
    const reach = (): void => {
      const { sweep } = player;
      const doc = app.doc;
      reached = { boxes: new Map(), arrows: new Set(), live: -1 };
      if (!sweep || !map || !doc) {
        return;
      }
      const start = map.box.get(sweep.start);
      if (start !== undefined) {
        reached.boxes.set(start, { tone: tone(), strong: true, badge: '1' });
      }
      for (const step of player.steps.slice(0, player.at)) {
        const [box, arrow] = [map.box.get(step.node), map.arrow.get(step.edge)];
        if (box !== undefined) {
          const [result, before] = [doc.values[box]?.of, reached.boxes.get(box)];
          const isResult = !doc.drawn[box]?.members || result === undefined || step.node === result;
          reached.boxes.set(box, { tone: tone(), strong: true, badge: isResult ? (step.sum ? brief(step.sum, 9) : '·') : before?.badge });
        }
        if (arrow !== undefined) {
          reached.arrows.add(arrow);
        }
      }
      const current = player.steps[player.at - 1];
      if (current) {
        reached.live = map.arrow.get(current.edge) ?? -1;
        const box = map.box.get(current.node);
        const look = box === undefined ? undefined : reached.boxes.get(box);
        if (look) {
          look.live = true;
        }
      }
    };

    const show = (step: Step | null, milliseconds: number): void => {
      reach();
      controls();
      canvas.update();
      const current = player.steps[player.at - 1];
      if (step && map) {
        const arrow = map.arrow.get(step.edge);
        if (arrow !== undefined) {
          canvas.pulse(arrow, tone(), tone() === 'reverse', Math.min(900, milliseconds));
        }
        const box = map.box.get(step.node);
        if (box !== undefined) {
          canvas.reveal(box);
        }
      }
      const sweep = player.sweep;
      put(now, h('h2', { class: tone() }, current ? t('stepOf', whole(player.at), whole(player.steps.length)) : tone() === 'forward' ? t('forward') : t('reverse')),
        current
          ? h('div', { class: 'lead', 'aria-live': 'polite' }, formula(current.latex, current.text, true))
          : h('p', { class: 'says' }, tone() === 'forward' ? t('forwardSays') : t('reverseSays')),
        !current && sweep && h('p', { class: 'hint' }, t('begin')),
        sweep && player.at >= player.steps.length && player.steps.length > 0
          && h('p', { class: 'says' }, t(tone() === 'forward' ? 'arrived' : 'arrivedReverse', app.nameOf(sweep.start))));
      const touched = new Set(player.steps.slice(0, player.at).map(each => each.edge)).size;
      put(counters, h('div', { class: 'counter' }, h('span', null, t('touched')), h('output', { class: `big number ${tone()}`, 'data-testid': 'touched' }, t('touchedOf', whole(touched), whole(sweep?.edges ?? 0)))),
        h('p', { class: 'hint' }, t('onceEach')));
      const done = player.steps.slice(0, player.at).map((each, i) => ({ each, i })).filter(({ each }) => each.last);
      put(sums, h('h2', null, t('sums')), h('ol', { class: 'ledger' }, ...done.slice(-60).map(({ each, i }) =>
        h('li', { class: i === player.at - 1 ? 'current' : '' }, h('button', { type: 'button', class: 'plain', onclick: () => player.go(i + 1) }, each.text)))));
      sums.hidden = done.length === 0;
      const list = sums.querySelector('.ledger');
      list?.scrollTo({ top: list.scrollHeight, behavior: calm() ? 'auto' : 'smooth' });
    };

    const controls = (): void => {
      const focused = document.activeElement?.getAttribute('data-control');
      const speed = h('select', { 'aria-label': t('speed'), 'data-control': 'speed' }, ...speeds.map(each => h('option', { value: each, selected: each === player.speed }, `${each}×`)));
      speed.addEventListener('change', () => {
        player.speed = Number(speed.value);
      });
      const slider = h('input', { type: 'range', min: 0, max: player.steps.length, step: 1, 'data-control': 'step', 'aria-label': t('stepOf', player.at, player.steps.length) });
      slider.value = String(player.at);
      slider.addEventListener('input', () => player.go(Number(slider.value)));
      put(bar, h('div', { class: `player ${tone()}`, role: 'group', 'aria-label': t('sweeps') },
        iconButton('restart', t('toStart'), () => player.go(0), { 'data-control': 'start' }),
        iconButton('back', t('stepBack'), () => player.go(player.at - 1), { 'data-control': 'back' }),
        player.playing
          ? iconButton('pause', t('pause'), () => player.pause(), { 'data-control': 'play', class: 'icon-button main' })
          : iconButton('play', t('play'), () => player.play(), { 'data-control': 'play', class: 'icon-button main' }),
        iconButton('next', t('stepOn'), () => player.next(), { 'data-control': 'next' }),
        iconButton('end', t('toEnd'), () => player.go(player.steps.length), { 'data-control': 'end' }),
        slider, h('span', { class: 'step-count' }, `${player.at} / ${player.steps.length}`), speed));
      if (focused) {
        bar.querySelector<HTMLElement>(`[data-control="${focused}"]`)?.focus();
      }
    };

    const load = async (): Promise<void> => {
      const doc = app.doc;
      if (!doc) {
        return;
      }
      map = places(doc);
      const direction = app.state.direction;
      const start = direction === 'forward' ? doc.from : doc.to;
      if (!choice.contains(document.activeElement) || document.activeElement instanceof HTMLInputElement) {
        const focused = document.activeElement instanceof HTMLInputElement && choice.contains(document.activeElement);
        put(choice,
          segmented(t('direction'), [['forward', t('forward')], ['reverse', t('reverse')]], direction, value => {
            app.state.direction = value as 'forward' | 'reverse';
            app.keep();
            void load();
          }),
          h('label', { class: 'choice' }, h('span', null, direction === 'forward' ? t('forwardFrom') : t('reverseFrom')),
            direction === 'forward' ? chooser(app, 'from', t('forwardFrom')) : chooser(app, 'to', t('reverseFrom'))));
        if (focused) {
          choice.querySelector<HTMLInputElement>('input:checked')?.focus();
        }
      }
      if (start === undefined) {
        put(now, h('p', { class: 'hint' }, t('noStart')));
        return;
      }
      const turn = ++asked;
      try {
        const sweep = await ask<Sweep>('/api/sweep', { ...app.subject(), direction, start });
        if (turn === asked) {
          const next = JSON.stringify([app.state.source, app.state.derive, direction, start]);
          put(cost, costs(sweep));
          player.set(sweep, next === key);
          key = next;
        }
      } catch {
        // The editor says what is wrong with the program.
      }
    };

    const onKey = (event: KeyboardEvent): void => {
      if (event.target instanceof HTMLElement && event.target.closest('input, textarea, select, .graph')) {
        return;
      }
      if (event.key === 'ArrowRight') {
        player.next();
      } else if (event.key === 'ArrowLeft') {
        player.go(player.at - 1);
      } else if (event.key === ' ' && !(event.target instanceof HTMLButtonElement)) {
        player.playing ? player.pause() : player.play();
        event.preventDefault();
      }
    };
    document.addEventListener('keydown', onKey);
    const ends = [app.on('doc', () => void load()), app.on('chosen', () => canvas.update())];
    controls();
    void load();
    return () => {
      player.pause();
      document.removeEventListener('keydown', onKey);
      ends.forEach(end => end());
      canvas.look = {};
      canvas.inset = 32;
      put(bar);
    };
  },
};
