// Norms as colors: rows of cells on a canvas that can be pointed at, walked through by arrow keys, and read aloud.

import { h, put } from '../dom';
import { say } from '../i18n';
import { power, shade, shades, short, type Range } from './numbers';

export interface HeatRow { label: string; title: string; cells: (number | null)[] }
export interface HeatPicture {
  rows: HeatRow[];
  /** Where cells begin, and behind the last where it ends. */
  edges: number[];
  /** What is written below: places and words. */
  ticks: { at: number; text: string }[];
  /** What a column is called. */
  column: (index: number) => string;
  /** Whether cells stand apart. */
  apart: boolean;
  range: Range | null;
  label: string;
  /** A column that is marked; −1 for none. */
  marked: number;
}

const left = 132;
const bottom = 20;

export class Heat {
  readonly element: HTMLElement;
  /** Is told which column is pointed at or chosen. */
  onColumn: ((index: number) => void) | null = null;
  private readonly canvas = h('canvas', { tabindex: 0, role: 'img' });
  private readonly tip = h('div', { class: 'heat-tip', hidden: true });
  private readonly spoken = h('p', { class: 'unseen', 'aria-live': 'polite' });
  private picture: HeatPicture | null = null;
  private at: { row: number; column: number } | null = null;
  private readonly sized = new ResizeObserver(() => this.paint());

  constructor() {
    this.element = h('div', { class: 'heat' }, this.canvas, this.tip, this.spoken);
    this.canvas.addEventListener('pointermove', event => this.point(event));
    this.canvas.addEventListener('pointerdown', event => this.point(event));
    this.canvas.addEventListener('pointerleave', () => this.move(null));
    this.canvas.addEventListener('blur', () => this.move(null));
    this.canvas.addEventListener('keydown', event => this.key(event));
    this.sized.observe(this.element);
  }

  leave(): void {
    this.sized.disconnect();
  }

  draw(picture: HeatPicture): void {
    this.picture = picture;
    this.canvas.setAttribute('aria-label', picture.label);
    if (this.at && (this.at.row >= picture.rows.length || this.at.column >= picture.edges.length - 1)) {
      this.at = null;
    }
    this.paint();
  }

  private get wide(): number {
    return this.element.clientWidth;
  }

  private get margin(): number {
    return this.wide < 420 ? 84 : left;
  }

  private height(): number {
    const rows = this.picture?.rows.length ?? 0;
    return rows === 0 ? 0 : Math.max(3, Math.min(26, Math.floor(340 / rows)));
  }

  private x(value: number): number {
    const { edges } = this.picture!;
    const [first, last] = [edges[0]!, edges.at(-1)!];
    return this.margin + ((value - first) / Math.max(last - first, 1e-9)) * (this.wide - this.margin - 2);
  }

  private paint(): void {
    const { picture, canvas } = this;
    if (!picture || this.wide === 0) {
      return;
    }
    const [tall, scale] = [this.height(), devicePixelRatio || 1];
    const height = picture.rows.length * tall + bottom;
    canvas.style.height = `${height}px`;
    canvas.width = Math.round(this.wide * scale);
    canvas.height = Math.round(height * scale);
    const c = canvas.getContext('2d')!;
    const style = getComputedStyle(this.element);
    const color = (name: string): string => style.getPropertyValue(name).trim();
    const [zero, bad, muted, text] = [color('--line'), color('--reverse'), color('--muted'), color('--text')];
    c.scale(scale, scale);
    c.font = `12px ${style.fontFamily}`;
    c.textBaseline = 'middle';
    const every = Math.ceil(13 / tall);
    picture.rows.forEach((row, r) => {
      const y = r * tall;
      row.cells.forEach((value, i) => {
        const [from, to] = [this.x(picture.edges[i]!), this.x(picture.edges[i + 1]!)];
        c.fillStyle = shade(value, picture.range, zero, bad);
        c.fillRect(from, y, Math.max(to - from, 0.5) + (picture.apart && to - from > 7 ? -1.5 : 0.5), tall - (tall > 8 ? 1.5 : 0));
      });
      if (r % every === 0) {
        c.fillStyle = muted;
        c.textAlign = 'right';
        c.fillText(fit(c, row.label, this.margin - 12), this.margin - 8, y + tall / 2);
      }
    });
    c.fillStyle = muted;
    for (const tick of picture.ticks) {
      const x = this.x(tick.at);
      c.textAlign = x > this.wide - 30 ? 'right' : x < this.margin + 20 ? 'left' : 'center';
      c.fillText(tick.text, x, height - bottom / 2 + 2);
    }
    const frame = (row: number, column: number, rows: number): void => {
      const [from, to] = [this.x(picture.edges[column]!), this.x(picture.edges[column + 1]!)];
      c.strokeStyle = text;
      c.lineWidth = 1.5;
      c.strokeRect(from + 0.5, row * tall + 0.5, Math.max(to - from - 1.5, 2), rows * tall - 2);
    };
    if (picture.marked >= 0 && picture.marked < picture.edges.length - 1) {
      frame(0, picture.marked, picture.rows.length);
    }
    if (this.at) {
      frame(this.at.row, this.at.column, 1);
    }
  }

