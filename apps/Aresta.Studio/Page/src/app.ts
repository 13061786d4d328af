import { ask, Refusal, type Explored, type Problem } from './api';
import { language, t } from './i18n';
import { fresh, fromHash, toHash, type State } from './state';

/** What is pointed at or chosen in the graph: a box or an arrow by its place in the drawing. */
export type Chosen = { box: number } | { arrow: number } | null;

type Topic = 'doc' | 'problem' | 'chosen' | 'view' | 'busy';

/** What the page knows: the state that the address keeps, the last answer to it, and who wants to know. */
export class App {
  state: State = fresh();
  doc: Explored | null = null;
  problem: Problem | null = null;
  chosen: Chosen = null;
  /** Changes with every drawing whose boxes are other ones. */
  drawing = 0;

  private readonly listeners = new Map<Topic, Set<() => void>>();
  private running: AbortController | null = null;
  private shape = '';

  /** Calls a function on every change of a topic; the result ends that. */
  on(topic: Topic, listener: () => void): () => void {
    const all = this.listeners.get(topic) ?? new Set();
    this.listeners.set(topic, all.add(listener));
    return () => all.delete(listener);
  }

  /** Ends all listening, before the page is built anew. */
  forget(): void {
    this.listeners.clear();
  }

  tell(topic: Topic): void {
    for (const listener of [...(this.listeners.get(topic) ?? [])]) {
      listener();
    }
  }

  /** Takes up the state in the address, if there is one. */
  readAddress(): boolean {
    const state = fromHash(location.hash);
    if (state) {
      this.state = state;
    }
    return state !== null;
  }

  /** What every request about the graph says. */
  subject(): { source: string; values: Record<string, string>; derive: State['derive']; language: string } {
    const { source, values, derive } = this.state;
    return { source, values, derive, language: language() };
  }

  /** Changes the state and asks the server anew. */
  change(part: Partial<State>): void {
    Object.assign(this.state, part);
    void this.refresh();
  }

  /** Shows something else: another program or its derivative. */
  open(part: Partial<State>): void {
    this.chosen = null;
    this.tell('chosen');
    this.change({ open: {}, from: '', to: '', ...part });
  }

  show(view: string): void {
    this.state.view = view;
    this.keep();
    this.tell('view');
  }

  choose(chosen: Chosen): void {
    this.chosen = chosen;
    this.tell('chosen');
  }

  keep(): void {
    history.replaceState(null, '', toHash(this.state));
  }

  /** The place of a named value; undefined where there is none. */
  valueOf(name: string): number | undefined {
    return this.doc?.named.find(each => each.name === name)?.value;
  }

  /** What a value is called. */
  nameOf(value: number | undefined): string {
    return this.doc?.named.find(each => each.value === value)?.name
      ?? this.doc?.drawn.find(each => each.value === value)?.name ?? '';
  }

  async refresh(): Promise<void> {
    this.keep();
    this.running?.abort();
    const running = this.running = new AbortController();
    this.tell('busy');
    try {
      const [from, to] = [this.valueOf(this.state.from), this.valueOf(this.state.to)];
      const body = { ...this.subject(), open: this.state.open, ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) };
      let doc = await ask<Explored>('/api/explore', body, running.signal);

      // The places of values may have changed with the program, and with them what was asked for.
      const [nextFrom, nextTo] = [this.state.from, this.state.to].map(name => doc.named.find(each => each.name === name)?.value);
      if ((nextFrom !== undefined && nextFrom !== doc.from) || (nextTo !== undefined && nextTo !== doc.to)) {
        doc = await ask<Explored>('/api/explore', { ...body, from: nextFrom, to: nextTo }, running.signal);
      }
      this.take(doc);
    } catch (error) {
      if (running.signal.aborted) {
        return;
      }
      this.problem = error instanceof Refusal ? error.problem : { kind: 'lost', message: t('lost') };
      this.tell('problem');
    } finally {
      if (this.running === running) {
        this.running = null;
      }
      this.tell('busy');
    }
  }

  get isBusy(): boolean {
    return this.running !== null;
  }

  private take(doc: Explored): void {
    const shape = JSON.stringify([this.state.source, this.state.derive, doc.drawn.map(box => [box.value, box.part, box.x, box.y])]);
    if (shape !== this.shape) {
      this.shape = shape;
      this.drawing++;
      if (this.chosen) {
        this.chosen = null;
        this.doc = doc;
        this.tell('chosen');
      }
    }
    this.doc = doc;
    this.problem = null;
    this.tell('problem');
    this.tell('doc');
  }
}
