import '../styles/training.css';
import { Refusal } from '../api';
import { h, icon, put, s } from '../dom';
import { language, say } from '../i18n';
import { notice } from '../parts/notice';
import { Chart, type Curve, type Marker } from '../training/charts';
import { feed, start, type Run } from '../training/feed';
import { count, join, percent, shades, short, type Range } from '../training/numbers';
import { Panel } from '../training/panel';
import { refresh, stateText, type Tone } from '../training/parts';
import type { View } from './view';

// Which trainings are shown, beside each other; kept while other views are.
let chosen: string[] = [];
let logarithmic: boolean | null = null;

const tone = (index: number): Tone => (index === 0 ? 'first' : 'second');

/** A mean of some points before and behind each, so that the curve can be seen through the noise of single batches. */
function smooth(points: [number, number | null][]): [number, number | null][] {
  const most = Math.min(15, Math.floor(points.length / 60));
  return points.map(([step, value], at) => {
    const reach = Math.min(most, at);
    const [from, to] = [at - reach, Math.min(at + reach, points.length - 1)];
    let sum = 0;
    for (let i = from; i <= to; i++) {
      sum += points[i]![1] ?? NaN;
    }
    return [step, value === null || Number.isNaN(sum) ? value : sum / (to - from + 1)];
  });
}

function lossCurves(runs: Run[]): Curve[] {
  const curves: Curve[] = [];
  runs.forEach((run, i) => {
    const name = runs.length > 1 ? run.begin.name : '';
    const called = (what: string): string => (name === '' ? what : `${name}, ${what}`);
    const points = run.steps.map((step, at): [number, number | null] => [step, run.losses[at] ?? null]);
    curves.push({ label: called(say('each point', 'cada ponto')), tone: tone(i), kind: 'noise', points });
    curves.push({ label: called(say('training', 'treino')), tone: tone(i), kind: 'line', points: smooth(points) });
    const measured = run.epochs.filter(epoch => epoch.measured_loss !== undefined);
    if (measured.length > 0) {
      curves.push({
        label: called(run.begin.measured === 'validation' ? say('validation', 'validação') : say('behind each epoch', 'ao fim de cada época')),
        tone: tone(i), kind: 'dots', points: measured.map(epoch => [epoch.step, epoch.measured_loss ?? null]),
      });
    }
  });
  const guessing = runs.find(run => run.begin.guessing !== undefined)?.begin.guessing;
  if (guessing !== undefined && runs.every(run => run.begin.guessing === guessing)) {
    const last = Math.max(1, ...runs.map(run => run.step));
    curves.push({ label: say('always the same answer', 'sempre a mesma resposta'), tone: 'first', kind: 'level', points: [[0, guessing], [last, guessing]] });
  }
  return curves;
}

/** Whether curves fall so far that what matters could not be seen on an even scale. */
function spans(curves: Curve[]): boolean {
  const values = curves.filter(curve => curve.kind === 'line').flatMap(curve => curve.points.map(point => point[1])).filter(value => value !== null && value > 0) as number[];
  return values.length > 60 && values.reduce((a, b) => Math.min(a, b)) * 60 < values.reduce((a, b) => Math.max(a, b));
}

function accuracyCurves(runs: Run[]): Curve[] {
  return runs.flatMap((run, i): Curve[] => {
    const points = run.epochs.filter(epoch => epoch.accuracy !== undefined).map((epoch): [number, number | null] => [epoch.step, epoch.accuracy ?? null]);
    return points.length === 0 ? [] : [{ label: runs.length > 1 ? run.begin.name : say('accuracy', 'acurácia'), tone: tone(i), kind: 'dots', points }];
  });
}

function markers(runs: Run[]): Marker[] {
  return runs.flatMap((run, i) => run.changes.map(change => ({ at: change.step, text: short(change.rate), tone: tone(i) })));
}

function said(runs: Run[]): string {
  return runs.map(run => {
    const loss = short(run.losses.at(-1));
    const accuracy = run.epochs.at(-1)?.accuracy;
    return say(
      `${run.begin.name}: step ${count(run.step)}, loss ${loss}${accuracy === undefined ? '' : `, accuracy ${percent(accuracy)}`}`,
      `${run.begin.name}: passo ${count(run.step)}, perda ${loss}${accuracy === undefined ? '' : `, acurácia ${percent(accuracy)}`}`);
  }).join('; ');
}

