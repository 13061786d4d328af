import type { Amount, ArrowValues, BoxValues, DrawnArrow, DrawnBox } from '../api';
import { s } from '../dom';

/** How a box or an arrow is drawn in a view: its tone, and what stands at it. */
export interface BoxLook { tone?: 'forward' | 'reverse' | 'path' | undefined; strong?: boolean; faint?: boolean; badge?: string | undefined; live?: boolean }
export interface ArrowLook {
  tone?: 'forward' | 'reverse' | 'path' | undefined; strong?: boolean; faint?: boolean; live?: boolean; reversed?: boolean; label?: string | undefined;
}

export const text = (amount: Amount | null | undefined): string => amount?.text ?? '';

function shortened(line: string, longest: number): string {
  return line.length <= longest ? line : line.slice(0, longest - 1) + '…';
}

/** Numbers on boxes and arrows have five digits; everything is in the panel. */
export function brief(amount: Amount | null | undefined, longest = 12): string {
  if (!amount) {
    return '';
  }
  if (amount.number === undefined) {
    return shortened(amount.text, longest);
  }
  const size = Math.abs(amount.number);
  if (size !== 0 && (size >= 1e6 || size < 1e-4)) {
    const [digits, power] = amount.number.toExponential(1).split('e') as [string, string];
    return `${digits.replace('-', '−')}·10${[...String(Number(power))].map(d => (d === '-' ? '⁻' : '⁰¹²³⁴⁵⁶⁷⁸⁹'[Number(d)])).join('')}`;
  }
  return String(Number(amount.number.toPrecision(5))).replace('-', '−');
}

/** The element of a box; what changes with values and views is set by `dressBox`. */
export function makeBox(box: DrawnBox, place: number, closes: boolean): SVGGElement {
  const lines = box.kind === 'constant' && box.height < 40 ? 1 : 2;
  const middle = box.x + box.width / 2;
  const [name, ...rest] = box.title.split(' = ');
  const heading = s('text', { class: 'heading', x: middle, y: box.y + (lines === 1 ? box.height / 2 + 5 : 22) },
    s('tspan', { class: 'name' }, name ?? ''), rest.length > 0 ? ` = ${rest.join(' = ')}` : '');
  const isPart = box.part >= 0;
  return s('g', { class: `node ${box.kind}${isPart ? ' part' : ''}`, 'data-box': place, role: 'button', tabindex: -1, id: `box-${place}` },
    isPart ? s('rect', { class: 'behind', x: box.x + 5, y: box.y - 5, width: box.width - 10, height: box.height, rx: 9 }) : null,
    s('rect', { class: 'body', x: box.x, y: box.y, width: box.width, height: box.height, rx: 10 }),
    heading,
    lines === 2 ? s('text', { class: 'value', x: middle, y: box.y + 42 }) : null,
    isPart || closes ? s('g', { class: 'knob', 'data-knob': place, transform: `translate(${box.x} ${box.y})` },
      s('circle', { r: 9 }), s('path', { d: isPart ? 'M-4 0h8M0 -4v8' : 'M-4 0h8' })) : null,
    s('g', { class: 'badge', transform: `translate(${box.x + box.width} ${box.y})` },
      s('rect', { rx: 10, height: 20, y: -10 }), s('text', { y: 4.5 })));
}

export function dressBox(element: SVGGElement, box: DrawnBox, values: BoxValues, look: BoxLook, isChosen: boolean, members: string): void {
  const list = element.classList;
  for (const tone of ['forward', 'reverse', 'path']) {
    list.toggle(tone, look.tone === tone);
  }
  list.toggle('strong', look.strong === true);
  list.toggle('faint', look.faint === true);
  list.toggle('live', look.live === true);
  list.toggle('chosen', isChosen);
  const value = element.querySelector('.value');
  const line = box.part >= 0 && !values.value ? members : values.value ? `= ${brief(values.value, 20)}` : '';
  if (value && value.textContent !== line) {
    value.textContent = line;
  }
  const badge = element.querySelector<SVGGElement>('.badge')!;
  badge.classList.toggle('shown', look.badge !== undefined);
  if (look.badge !== undefined) {
    const label = badge.querySelector('text')!;
    if (label.textContent?.trim() !== look.badge) {
      label.textContent = ` ${look.badge}`;
      const width = Math.max(20, look.badge.length * 7.4 + 12);
      const rect = badge.querySelector('rect')!;
      rect.setAttribute('width', String(width));
      rect.setAttribute('x', String(-width / 2));
    }
  }
  const name = [box.title, values.value ? `= ${text(values.value)}` : '', look.badge ?? ''].filter(Boolean).join(' ');
  if (element.getAttribute('aria-label') !== name) {
    element.setAttribute('aria-label', name);
  }
}

export function makeArrow(arrow: DrawnArrow, place: number): SVGGElement {
  return s('g', { class: `edge${arrow.carries ? '' : ' still'}`, 'data-arrow': place },
    s('path', { class: 'grip', d: arrow.path }),
    s('path', { class: 'line', d: arrow.path }),
    arrow.labelX === undefined ? null : s('g', { class: 'label', transform: `translate(${arrow.labelX} ${arrow.labelY})` },
      s('rect', { rx: 5, y: -10, height: 20 }), s('text', { y: 4.5 })));
}

export function dressArrow(element: SVGGElement, values: ArrowValues, look: ArrowLook, isChosen: boolean): void {
  const list = element.classList;
  for (const tone of ['forward', 'reverse', 'path']) {
    list.toggle(tone, look.tone === tone);
  }
  list.toggle('strong', look.strong === true);
  list.toggle('faint', look.faint === true);
  list.toggle('live', look.live === true);
  list.toggle('chosen', isChosen);
  const tone = look.live || look.strong || isChosen ? (look.tone ?? 'chosen') : look.faint ? 'faint' : 'plain';
  const line = element.querySelector('.line')!;
  line.setAttribute('marker-end', look.reversed ? 'none' : `url(#head-${tone})`);
  line.setAttribute('marker-start', look.reversed ? `url(#head-${tone})` : 'none');
  const label = element.querySelector<SVGGElement>('.label');
  if (label) {
    const written = look.label ?? (values.partial ? brief(values.partial, 9) : values.rule ?? (values.count ? `×${values.count}` : ''));
    const into = label.querySelector('text')!;
    if (into.textContent !== written) {
      into.textContent = written;
      const width = written.length * 7.2 + 8;
      const rect = label.querySelector('rect')!;
      rect.setAttribute('width', String(width));
      rect.setAttribute('x', String(-width / 2));
    }
    label.classList.toggle('rule', !values.partial && look.label === undefined);
  }
}

/** The heads of arrows, one for each tone. */
export function heads(): SVGDefsElement {
  return s('defs', null, ...['plain', 'faint', 'forward', 'reverse', 'path', 'chosen'].map(tone =>
    s('marker', { id: `head-${tone}`, class: `head ${tone}`, viewBox: '0 0 10 10', refX: 9, refY: 5, markerWidth: 11, markerHeight: 11, markerUnits: 'userSpaceOnUse', orient: 'auto-start-reverse' },
      s('path', { d: 'M0 1 L10 5 L0 9z' }))));
}
