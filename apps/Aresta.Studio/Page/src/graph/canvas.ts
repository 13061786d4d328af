import type { App } from '../app';
import { calm, h, iconButton, s } from '../dom';
import { t, whole } from '../i18n';
import { dressArrow, dressBox, heads, makeArrow, makeBox, text, type ArrowLook, type BoxLook } from './scene';

const most = 400;
const nearest = 4;

/** How a view wants the graph to look; without one it is plain. */
export interface Look { box?: (place: number) => BoxLook; arrow?: (place: number) => ArrowLook }

/** The graph on a surface that can be moved and enlarged. Of a large graph only what is in sight is drawn. */
export class Canvas {
  readonly element: HTMLElement;
  look: Look = {};

  /** How much of the lower edge is covered by a bar. */
  inset = 32;

  private readonly svg: SVGSVGElement;
  private readonly world: SVGGElement;
  private readonly tip: HTMLElement;
  private readonly counts: HTMLElement;
  private readonly boxes = new Map<number, SVGGElement>();
  private readonly arrows = new Map<number, SVGGElement>();
  private drawing = -1;
  private x = 0;
  private y = 0;
  private scale = 1;
  private fitted = true;
  private pending = 0;
  private focus = 0;

  constructor(private readonly app: App) {
    this.world = s('g', { class: 'world' }, s('g', { class: 'arrows' }), s('g', { class: 'boxes' }));
    this.svg = s('svg', { class: 'graph', role: 'group', 'aria-label': t('graphHint'), id: 'graph' }, heads(), this.world);
    this.tip = h('div', { class: 'tip', 'aria-hidden': 'true' });
    this.counts = h('span', { class: 'counts' });
    this.element = h('section', { class: 'canvas', 'aria-label': t('graph') }, this.svg, this.tip,
      h('div', { class: 'tools' },
        iconButton('plus', t('zoomIn'), () => this.zoom(1.25)),
        iconButton('minus', t('zoomOut'), () => this.zoom(0.8)),
        iconButton('fit', t('fit'), () => this.fit())),
      this.counts);
    this.listen();
    new ResizeObserver(() => (this.fitted ? this.fit(false) : this.queue())).observe(this.element);
  }

  /** Draws what is known. */
  update(): void {
    const { doc } = this.app;
    if (!doc) {
      return;
    }
    if (this.drawing !== this.app.drawing) {
      this.drawing = this.app.drawing;
      this.boxes.clear();
      this.arrows.clear();
      this.world.querySelector('.arrows')!.replaceChildren();
      this.world.querySelector('.boxes')!.replaceChildren();
      this.focus = Math.min(this.focus, doc.drawn.length - 1);
      this.fit(false);
    }
    this.counts.textContent = doc.boxes === doc.nodes
      ? t('counts', whole(doc.nodes), whole(doc.edges)) : t('countsShown', whole(doc.boxes), whole(doc.nodes), whole(doc.edges));
    this.draw();
  }

  /** Shows the whole graph. */
  fit(smooth = true): void {
    const { doc } = this.app;
    const width = this.element.clientWidth, height = this.element.clientHeight - this.inset;
    if (!doc || width === 0) {
      return;
    }
    const scale = Math.min(1.5, (width - 24) / doc.width, (height - 24) / doc.height);
    this.scale = Math.max(scale, 0.04);

    // A graph too tall to be read whole is shown from its outputs, which stand at the top.
    this.scale = Math.max(this.scale, Math.min(0.7, (width - 24) / doc.width));
    this.x = (width - doc.width * this.scale) / 2;
    this.y = Math.max(12, (height - doc.height * this.scale) / 2);
    this.fitted = true;
    this.place(smooth);
  }

  /** Fits again if nothing was moved by hand, for there may be more or less room. */
  refit(): void {
    if (this.fitted) {
      this.fit();
    }
  }

  /** Brings a box into sight. */
  reveal(place: number): void {
    const box = this.app.doc?.drawn[place];
    if (!box) {
      return;
    }
    const width = this.element.clientWidth, height = this.element.clientHeight - this.inset;
    const [x, y] = [box.x * this.scale + this.x, box.y * this.scale + this.y];
    const margin = 60;
    const dx = x < margin ? margin - x : Math.min(0, width - margin - (x + box.width * this.scale));
    const dy = y < margin ? margin - y : Math.min(0, height - margin - (y + box.height * this.scale));
    if (dx !== 0 || dy !== 0) {
      this.x += dx;
      this.y += dy;
      this.place(true);
    }
  }