/** Starts a training in the studio. */
function starter(): HTMLElement {
  const choice = (id: string, label: string, options: [string, string][]): [HTMLElement, HTMLSelectElement] => {
    const select = h('select', { id }, ...options.map(([value, text]) => h('option', { value }, text)));
    return [h('label', { class: 'start-field' }, h('span', null, label), select), select];
  };
  const [modelField, model] = choice('start-model', say('Model', 'Modelo'), [
    ['mlp:128', 'mlp:128'], ['mlp:256,128', 'mlp:256,128'], ['cnn', 'cnn'], ['rnn:64', 'rnn:64'], ['lstm:64', 'lstm:64'], ['gru:64', 'gru:64'], ['transformer:64', 'transformer:64'],
  ]);
  const [paceField, pace] = choice('start-pace', say('Speed', 'Velocidade'), [
    ['0', say('as fast as it goes', 'o mais rápido possível')], ['100', say('100 steps a second', '100 passos por segundo')], ['25', say('25 steps a second', '25 passos por segundo')],
  ]);
  const epochs = h('input', { type: 'number', id: 'start-epochs', min: 1, max: 500, value: 20 });
  const begin = async (plan: Record<string, string | number>): Promise<void> => {
    try {
      chosen = await start(plan);
    } catch (error) {
      notice(error instanceof Refusal ? error.problem.message : say('The studio does not answer.', 'O estúdio não responde.'));
    }
  };
  const form = h('form', { class: 'start-form' },
    modelField, h('label', { class: 'start-field' }, h('span', null, say('Epochs', 'Épocas')), epochs), paceField,
    h('button', { type: 'submit', class: 'primary with-icon', id: 'start-digits' }, icon('play'), say('Train on digits', 'Treinar com dígitos')),
    h('button', {
      type: 'button', class: 'with-icon', id: 'start-vanishing', title: say('The adding problem over 40 time steps: who keeps nothing always answers 1', 'O problema da soma em 40 passos de tempo: quem nada guarda sempre responde 1'),
      onclick: () => void begin({ what: 'vanishing', pace: Number(pace.value) }),
    }, icon('play'), say('tanh RNN beside LSTM', 'RNN tanh ao lado da LSTM')));
  form.addEventListener('submit', event => {
    event.preventDefault();
    void begin({ what: 'digits', model: model.value, epochs: Number(epochs.value), pace: Number(pace.value) });
  });
  return form;
}

/** What this view is about, in a picture: a gradient that fades on its way back, and one that does not. */
function emblem(): SVGSVGElement {
  const strip = (y: number, left: (cell: number) => number): SVGElement[] => Array.from({ length: 24 }, (_, cell) =>
    s('rect', { x: cell * 15, y, width: 13.5, height: 22, rx: 3, fill: shades[Math.round(255 * left(cell))]! }));
  return s('svg', { viewBox: '0 0 360 56', class: 'emblem', 'aria-hidden': 'true' }, ...strip(0, cell => cell / 23), ...strip(30, cell => 0.86 + 0.14 * Math.cos(cell)));
}

