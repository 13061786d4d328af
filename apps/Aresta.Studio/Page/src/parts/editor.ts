import type { App } from '../app';
import { h, later, put } from '../dom';
import { examples } from '../examples';
import { t } from '../i18n';

const tokens = /(#[^\n]*)|(\d+\.?\d*(?:[eE][+-]?\d+)?|\.\d+(?:[eE][+-]?\d+)?)|([\p{L}_][\p{L}\p{N}_′]*[₀-₉]*)|([-+*/^·×÷−@=<>!%;,()[\]])/gu;

/** The program with its parts colored; a name that is assigned looks other than one that is an input. */
function colored(source: string, error: { start: number; end: number } | null): Node[] {
  const assigned = new Set([...source.matchAll(/(?:^|[;\n])\s*([\p{L}_][\p{L}\p{N}_′₀-₉]*)\s*=(?!=)/gu)].map(match => match[1]));
  const nodes: Node[] = [];
  const marked = (from: number, to: number, kind: string): void => {
    const cuts = error ? [from, Math.min(to, Math.max(from, error.start)), Math.max(from, Math.min(to, error.end)), to] : [from, to];
    for (let i = 0; i + 1 < cuts.length; i++) {
      const [a, b] = [cuts[i]!, cuts[i + 1]!];
      if (b > a) {
        nodes.push(h('span', { class: `${kind}${error && i === 1 && cuts.length > 2 ? ' wrong' : ''}` }, source.slice(a, b)));
      }
    }
  };
  let at = 0;
  for (const match of source.matchAll(tokens)) {
    marked(at, match.index, '');
    const after = source.slice(match.index + match[0].length).trimStart();
    marked(match.index, match.index + match[0].length, match[1] ? 'comment' : match[2] ? 'number'
      : match[3] ? (after.startsWith('(') && !assigned.has(match[3]) ? 'function' : assigned.has(match[3]) ? 'assigned' : 'free') : 'operator');
    at = match.index + match[0].length;
  }
  marked(at, source.length, '');
  if (error && error.start >= source.length) {
    nodes.push(h('span', { class: 'wrong' }, ' '));
  }
  return nodes;
}

/** The editor: a field of text over the same text in color, the examples, and what is wrong. */
export function editor(app: App): HTMLElement {
  const behind = h('pre', { class: 'behind', 'aria-hidden': 'true' });
  const field = h('textarea', {
    id: 'source', spellcheck: 'false', autocapitalize: 'off', autocomplete: 'off', autocorrect: 'off', wrap: 'soft', rows: 3,
    'aria-label': t('expression'), 'aria-describedby': 'source-problem source-hint',
  });
  const problem = h('p', { class: 'problem', id: 'source-problem', role: 'status', 'aria-live': 'polite' });
  const send = later(() => app.open({ source: field.value, values: app.state.values, derive: [] }), 160);
  const paint = (): void => {
    const wrong = app.problem;
    const error = wrong?.start !== undefined && wrong.end !== undefined && app.state.derive.length === 0 && field.value === app.state.source
      ? { start: wrong.start, end: Math.max(wrong.end, wrong.start + 1) } : null;
    put(behind, ...colored(field.value.slice(0, 20000), error), '\n');
    field.setAttribute('aria-invalid', String(app.problem !== null));
  };
  const grow = (): void => {
    field.style.height = 'auto';
    field.style.height = `${Math.min(field.scrollHeight + 2, 260)}px`;
  };
  const sync = (): void => {
    if (document.activeElement !== field || field.value === '') {
      if (field.value !== app.state.source) {
        field.value = app.state.source;
        requestAnimationFrame(grow);
      }
    }
    paint();
  };
  field.addEventListener('input', () => {
    paint();
    grow();
    send();
  });
  field.addEventListener('scroll', () => {
    behind.scrollTop = field.scrollTop;
    behind.scrollLeft = field.scrollLeft;
  });
  const tell = (): void => {
    const wrong = app.problem;
    problem.textContent = !wrong ? '' : wrong.line !== undefined && wrong.column !== undefined
      ? t('place', wrong.line, wrong.column, wrong.message) : wrong.message;
    problem.classList.toggle('shown', wrong !== null);
    paint();
  };
  const choice = h('select', { id: 'examples', 'aria-label': t('examples') },
    h('option', { value: '' }, t('chooseExample')), ...examples.map(example => h('option', { value: example.id }, example.name())));
  choice.addEventListener('change', () => {
    const example = examples.find(each => each.id === choice.value);
    choice.value = '';
    if (example) {
      field.value = example.source;
      app.open({ source: example.source, values: { ...example.values }, derive: [] });
      sync();
      grow();
    }
  });
  app.on('problem', tell);
  app.on('doc', sync);
  field.value = app.state.source;
  tell();
  requestAnimationFrame(grow);
  return h('section', { class: 'card editor-card' },
    h('div', { class: 'card-head' }, h('h2', null, h('label', { for: 'source' }, t('expression'))), choice),
    h('div', { class: 'editor' }, behind, field),
    problem,
    h('p', { class: 'hint', id: 'source-hint' }, t('editorHint')));
}
