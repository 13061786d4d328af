// Elements are made by functions and never from text, so nothing that a person types becomes markup.

export type Child = Node | string | number | null | undefined | false;
type Attributes = Record<string, string | number | boolean | null | undefined | ((event: never) => void)>;

const svgSpace = 'http://www.w3.org/2000/svg';

function fill<T extends Element>(element: T, attributes: Attributes | null, children: Child[]): T {
  for (const [name, value] of Object.entries(attributes ?? {})) {
    if (typeof value === 'function') {
      element.addEventListener(name.slice(2), value as unknown as EventListener);
    } else if (value === true) {
      element.setAttribute(name, '');
    } else if (value !== false && value !== null && value !== undefined) {
      element.setAttribute(name, String(value));
    }
  }
  append(element, children);
  return element;
}

export function append(element: Element, children: Child[]): void {
  for (const child of children) {
    if (child !== null && child !== undefined && child !== false) {
      element.append(child instanceof Node ? child : String(child));
    }
  }
}

/** An element of HTML; attributes that begin with "on" are listeners. */
export function h<K extends keyof HTMLElementTagNameMap>(
  tag: K, attributes: Attributes | null = null, ...children: Child[]): HTMLElementTagNameMap[K] {
  return fill(document.createElement(tag), attributes, children);
}

/** An element of SVG. */
export function s<K extends keyof SVGElementTagNameMap>(
  tag: K, attributes: Attributes | null = null, ...children: Child[]): SVGElementTagNameMap[K] {
  return fill(document.createElementNS(svgSpace, tag) as SVGElementTagNameMap[K], attributes, children);
}

/** Replaces what is in an element. */
export function put(element: Element, ...children: Child[]): void {
  element.replaceChildren();
  append(element, children);
}

const icons: Record<string, string> = {
  play: 'M7 4.5v15l12-7.5z',
  pause: 'M7 5h3.500v14H7zM13.500 5H17v14h-3.500z',
  next: 'M6 5v14l9-7zM16.500 5H19v14h-2.500z',
  back: 'M18 5v14l-9-7zM5 5h2.500v14H5z',
  restart: 'M12 5V2L7 6.500l5 4.500V8a5 5 0 1 1-5 5H4a8 8 0 1 0 8-8z',
  end: 'M4 5v14l7-7zM11 5v14l7-7zM18 5h2.500v14H18z',
  plus: 'M11 5h2v6h6v2h-6v6h-2v-6H5v-2h6z',
  minus: 'M5 11h14v2H5z',
  fit: 'M4 4h6v2H6v4H4zM14 4h6v6h-2V6h-4zM4 14h2v4h4v2H4zM18 14h2v6h-6v-2h4z',
  moon: 'M20 14.500A8.500 8.500 0 0 1 9.500 4 8.500 8.500 0 1 0 20 14.500z',
  sun: 'M12 7.500a4.500 4.500 0 1 0 0 9 4.500 4.500 0 0 0 0-9zM11 1.500h2v3h-2zM11 19.500h2v3h-2zM1.500 11h3v2h-3zM19.500 11h3v2h-3zM4 5.400 5.400 4l2.100 2.100-1.400 1.400zM16.500 17.900l1.400-1.400L20 18.600 18.600 20zM4 18.600l2.100-2.100 1.400 1.400L5.400 20zM16.500 6.100 18.600 4 20 5.400l-2.100 2.100z',
  share: 'M17 15.500a3 3 0 0 0-2.200 1l-5.300-3.100a3 3 0 0 0 0-1.800l5.300-3.100A3 3 0 1 0 14 6.500l-5.300 3.100a3 3 0 1 0 0 4.800l5.300 3.100a3 3 0 1 0 3-2z',
  copy: 'M8 3h11v14h-2.500v-2H17V5h-7v1H8zM5 7h10v14H5zm2 2v10h6V9z',
  close: 'M6.400 5 12 10.600 17.600 5 19 6.400 13.400 12l5.600 5.600-1.400 1.400-5.600-5.600L6.400 19 5 17.600 10.600 12 5 6.400z',
  help: 'M11 17h2v2h-2zM12 4a5 5 0 0 0-5 5h2.200a2.800 2.800 0 1 1 4.300 2.400C11.800 12.500 11 13.400 11 15h2c0-.900.500-1.300 1.600-2.100A5 5 0 0 0 12 4z',
};

/** A picture of an action; it says nothing to screen readers, so its button is named. */
export function icon(name: string): SVGSVGElement {
  return s('svg', { viewBox: '0 0 24 24', class: 'icon', 'aria-hidden': 'true', focusable: 'false' }, s('path', { d: icons[name] ?? '' }));
}

/** A button with a picture and a name. */
export function iconButton(name: string, label: string, onclick: () => void, extra: Attributes = {}): HTMLButtonElement {
  return h('button', { type: 'button', class: 'icon-button', 'aria-label': label, title: label, onclick, ...extra }, icon(name));
}

/** Runs a function when no further call came for a while. */
export function later(run: () => void, milliseconds: number): () => void {
  let timer = 0;
  return () => {
    clearTimeout(timer);
    timer = window.setTimeout(run, milliseconds);
  };
}

export const calm = (): boolean => matchMedia('(prefers-reduced-motion: reduce)').matches;
