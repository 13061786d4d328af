// Everything about one training: its state, its controls, its gradient.

import { Refusal } from '../api';
import { h, icon, put } from '../dom';
import { language, say } from '../i18n';
import { notice } from '../parts/notice';
import { remove, wish, type Run } from './feed';
import { Heat, legend } from './heat';
import { join, rangeOf, short, type Range } from './numbers';
import { dataText, norms, overTime, overTraining, paths, refresh, stateText, stats, table, verdict, type Tone } from './parts';

function attempt(asking: Promise<unknown>): void {
  asking.catch((error: unknown) => notice(error instanceof Refusal ? error.problem.message : say('The studio does not answer.', 'O estúdio não responde.')));
}

export class Panel {
  readonly element: HTMLElement;
  private readonly badge = h('span', { class: 'badge-state' });
  private readonly facts = h('dl', { class: 'stats' });
  private readonly pause = h('button', { type: 'button', class: 'with-icon', 'data-action': 'pause' });
  private readonly stop = h('button', { type: 'button', class: 'with-icon', 'data-action': 'stop' }, say('Stop', 'Parar'));
  private readonly forget = h('button', { type: 'button', class: 'with-icon', 'data-action': 'remove' }, icon('close'), say('Remove', 'Remover'));
  private readonly rate: HTMLInputElement;
  private readonly rateForm: HTMLFormElement;
  private readonly message = h('p', { class: 'problem', role: 'alert' });
  private readonly said = h('div', { class: 'findings', 'aria-live': 'polite' });
  private readonly layers = new Heat();
  private readonly time = new Heat();
  private readonly timeCard: HTMLElement;
  private readonly timeTitle = h('span', { class: 'hint' });
  private readonly slider: HTMLInputElement;
  private readonly pathList = h('div', { class: 'heavy' });
  private readonly pathCard: HTMLElement;
  private readonly numbers = h('div', null);
  private readonly details: HTMLDetailsElement;
  private readonly legends = [h('div', null), h('div', null)];
  private looked = -1;
  private rateShown = NaN;

  constructor(readonly run: Run, tone: Tone) {
    const named = `rate-${run.id}`;
    this.rate = h('input', { type: 'text', inputmode: 'decimal', id: named, autocomplete: 'off', spellcheck: 'false', size: 8 });
    this.rateForm = h('form', { class: 'rate-form' },
      h('label', { for: named }, say('Learning rate', 'Taxa de aprendizado')), this.rate,
      h('button', { type: 'submit', 'data-action': 'rate' }, say('Set', 'Mudar')),
      h('button', { type: 'button', 'data-action': 'tenth', title: say('A tenth of the rate', 'Um décimo da taxa'), onclick: () => this.setRate(run.baseRate / 10) }, '÷ 10'));
    this.rateForm.addEventListener('submit', event => {
      event.preventDefault();
      this.setRate(Number(this.rate.value.trim().replace(',', '.')));
    });
    this.pause.addEventListener('click', () => attempt(wish(run, run.state === 'paused' ? 'go_on' : 'pause')));
    this.stop.addEventListener('click', () => attempt(wish(run, 'stop')));
    this.forget.addEventListener('click', () => attempt(remove(run)));
    this.slider = h('input', { type: 'range', min: 0, step: 1, class: 'look-slider', 'aria-label': say('Look at an earlier step', 'Olhar um passo anterior') });
    this.slider.addEventListener('input', () => this.look(Number(this.slider.value)));
    this.layers.onColumn = index => this.look(index);
    this.timeCard = h('section', { class: 'card', hidden: true },
      h('div', { class: 'card-head' }, h('h3', null, say('Gradient over the time steps', 'Gradiente ao longo do tempo')), this.timeTitle),
      h('p', { class: 'hint' }, say('The gradient enters on the right and flows to the left, through the states.', 'O gradiente entra à direita e flui para a esquerda, pelos estados.')),
      this.time.element, this.legends[1]!, this.slider);
    this.pathCard = h('section', { class: 'card', hidden: true }, h('h3', null, say('Heaviest paths', 'Caminhos mais pesados')), this.pathList);
    this.details = h('details', { class: 'card' }, h('summary', null, say('All numbers of the last look', 'Todos os números da última olhada')), this.numbers);
    this.details.addEventListener('toggle', () => this.update(null));
    const { begin } = run;
    this.element = h('section', { class: `run-panel ${tone}`, 'aria-label': begin.name, 'data-run': run.id },
      h('header', { class: 'card run-head' },
        h('div', { class: 'run-title' }, h('h2', null, begin.name), this.badge),
        h('p', { class: 'hint' }, `${dataText(run)} · ${begin.optimizer} · ${say(
          `${begin.parameters.toLocaleString('en')} parameters · seed ${begin.seed}`,
          `${begin.parameters.toLocaleString('pt-BR')} parâmetros · semente ${begin.seed}`)}`),
        this.facts,
        h('div', { class: 'controls' }, this.pause, this.stop, this.forget, this.rateForm),
        this.message),
      h('section', { class: 'card run-wide' }, h('h3', null, say('Verdict', 'Veredito')), this.said),
      h('section', { class: 'card' },
        h('h3', null, say('Gradient of each layer, as training goes on', 'Gradiente de cada camada, ao longo do treino')),
        h('p', { class: 'hint' }, say('The loss is above; the gradient flows down to the input.', 'A perda está em cima; o gradiente flui para baixo, até a entrada.')),
        this.layers.element, this.legends[0]!),
      this.timeCard, this.pathCard, this.details);
    this.forget.hidden = true;
  }