  private point(event: PointerEvent): void {
    const { picture } = this;
    if (!picture) {
      return;
    }
    const box = this.canvas.getBoundingClientRect();
    const [x, y] = [event.clientX - box.left, event.clientY - box.top];
    const row = Math.floor(y / this.height());
    const column = picture.edges.findLastIndex(edge => this.x(edge) <= x);
    const inside = row >= 0 && row < picture.rows.length && column >= 0 && column < picture.edges.length - 1 && x >= this.margin;
    this.move(inside ? { row, column } : null);
  }

  private key(event: KeyboardEvent): void {
    const step = ({ ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] } as Record<string, number[]>)[event.key];
    const { picture } = this;
    if (!picture || picture.rows.length === 0) {
      return;
    }
    if (event.key === 'Escape') {
      this.move(null);
    } else if (step) {
      event.preventDefault();
      const columns = picture.edges.length - 1;
      const from = this.at ?? { row: 0, column: columns - 1 - step[1]! };
      this.move({
        row: Math.min(picture.rows.length - 1, Math.max(0, from.row + step[0]!)),
        column: Math.min(columns - 1, Math.max(0, from.column + step[1]!)),
      }, true);
    }
  }

  private move(at: { row: number; column: number } | null, aloud = false): void {
    this.at = at;
    const { picture } = this;
    this.tip.hidden = !at;
    if (at && picture) {
      const row = picture.rows[at.row]!;
      const value = row.cells[at.column];
      const words = value === null || value === undefined ? say('not finite', 'não finito') : value === 0 ? '0' : short(value);
      put(this.tip, h('b', null, words), h('span', null, `${row.title} · ${picture.column(at.column)}`));
      const x = this.x(picture.edges[at.column]!);
      this.tip.style.left = `${Math.max(4, Math.min(x - 60, this.wide - 230))}px`;
      this.tip.style.top = `${(at.row + 1) * this.height() + 6}px`;
      if (aloud) {
        this.spoken.textContent = `${row.title}, ${picture.column(at.column)}: ${words}`;
      }
      this.onColumn?.(at.column);
    }
    this.paint();
  }
}

function fit(c: CanvasRenderingContext2D, label: string, width: number): string {
  let text = label;
  while (text.length > 2 && c.measureText(text).width > width) {
    text = '…' + text.slice(2);
  }
  return text;
}

/** The colors and the powers of ten that they stand for. */
export function legend(range: Range): HTMLElement {
  const bar = h('div', { class: 'legend-bar' });
  bar.style.background = `linear-gradient(90deg, ${shades.filter((_, i) => i % 15 === 0).join(', ')})`;
  const span = range.high - range.low;
  const every = Math.ceil(span / 6);
  const ticks: HTMLElement[] = [];
  for (let exponent = range.high; exponent >= range.low; exponent -= every) {
    const tick = h('span', null, power(exponent));
    tick.style.left = `${(100 * (exponent - range.low)) / span}%`;
    ticks.push(tick);
  }
  return h('div', { class: 'legend' },
    h('div', { class: 'legend-scale' }, bar, h('div', { class: 'legend-ticks' }, ...ticks)),
    h('span', { class: 'swatch zero' }, say('exactly 0', 'exatamente 0')),
    h('span', { class: 'swatch bad' }, say('not finite', 'não finito')));
}
