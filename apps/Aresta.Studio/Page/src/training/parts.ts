// The parts of the view of trainings that show one training.

import { h, put, type Child } from '../dom';
import { say, whole } from '../i18n';
import { said, type Finding, type Flow, type HeavyPath, type PathsTold, type Run } from './feed';
import { type HeatPicture, type HeatRow } from './heat';
import { count, percent, shade, short, type Range } from './numbers';

export type Tone = 'first' | 'second';

export function stateText(run: Run): string {
  switch (run.state) {
    case 'running': return say('running', 'treinando');
    case 'paused': return say('paused', 'pausado');
    case 'Finished': return say('finished', 'terminado');
    case 'Stopped': return say('stopped', 'parado');
    case 'Failed': return say('failed', 'falhou');
    case 'Lost': return say('ended unexpectedly', 'terminou inesperadamente');
  }
}

/** What a training is trained on, in the person's language where it is known. */
export function dataText(run: Run): string {
  const steps = /^adding problem, (\d+) steps$/.exec(run.begin.data)?.[1];
  return steps === undefined ? run.begin.data : say(run.begin.data, `problema da soma, ${steps} passos`);
}

/** Under which word the findings of a kind go. */
function kindText(kind: string): string {
  const words: Record<string, [string, string]> = {
    Healthy: ['Healthy', 'Saudável'], Saturated: ['Saturated', 'Saturação'], Dead: ['Dead units', 'Unidades mortas'],
    Vanishing: ['Vanishing', 'Desvanecimento'], VanishingInTime: ['Vanishing in time', 'Desvanecimento no tempo'],
    Exploding: ['Exploding', 'Explosão'], ExplodingInTime: ['Exploding in time', 'Explosão no tempo'],
    NoGradient: ['No gradient', 'Sem gradiente'], NonFinite: ['Not finite', 'Não finito'],
  };
  const [en, pt] = words[kind] ?? [kind, kind];
  return say(en, pt);
}

/** What the numbers say, with their evidence. */
export function verdict(findings: Finding[]): Child[] {
  return findings.map((finding, i) => {
    const sentence = said(finding.sentence);
    const lead = `${kindText(finding.kind)}: `;
    const rest = sentence.startsWith(lead) ? sentence.slice(lead.length) : sentence;
    const remedies = said(finding.remedies);
    return h('div', { class: `finding ${finding.kind === 'Healthy' ? 'well' : 'ill'} ${i > 0 ? 'minor' : ''}`, 'data-kind': finding.kind },
      h('p', { class: 'finding-head' }, h('span', { class: 'finding-mark', 'aria-hidden': 'true' }, finding.kind === 'Healthy' ? '✓' : '!'), h('b', null, kindText(finding.kind))),
      h('p', null, rest.charAt(0).toUpperCase() + rest.slice(1)),
      remedies && h('p', { class: 'hint' }, remedies));
  });
}

const fact = (name: string, value: string, title = ''): HTMLElement =>
  h('div', { class: 'stat', title: title || null }, h('dt', null, name), h('dd', null, value));

/** The numbers of a training right now. */
export function stats(run: Run): HTMLElement[] {
  const last = run.epochs.at(-1);
  const measured = run.begin.measured === 'validation' ? say('validation', 'validação') : say('training examples', 'exemplos de treino');
  const loss = run.losses.at(-1);
  return [
    fact(say('Epoch', 'Época'), `${run.epoch} / ${count(run.begin.epochs)}`),
    fact(say('Step', 'Passo'), count(run.step)),
    fact(say('Loss', 'Perda'), loss === undefined ? '–' : short(loss)),
    ...(last?.accuracy === undefined ? [] : [fact(say('Accuracy', 'Acurácia'), percent(last.accuracy), measured)]),
    ...(last?.measured_loss === undefined ? [] : [fact(say('Validation loss', 'Perda na validação'), short(last.measured_loss), measured)]),
    ...(run.end?.test_accuracy === undefined ? [] : [fact(say('Test accuracy', 'Acurácia no teste'), percent(run.end.test_accuracy, 2))]),
    fact(say('Rate', 'Taxa'), short(run.rates.at(-1) ?? run.baseRate)),
    ...(run.isOver ? [] : [fact(say('Examples/s', 'Exemplos/s'), count(run.speed))]),
  ];
}

const isInTime = (flow: Flow): boolean => flow.layers.some(layer => layer.recurrent && layer.time_steps > 1);

const finite = (value: number | undefined): number | null => value ?? null;

/** All norms of all looks: what the colors span. */
export function* norms(run: Run): Iterable<number | null> {
  for (const flow of run.flows) {
    for (const layer of flow.layers) {
      yield finite(layer.norm);
      yield* layer.norms;
    }
  }
}

/** Layers over training: the loss is above, the input below. */
export function overTraining(run: Run, range: Range | null, marked: number): HeatPicture | null {
  const layers = run.flow?.layers;
  if (!layers || run.flows.length === 0) {
    return null;
  }
  const rows: HeatRow[] = layers.map((layer, i) => ({
    label: layer.name,
    title: `${layer.name} (${layer.kind})`,
    cells: run.flows.map(flow => finite(flow.layers[i]?.norm)),
  })).reverse();
  const edges = run.flows.map(flow => flow.step);
  edges.push(Math.max(run.step, (edges.at(-1) ?? 0) + Math.max(1, (edges.at(-1) ?? 0) / 40)));
  const column = (index: number): string => {
    const flow = run.flows[index]!;
    return say(`step ${count(flow.step)}`, `passo ${count(flow.step)}`);
  };
  const [top, low] = [rows[0]!, rows.at(-1)!];
  const last = run.flows.length - 1;
  return {
    rows, edges, range, column, marked, apart: false,
    ticks: [{ at: edges[0]!, text: count(edges[0]!) }, { at: edges.at(-1)!, text: say(`step ${count(run.step)}`, `passo ${count(run.step)}`) }],
    label: say(
      `Norm of the gradient of ${rows.length} layers over ${run.flows.length} looks. Now ${short(top.cells[last])} at ${top.label}, nearest to the loss, and ${short(low.cells[last])} at ${low.label}, farthest from it. Arrow keys read single cells.`,
      `Norma do gradiente de ${rows.length} camadas em ${run.flows.length} olhadas. Agora ${short(top.cells[last])} em ${top.label}, mais perto da perda, e ${short(low.cells[last])} em ${low.label}, mais longe dela. As setas leem cada célula.`),
  };
}