  leave(): void {
    this.layers.leave();
    this.time.leave();
  }

  range(): Range | null {
    return rangeOf(norms(this.run));
  }

  /** Shows what is new; with the colors of two trainings that are compared. */
  update(shared: Range | null): void {
    const { run } = this;
    const range = join(shared, this.range());
    this.badge.textContent = stateText(run);
    this.badge.dataset.state = run.state;
    put(this.facts, ...stats(run));
    const paused = run.state === 'paused';
    refresh(this.pause, String(paused) + language(), () => [icon(paused ? 'play' : 'pause'), paused ? say('Go on', 'Continuar') : say('Pause', 'Pausar')]);
    this.pause.hidden = this.stop.hidden = this.rateForm.hidden = run.isOver;
    this.forget.hidden = !run.isOver;
    if (run.baseRate !== this.rateShown && document.activeElement !== this.rate) {
      this.rateShown = run.baseRate;
      this.rate.value = run.baseRate.toLocaleString(language(), { maximumSignificantDigits: 6, useGrouping: false });
    }
    const message = run.state === 'Lost'
      ? say('Nothing is heard of this training any more: its process ended unexpectedly. What it told stays here.', 'Não se ouve mais nada deste treino: seu processo terminou inesperadamente. O que ele contou fica aqui.')
      : run.end?.message ?? '';
    this.message.classList.toggle('shown', message !== '');
    if (this.message.textContent !== message) {
      this.message.textContent = message;
    }
    const { flow } = run;
    refresh(this.said, JSON.stringify([flow?.findings, language()]), () => (flow ? verdict(flow.findings) : [h('p', { class: 'hint' }, say('The first look is still to come.', 'A primeira olhada ainda está por vir.'))]));
    this.drawHeat(range);
    this.pathCard.hidden = !run.paths;
    if (run.paths) {
      const told = run.paths;
      refresh(this.pathList, `${told.step} ${range?.low} ${range?.high} ${language()}`, () => paths(told, range));
    }
    if (this.details.open && flow) {
      refresh(this.numbers, `${flow.step} ${language()}`, () => table(flow));
    }
  }

  private drawHeat(range: Range | null): void {
    const { run } = this;
    const last = run.flows.length - 1;
    const chosen = this.looked >= 0 && this.looked < last ? this.looked : last;
    const layers = overTraining(run, range, chosen === last ? -1 : chosen);
    if (layers) {
      this.layers.draw(layers);
    }
    const looked = run.flows[chosen];
    const time = overTime(looked, range);
    this.timeCard.hidden = !time;
    if (time && looked) {
      this.time.draw(time);
      this.slider.max = String(last);
      this.slider.value = String(chosen);
      this.slider.setAttribute('aria-valuetext', say(`step ${looked.step}`, `passo ${looked.step}`));
      this.timeTitle.textContent = say(`at step ${looked.step}`, `no passo ${looked.step}`);
    }
    for (const place of this.legends) {
      refresh(place, `${range?.low} ${range?.high} ${language()}`, () => (range ? [legend(range)] : []));
    }
  }

  private look(index: number): void {
    this.looked = index >= this.run.flows.length - 1 ? -1 : index;
    this.onLook?.();
  }

  /** Is told when another look is shown. */
  onLook: (() => void) | null = null;

  private setRate(rate: number): void {
    if (!(rate >= 0 && rate <= 1e6)) {
      notice(say('A learning rate is a number from 0 to 1 000 000.', 'Uma taxa de aprendizado é um número de 0 a 1 000 000.'));
      return;
    }
    this.rateShown = NaN;
    this.rate.blur();
    attempt(wish(this.run, 'rate', rate).then(() => notice(say(`From the next step on: ${short(rate)}.`, `A partir do próximo passo: ${short(rate)}.`))));
  }
}