  /** A dot that runs along an arrow; it ends when it arrives. */
  pulse(arrow: number, tone: string, reversed: boolean, milliseconds: number): void {
    const path = this.arrows.get(arrow)?.querySelector<SVGPathElement>('.line');
    if (!path || calm() || milliseconds < 120) {
      return;
    }
    const dot = s('circle', { class: `pulse ${tone}`, r: 6 });
    const length = path.getTotalLength();
    this.world.append(dot);
    const start = performance.now();
    const move = (now: number): void => {
      const part = Math.min(1, (now - start) / milliseconds);
      const eased = part < 0.5 ? 2 * part * part : 1 - 2 * (1 - part) * (1 - part);
      const point = path.getPointAtLength(length * (reversed ? 1 - eased : eased));
      dot.setAttribute('cx', String(point.x));
      dot.setAttribute('cy', String(point.y));
      if (part < 1 && path.isConnected) {
        requestAnimationFrame(move);
      } else {
        dot.remove();
      }
    };
    requestAnimationFrame(move);
  }

  private zoom(factor: number, centerX = this.element.clientWidth / 2, centerY = this.element.clientHeight / 2): void {
    const scale = Math.min(nearest, Math.max(0.03, this.scale * factor));
    this.x = centerX - (centerX - this.x) * (scale / this.scale);
    this.y = centerY - (centerY - this.y) * (scale / this.scale);
    this.scale = scale;
    this.fitted = false;
    this.place(false);
  }

  private place(smooth: boolean): void {
    this.world.classList.toggle('smooth', smooth && !calm());
    this.world.style.transform = `translate(${this.x}px, ${this.y}px) scale(${this.scale})`;
    this.svg.classList.toggle('far', this.scale < 0.3);
    this.hideTip();
    this.queue();
  }

  private queue(): void {
    if (this.pending === 0) {
      this.pending = requestAnimationFrame(() => {
        this.pending = 0;
        this.draw();
      });
    }
  }

  private draw(): void {
    const { doc, chosen } = this.app;
    if (!doc || this.drawing !== this.app.drawing) {
      return;
    }
    const all = doc.drawn.length <= most;
    const margin = 200;
    const left = (-this.x - margin) / this.scale, right = (this.element.clientWidth - this.x + margin) / this.scale;
    const top = (-this.y - margin) / this.scale, bottom = (this.element.clientHeight - this.y + margin) / this.scale;
    const inSight = (i: number): boolean => {
      const box = doc.drawn[i]!;
      return all || (box.x < right && box.x + box.width > left && box.y < bottom && box.y + box.height > top);
    };
    const sight = doc.drawn.map((_, i) => inSight(i));
    const into = this.world.querySelector('.boxes')!;
    for (let i = 0; i < doc.drawn.length; i++) {
      const box = doc.drawn[i]!;
      let element = this.boxes.get(i);
      if (!sight[i]) {
        element?.remove();
        this.boxes.delete(i);
        continue;
      }
      if (!element) {
        const home = doc.parts[box.home];
        this.boxes.set(i, element = makeBox(box, i, box.part < 0 && home !== undefined && home.open && home.title === box.name));
        into.append(element);
      }
      const isChosen = chosen !== null && 'box' in chosen && chosen.box === i;
      const members = box.members ? t('partOf', whole(box.members.length)) : '';
      dressBox(element, box, doc.values[i] ?? {}, this.look.box?.(i) ?? {}, isChosen, members);
      element.setAttribute('tabindex', i === this.focus ? '0' : '-1');
      element.setAttribute('aria-pressed', String(isChosen));
    }
    const lines = this.world.querySelector('.arrows')!;
    for (let i = 0; i < doc.arrows.length; i++) {
      const arrow = doc.arrows[i]!;
      let element = this.arrows.get(i);
      if (!sight[arrow.from] && !sight[arrow.to]) {
        element?.remove();
        this.arrows.delete(i);
        continue;
      }
      if (!element) {
        this.arrows.set(i, element = makeArrow(arrow, i));
        lines.append(element);
      }
      dressArrow(element, doc.partials[i] ?? {}, this.look.arrow?.(i) ?? {}, chosen !== null && 'arrow' in chosen && chosen.arrow === i);
    }
  }

