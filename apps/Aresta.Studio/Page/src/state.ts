// What the page shows, kept in the address so that a link brings it back.

export interface State {
  source: string;
  values: Record<string, string>;
  derive: { of: string; wrt: string }[];
  open: Record<string, boolean>;
  view: string;
  from: string;
  to: string;
  direction: 'forward' | 'reverse';
}

export const chapter = 'c = a + b\nd = b + 1\ne = c * d';

export function fresh(source = chapter, values: Record<string, string> = { a: '2', b: '1' }): State {
  return { source, values, derive: [], open: {}, view: 'explore', from: '', to: '', direction: 'reverse' };
}

/** The state in an address; null where there is none. */
export function fromHash(hash: string): State | null {
  const given = new URLSearchParams(hash.replace(/^#/, ''));
  const source = given.get('s');
  if (source === null) {
    const view = given.get('view');
    return view === null ? null : { ...fresh(), view };
  }
  const state = fresh(source, {});
  for (const [name, value] of given) {
    if (name.startsWith('v.')) {
      state.values[name.slice(2)] = value;
    } else if (name.startsWith('o.')) {
      state.open[name.slice(2)] = value === '1';
    } else if (name === 'd') {
      const [of, wrt] = value.split('|');
      if (of && wrt) {
        state.derive.push({ of, wrt });
      }
    }
  }
  state.view = given.get('view') ?? 'explore';
  state.from = given.get('from') ?? '';
  state.to = given.get('to') ?? '';
  state.direction = given.get('way') === 'forward' ? 'forward' : 'reverse';
  return state;
}

export function toHash(state: State): string {
  const given = new URLSearchParams();
  given.set('s', state.source);
  for (const [name, value] of Object.entries(state.values)) {
    given.set('v.' + name, value);
  }
  for (const { of, wrt } of state.derive) {
    given.append('d', `${of}|${wrt}`);
  }
  for (const [part, isOpen] of Object.entries(state.open)) {
    given.set('o.' + part, isOpen ? '1' : '0');
  }
  given.set('view', state.view);
  if (state.from) {
    given.set('from', state.from);
  }
  if (state.to) {
    given.set('to', state.to);
  }
  given.set('way', state.direction);
  return '#' + given.toString();
}

const store = {
  get(key: string): string | null {
    try {
      return localStorage.getItem('aresta.' + key);
    } catch {
      return null;
    }
  },
  set(key: string, value: string): void {
    try {
      localStorage.setItem('aresta.' + key, value);
    } catch {
      // A browser that keeps nothing still shows everything.
    }
  },
};

export { store };
