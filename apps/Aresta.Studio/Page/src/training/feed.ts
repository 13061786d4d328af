// What trainings tell, as the server streams it, and what the page keeps of it.

import { ask, token } from '../api';
import { language } from '../i18n';

interface Said { en: string; pt: string }
export interface Begin {
  event: 'begin'; name: string; data: string; model: string; optimizer: string; rate: number; batch_size: number; epochs: number;
  examples: number; parameters: number; step: number; seed: number; measured: 'validation' | 'training'; guessing?: number; group?: string;
}
interface Steps { event: 'steps'; epoch: number; examples_per_second: number; step: number[]; loss: (number | null)[]; rate: number[] }
export interface Epoch { event: 'epoch'; epoch: number; step: number; loss?: number; measured_loss?: number; accuracy?: number; seconds: number }
export interface Layer {
  name: string; kind: string; recurrent: boolean; carried: boolean; time_steps: number; norms: (number | null)[]; norm?: number;
  dead: number; saturated?: number;
}
export interface Finding { kind: string; layer: string; sentence: Said; remedies: Said }
export interface Flow {
  event: 'flow'; step: number; epoch: number; loss?: number; examples: number; layers: Layer[];
  parameters: { path: string; gradient?: number; update?: number }[]; findings: Finding[];
}
export interface HeavyPath { text: string; share?: number; norm?: number; bound?: number; places: string[]; norms: (number | null)[] }
export interface PathsTold { event: 'paths'; step: number; parameter: string; gradient?: number; count: string; paths: HeavyPath[] }
export interface Change { event: 'change'; step: number; factor: number; rate: number }
interface StateTold { event: 'state'; paused: boolean; step: number }
type Outcome = 'Finished' | 'Stopped' | 'Failed' | 'Lost';
interface End { event: 'end'; outcome: Outcome; step: number; test_accuracy?: number; test_loss?: number; parameters_sha256?: string; message?: string }
type Told = Begin | Steps | Epoch | Flow | PathsTold | Change | StateTold | End;

export type RunState = 'running' | 'paused' | Outcome;

/** A training and what it told. */
export class Run {
  state: RunState = 'running';
  epoch = 0;
  step = 0;
  speed = 0;
  baseRate: number;
  readonly steps: number[] = [];
  readonly losses: (number | null)[] = [];
  readonly rates: number[] = [];
  readonly epochs: Epoch[] = [];
  readonly changes: Change[] = [];
  flows: Flow[] = [];
  paths: PathsTold | null = null;
  end: End | null = null;

  constructor(readonly id: string, readonly begin: Begin) {
    this.baseRate = begin.rate;
    this.step = begin.step;
  }

  get isOver(): boolean {
    return this.state !== 'running' && this.state !== 'paused';
  }

  get flow(): Flow | undefined {
    return this.flows.at(-1);
  }

  take(told: Told): void {
    switch (told.event) {
      case 'steps':
        this.steps.push(...told.step);
        this.losses.push(...told.loss);
        this.rates.push(...told.rate);
        this.epoch = told.epoch;
        this.speed = told.examples_per_second;
        this.step = told.step.at(-1) ?? this.step;
        break;
      case 'epoch':
        this.epochs.push(told);
        [this.epoch, this.step] = [told.epoch, Math.max(this.step, told.step)];
        break;
      case 'flow':
        this.flows.push(told);
        if (this.flows.length > 320) {
          this.flows = this.flows.filter((_, i) => i % 2 === 0 || i === this.flows.length - 1);
        }
        break;
      case 'paths':
        this.paths = told;
        break;
      case 'change':
        this.changes.push(told);
        this.baseRate = told.rate;
        break;
      case 'state':
        this.state = told.paused ? 'paused' : 'running';
        this.end = null;
        break;
      case 'end':
        [this.state, this.end, this.step] = [told.outcome, told, Math.max(this.step, told.step)];
        break;
    }
  }
}

/** All trainings that the studio knows. */
class Feed {
  readonly runs = new Map<string, Run>();
  isLost = false;
  private hub = '';
  private source: EventSource | null = null;
  private readonly listeners = new Set<() => void>();

  /** Calls a function after changes; the result ends that. The first call connects. */
  on(listener: () => void): () => void {
    this.listeners.add(listener);
    this.connect();
    return () => this.listeners.delete(listener);
  }

  private connect(): void {
    if (this.source) {
      return;
    }
    const source = this.source = new EventSource(`/api/training/events?token=${encodeURIComponent(token)}`);
    source.addEventListener('open', () => this.tell(() => { this.isLost = false; }));
    source.addEventListener('error', () => {
      this.tell(() => { this.isLost = true; });

      // A browser gives up where the server answers with an error.
      if (source.readyState === EventSource.CLOSED) {
        this.source = null;
        setTimeout(() => this.connect(), 2000);
      }
    });
    source.addEventListener('runs', event => {
      const { hub, runs } = JSON.parse((event as MessageEvent<string>).data) as { hub: string; runs: string[] };
      this.tell(() => {
        if (hub !== this.hub) {
          this.hub = hub;
          this.runs.clear();
        }
        for (const id of [...this.runs.keys()]) {
          if (!runs.includes(id)) {
            this.runs.delete(id);
          }
        }
      });
    });
    source.addEventListener('message', event => {
      const { run, told } = JSON.parse(event.data as string) as { run: string; told: Told };
      this.tell(() => {
        if (told.event === 'begin') {
          this.runs.set(run, new Run(run, told));
        } else {
          this.runs.get(run)?.take(told);
        }
      });
    });
  }

  private tell(change: () => void): void {
    change();
    for (const listener of [...this.listeners]) {
      listener();
    }
  }
}

export const feed = new Feed();

export async function wish(run: Run, kind: 'pause' | 'go_on' | 'stop' | 'rate', rate?: number): Promise<void> {
  await ask('/api/training/wish', { run: run.id, wish: kind, language: language(), ...(rate === undefined ? {} : { rate }) });
}

export async function remove(run: Run): Promise<void> {
  await ask('/api/training/remove', { run: run.id, language: language() });
}

export async function start(plan: Record<string, string | number>): Promise<string[]> {
  return (await ask<{ runs: string[] }>('/api/training/start', { ...plan, language: language() })).runs;
}

export function said(text: Said): string {
  return language() === 'en' ? text.en : text.pt;
}