  private listen(): void {
    const pointers = new Map<number, { x: number; y: number }>();
    let moved = 0;
    this.svg.addEventListener('wheel', event => {
      event.preventDefault();
      const area = this.element.getBoundingClientRect();
      if (event.ctrlKey || !event.shiftKey) {
        this.zoom(Math.exp(-event.deltaY * (event.ctrlKey ? 0.01 : 0.0015)), event.clientX - area.left, event.clientY - area.top);
      } else {
        this.x -= event.deltaY;
        this.fitted = false;
        this.place(false);
      }
    }, { passive: false });
    this.svg.addEventListener('pointerdown', event => {
      pointers.set(event.pointerId, { x: event.clientX, y: event.clientY });
      moved = 0;
    });
    this.svg.addEventListener('pointermove', event => {
      const last = pointers.get(event.pointerId);
      if (!last) {
        this.hover(event);
        return;
      }
      const [dx, dy] = [event.clientX - last.x, event.clientY - last.y];
      const other = [...pointers].find(([id]) => id !== event.pointerId)?.[1];
      moved += Math.abs(dx) + Math.abs(dy);
      if (moved > 4 && !this.svg.hasPointerCapture(event.pointerId)) {
        this.svg.setPointerCapture(event.pointerId);
      }
      if (other) {
        const area = this.element.getBoundingClientRect();
        const before = Math.hypot(last.x - other.x, last.y - other.y), after = Math.hypot(event.clientX - other.x, event.clientY - other.y);
        this.zoom(after / Math.max(1, before), (event.clientX + other.x) / 2 - area.left, (event.clientY + other.y) / 2 - area.top);
      } else if (moved > 4) {
        this.x += dx;
        this.y += dy;
        this.fitted = false;
        this.place(false);
      }
      pointers.set(event.pointerId, { x: event.clientX, y: event.clientY });
    });
    for (const end of ['pointerup', 'pointercancel'] as const) {
      this.svg.addEventListener(end, event => pointers.delete(event.pointerId));
    }
    this.svg.addEventListener('pointerleave', () => this.hideTip());
    this.svg.addEventListener('click', event => {
      if (moved <= 4) {
        this.choose(event.target as Element);
      }
    });
    this.svg.addEventListener('dblclick', event => {
      const place = (event.target as Element).closest('[data-box]')?.getAttribute('data-box');
      if (place) {
        this.toggle(Number(place));
      }
    });
    this.svg.addEventListener('focusin', event => {
      const place = (event.target as Element).getAttribute('data-box');
      if (place) {
        this.focus = Number(place);
      }
    });
    this.svg.addEventListener('keydown', event => this.key(event));
  }

  private choose(target: Element): void {
    const knob = target.closest('[data-knob]')?.getAttribute('data-knob');
    if (knob) {
      this.toggle(Number(knob));
      return;
    }
    const box = target.closest('[data-box]')?.getAttribute('data-box');
    const arrow = target.closest('[data-arrow]')?.getAttribute('data-arrow');
    if (box) {
      this.focus = Number(box);
      this.app.choose({ box: this.focus });
    } else {
      this.app.choose(arrow ? { arrow: Number(arrow) } : null);
    }
  }

  /** Opens the part that a box is, or closes the part in which it stands. */
  private toggle(place: number): void {
    const { doc, state } = this.app;
    const box = doc?.drawn[place];
    const part = box && box.part >= 0 ? doc?.parts[box.part] : box && box.home >= 0 ? doc?.parts[box.home] : undefined;
    if (part) {
      this.app.change({ open: { ...state.open, [part.id]: !part.open } });
    }
  }