/** Recurrent values over their time steps, at one look. */
export function overTime(flow: Flow | undefined, range: Range | null): HeatPicture | null {
  if (!flow || !isInTime(flow)) {
    return null;
  }
  const layers = flow.layers.filter(layer => layer.recurrent && layer.time_steps > 1);
  const cells = Math.max(...layers.map(layer => layer.norms.length));
  const steps = layers[0]!.time_steps;
  const rows = layers.map(layer => ({
    label: layer.name,
    title: `${layer.name}${layer.carried ? say(' (state)', ' (estado)') : ''}`,
    cells: Array.from({ length: cells }, (_, i) => finite(layer.norms[Math.floor((i * layer.norms.length) / cells)] ?? undefined)),
  })).reverse();
  const step = (index: number): number => Math.floor((index * steps) / cells) + 1;
  const state = layers.find(layer => layer.carried) ?? layers[0]!;
  return {
    rows, range, apart: true, marked: -1,
    edges: Array.from({ length: cells + 1 }, (_, i) => i),
    ticks: [{ at: 0, text: say('time step 1', 'passo de tempo 1') }, { at: cells, text: String(steps) }],
    column: index => say(`time step ${step(index)}`, `passo de tempo ${step(index)}`),
    label: say(
      `Norm of the gradient at ${steps} time steps. At ${state.name}: ${short(state.norms[0])} at the first, ${short(state.norms.at(-1))} at the last. Arrow keys read single cells.`,
      `Norma do gradiente em ${steps} passos de tempo. Em ${state.name}: ${short(state.norms[0])} no primeiro, ${short(state.norms.at(-1))} no último. As setas leem cada célula.`),
  };
}

function strip(path: HeavyPath, range: Range | null): HTMLElement {
  const cells = path.norms.map((norm, i) => {
    const cell = h('span', { title: `${path.places[i]}: ${short(norm)}` });
    cell.style.background = shade(norm, range, 'var(--line)', 'var(--reverse)');
    return cell;
  });
  return h('div', { class: 'path-strip', 'aria-hidden': 'true' }, ...cells);
}

/** The heaviest paths, each with what is left of the derivative along it. */
export function paths(told: PathsTold, range: Range | null): Child[] {
  return [
    h('p', { class: 'hint' }, say(
      `The gradient of ${told.parameter}, ${short(told.gradient)}, is the sum over ${whole(told.count)} path${told.count === '1' ? '' : 's'} back from the loss. Step ${count(told.step)}.`,
      `O gradiente de ${told.parameter}, ${short(told.gradient)}, é a soma sobre ${whole(told.count)} caminho${told.count === '1' ? '' : 's'} de volta da perda. Passo ${count(told.step)}.`)),
    h('ol', { class: 'heavy-paths' }, ...told.paths.map(path => h('li', null,
      h('div', { class: 'heavy-head' },
        h('span', { class: 'heavy-text' }, path.text),
        h('span', { class: 'heavy-share', title: say('Part of the gradient', 'Parte do gradiente') }, path.share === undefined ? '–' : Math.abs(path.share) < 0.0005 ? '≈ 0 %' : percent(path.share))),
      strip(path, range),
      h('span', { class: 'hint' }, say(`carries ${short(path.norm)}, at most ${short(path.bound)}`, `leva ${short(path.norm)}, no máximo ${short(path.bound)}`))))),
  ];
}

/** The last look as a table, for whoever reads numbers. */
export function table(flow: Flow): Child[] {
  const head = (...names: string[]): HTMLElement => h('tr', null, ...names.map(name => h('th', { scope: 'col' }, name)));
  return [
    h('div', { class: 'table-frame', tabindex: 0, role: 'region', 'aria-label': say('Numbers of the last look', 'Números da última olhada') },
      h('table', { class: 'flow-table' },
        h('thead', null, head(say('Layer', 'Camada'), say('Kind', 'Tipo'), say('Gradient', 'Gradiente'), say('Dead', 'Mortas'), say('Saturated', 'Saturadas'))),
        h('tbody', null, ...flow.layers.map(layer => h('tr', null,
          h('th', { scope: 'row' }, layer.name), h('td', null, layer.kind), h('td', null, short(layer.norm)), h('td', null, percent(layer.dead, 0)),
          h('td', null, layer.saturated === undefined ? '–' : percent(layer.saturated, 0)))))),
      h('table', { class: 'flow-table' },
        h('thead', null, head(say('Parameter', 'Parâmetro'), say('Gradient', 'Gradiente'), say('Update / weight', 'Atualização / peso'))),
        h('tbody', null, ...flow.parameters.map(each => h('tr', null,
          h('th', { scope: 'row' }, each.path), h('td', null, short(each.gradient)), h('td', null, each.update === undefined ? '–' : short(each.update))))))),
  ];
}

/** Replaces what is in an element only where it says something else. */
export function refresh(element: HTMLElement, key: string, make: () => Child[]): void {
  if (element.dataset.key !== key) {
    element.dataset.key = key;
    put(element, ...make());
  }
}