/** Trainings as they happen. */
export const training: View = {
  id: 'training',
  title: () => say('Training', 'Treino'),
  layout: 'full',
  mount({ panel: place }) {
    const list = h('div', { class: 'run-list', role: 'group', 'aria-label': say('Trainings: choose one, or two to compare', 'Treinos: escolha um, ou dois para comparar') });
    const lost = h('p', { class: 'problem', role: 'status' }, say('The connection to the studio is lost; it is tried again.', 'A conexão com o estúdio foi perdida; tenta-se de novo.'));
    const [loss, accuracy] = [new Chart(260), new Chart(260)];
    const scale = h('input', { type: 'checkbox', id: 'log-scale' });
    scale.addEventListener('change', () => {
      logarithmic = scale.checked;
      draw();
    });
    const lossCard = h('section', { class: 'card chart-card' },
      h('div', { class: 'card-head' }, h('h3', null, say('Loss', 'Perda')), h('label', { class: 'check' }, scale, say('logarithmic', 'logarítmica'))), loss.element);
    const accuracyCard = h('section', { class: 'card chart-card' }, h('div', { class: 'card-head' }, h('h3', null, say('Accuracy', 'Acurácia'))), accuracy.element);
    const charts = h('div', { class: 'charts' }, lossCard, accuracyCard);
    const columns = h('div', { class: 'run-columns' });
    const empty = h('section', { class: 'training-empty' },
      emblem(),
      h('h2', null, say('Watch a model learn', 'Veja um modelo aprender')),
      h('p', null, say(
        'Start a training here, or attach one from a terminal. You see its loss and accuracy, how the gradient flows back through layers and time steps, whether it vanishes or explodes, and which paths carry it.',
        'Comece um treino aqui, ou acompanhe um de um terminal. Você vê a perda e a acurácia, como o gradiente volta pelas camadas e pelos passos de tempo, se ele desvanece ou explode, e quais caminhos o levam.')),
      h('pre', { class: 'command', tabindex: 0 }, h('code', null, 'aresta train digits --model rnn:64 --studio')));
    put(place, h('div', { class: 'training' },
      h('div', { class: 'training-head' }, starter(), list), lost, empty, charts, columns));

    let panels: Panel[] = [];
    const pick = (id: string): void => {
      chosen = chosen.includes(id) ? chosen.filter(each => each !== id) : [...chosen, id].slice(-2);
      draw();
    };

    function drawList(runs: Run[]): void {
      const key = JSON.stringify([runs.map(run => [run.id, run.begin.name]), language()]);
      refresh(list, key, () => runs.map(run => h('button', { type: 'button', class: 'run-chip', 'data-run': run.id, onclick: () => pick(run.id) },
        h('span', { class: 'dot', 'aria-hidden': 'true' }), h('span', { class: 'run-name' }, run.begin.name), h('span', { class: 'run-state' }))));
      for (const chip of list.querySelectorAll<HTMLElement>('.run-chip')) {
        const run = feed.runs.get(chip.dataset.run!)!;
        const index = chosen.indexOf(run.id);
        chip.setAttribute('aria-pressed', String(index >= 0));
        chip.classList.toggle('first', index === 0);
        chip.classList.toggle('second', index === 1);
        chip.dataset.state = run.state;
        chip.querySelector('.run-state')!.textContent = stateText(run);
      }
    }

    function draw(): void {
      const all = [...feed.runs.values()].reverse();
      chosen = chosen.filter(id => feed.runs.has(id));
      if (chosen.length === 0 && all[0]) {
        const group = all[0].begin.group;
        const pair = group === undefined ? [all[0]] : all.filter(run => run.begin.group === group).slice(0, 2).sort((a, b) => a.begin.parameters - b.begin.parameters);
        chosen = pair.map(run => run.id);
      }
      const runs = chosen.map(id => feed.runs.get(id)!);
      drawList(all);
      lost.classList.toggle('shown', feed.isLost);
      empty.hidden = all.length > 0;
      charts.hidden = columns.hidden = runs.length === 0;
      if (runs.length !== panels.length || runs.some((run, i) => panels[i]!.run !== run)) {
        panels.forEach(panel => panel.leave());
        panels = runs.map((run, i) => new Panel(run, tone(i)));
        panels.forEach(panel => { panel.onLook = () => panel.update(shared(panels)); });
        columns.classList.toggle('two', runs.length === 2);
        put(columns, ...panels.map(panel => panel.element));
      }
      if (runs.length === 0) {
        return;
      }
      const [lossCurve, accuracyCurve] = [lossCurves(runs), accuracyCurves(runs)];
      const label = said(runs);
      const last = Math.max(...runs.map(run => run.step));
      accuracyCard.hidden = accuracyCurve.length === 0;
      charts.classList.toggle('two', accuracyCurve.length > 0);
      const log = logarithmic ?? spans(lossCurve);
      scale.checked = log;
      loss.draw({ curves: lossCurve, markers: markers(runs), logarithmic: log, percent: false, last, label: say('Loss by step. ', 'Perda por passo. ') + label });
      if (accuracyCurve.length > 0) {
        accuracy.draw({ curves: accuracyCurve, markers: markers(runs), logarithmic: false, percent: true, last, label: say('Accuracy by step. ', 'Acurácia por passo. ') + label });
      }
      const range = shared(panels);
      panels.forEach(panel => panel.update(range));
    }

    const shared = (all: Panel[]): Range | null => (all.length < 2 ? null : all.map(panel => panel.range()).reduce(join, null));

    // What comes quickly is drawn together.
    let timer = 0;
    const off = feed.on(() => {
      timer ||= window.setTimeout(() => {
        timer = 0;
        draw();
      }, 90);
    });
    draw();
    return () => {
      off();
      clearTimeout(timer);
      panels.forEach(panel => panel.leave());
      loss.leave();
      accuracy.leave();
    };
  },
};