  private key(event: KeyboardEvent): void {
    const { doc } = this.app;
    if (!doc || event.altKey || event.ctrlKey || event.metaKey) {
      return;
    }
    const here = doc.drawn[this.focus];
    const action: Record<string, () => void> = {
      '+': () => this.zoom(1.25),
      '=': () => this.zoom(1.25),
      '-': () => this.zoom(0.8),
      '0': () => this.fit(),
      Escape: () => this.app.choose(null),
      Enter: () => (here && here.part >= 0 ? this.toggle(this.focus) : this.app.choose({ box: this.focus })),
      ' ': () => this.app.choose({ box: this.focus }),
      ArrowUp: () => this.step(0, -1),
      ArrowDown: () => this.step(0, 1),
      ArrowLeft: () => this.step(-1, 0),
      ArrowRight: () => this.step(1, 0),
    };
    const run = action[event.key];
    if (run) {
      event.preventDefault();
      run();
    }
  }

  // To the nearest box in a direction.
  private step(dx: number, dy: number): void {
    const { doc } = this.app;
    const here = doc?.drawn[this.focus];
    if (!doc || !here) {
      return;
    }
    let best = -1, least = Infinity;
    doc.drawn.forEach((box, i) => {
      const [x, y] = [box.x + box.width / 2 - here.x - here.width / 2, box.y + box.height / 2 - here.y - here.height / 2];
      const along = x * dx + y * dy, across = Math.abs(x * dy) + Math.abs(y * dx);
      if (i !== this.focus && along > 8 && along + 2 * across < least) {
        [best, least] = [i, along + 2 * across];
      }
    });
    if (best >= 0) {
      this.focus = best;
      this.reveal(best);
      this.draw();
      this.boxes.get(best)?.focus({ preventScroll: true });
    }
  }

  private hover(event: PointerEvent): void {
    if (event.pointerType === 'touch') {
      return;
    }
    const { doc } = this.app;
    const target = event.target as Element;
    const box = target.closest('[data-box]')?.getAttribute('data-box'), arrow = target.closest('[data-arrow]')?.getAttribute('data-arrow');
    const lines = !doc ? [] : box ? this.aboutBox(Number(box)) : arrow ? this.aboutArrow(Number(arrow)) : [];
    if (lines.length === 0) {
      this.hideTip();
      return;
    }
    this.tip.replaceChildren(...lines.map(([name, value], i) => h('div', { class: i === 0 ? 'tip-head' : 'tip-line' },
      h('span', null, name), value ? h('b', null, value) : null)));
    const area = this.element.getBoundingClientRect();
    this.tip.classList.add('shown');
    const [x, y] = [event.clientX - area.left + 16, event.clientY - area.top + 16];
    this.tip.style.left = `${Math.min(x, area.width - this.tip.offsetWidth - 8)}px`;
    this.tip.style.top = `${y + this.tip.offsetHeight + 8 > area.height ? y - this.tip.offsetHeight - 28 : y}px`;
  }

  private aboutBox(place: number): [string, string][] {
    const doc = this.app.doc!;
    const [box, values] = [doc.drawn[place]!, doc.values[place] ?? {}];
    const lines: [string, string][] = [[box.title, '']];
    if (values.value) {
      lines.push([t('value'), text(values.value)]);
    }
    if (values.tangent) {
      lines.push([`∂${box.name}/∂${this.app.nameOf(doc.from)}`, text(values.tangent)]);
    }
    if (values.adjoint) {
      lines.push([`∂${this.app.nameOf(doc.to)}/∂${box.name}`, text(values.adjoint)]);
    }
    if (box.members) {
      lines.push([t('partOf', whole(box.members.length)), '']);
    }
    return lines;
  }

  private aboutArrow(place: number): [string, string][] {
    const doc = this.app.doc!;
    const arrow = doc.arrows[place]!;
    const [from, to] = [doc.drawn[arrow.from]!, doc.drawn[arrow.to]!];
    const values = doc.partials[place] ?? {};
    return [
      [t('edgeFromTo', from.name, to.name), arrow.letter ?? ''],
      values.partial ? [`∂${to.name}/∂${from.name}`, text(values.partial)]
        : arrow.carries ? [values.rule ?? t('countsShown', 2, 2, values.count ?? 0), ''] : [t('noDerivative'), ''],
    ];
  }

  private hideTip(): void {
    this.tip.classList.remove('shown');
  }
}
