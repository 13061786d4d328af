import { h } from './dom';

type Katex = typeof import('katex').default;

let katex: Promise<Katex> | null = null;

// The library and its styles come when the first formula does.
function library(): Promise<Katex> {
  katex ??= Promise.all([import('katex'), import('katex/dist/katex.css')]).then(([module]) => module.default);
  return katex;
}

/** A formula; until it is set, and where it cannot be, its plain text. */
export function formula(latex: string, plain = '', display = false): HTMLElement {
  const element = h('span', { class: display ? 'formula display' : 'formula' }, plain);
  void library().then(set => {
    element.replaceChildren();
    set.render(display ? `\\displaystyle ${latex}` : latex, element, { throwOnError: false, displayMode: false, output: 'htmlAndMathml', strict: false, maxExpand: 100 });
  });
  return element;
}
