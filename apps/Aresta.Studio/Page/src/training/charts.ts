// Curves over the steps of up to two trainings, drawn by uPlot.

import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { h } from '../dom';
import { language } from '../i18n';
import { short } from './numbers';

export interface Curve { label: string; tone: 'first' | 'second'; points: [number, number | null][]; kind: 'line' | 'noise' | 'dots' | 'level' }
export interface Marker { at: number; text: string; tone: 'first' | 'second' }
export interface ChartPicture { curves: Curve[]; markers: Marker[]; logarithmic: boolean; percent: boolean; last: number; label: string }

export class Chart {
  readonly element = h('div', { class: 'chart', role: 'img', tabindex: 0 });
  private plot: uPlot | null = null;
  private shape = '';
  private picture: ChartPicture | null = null;
  private readonly sized = new ResizeObserver(() => this.resize());

  constructor(private readonly height: number) {
    this.sized.observe(this.element);
  }

  leave(): void {
    this.sized.disconnect();
    this.plot?.destroy();
  }

  draw(picture: ChartPicture): void {
    this.picture = picture;
    this.element.setAttribute('aria-label', picture.label);
    const shape = JSON.stringify([picture.curves.map(curve => [curve.label, curve.tone, curve.kind]), picture.logarithmic, picture.percent, language()]);
    const data = uPlot.join(picture.curves.map(curve => [
      curve.points.map(point => point[0]),
      curve.points.map(point => (picture.logarithmic && point[1] !== null && point[1] <= 0 ? null : point[1])),
    ]));
    if (shape !== this.shape || !this.plot) {
      this.shape = shape;
      this.plot?.destroy();
      this.plot = this.element.clientWidth > 0 ? new uPlot(this.options(picture), data as uPlot.AlignedData, this.element) : null;
    } else {
      this.plot.setData(data as uPlot.AlignedData);
    }
  }

  private resize(): void {
    if (this.plot) {
      this.plot.setSize({ width: this.element.clientWidth, height: this.height });
    } else if (this.picture) {
      this.draw(this.picture);
    }
  }

  private options(picture: ChartPicture): uPlot.Options {
    const style = getComputedStyle(this.element);
    const color = (name: string): string => style.getPropertyValue(name).trim();
    const tones = { first: color('--first'), second: color('--second') };
    const font = `12px ${style.fontFamily}`;
    const number = (value: number): string => (picture.percent
      ? value.toLocaleString(language(), { style: 'percent', maximumFractionDigits: 1 })
      : short(value));
    const axis = { stroke: color('--muted'), font, grid: { stroke: color('--line'), width: 1 }, ticks: { show: false }, border: { show: false } };
    return {
      width: this.element.clientWidth,
      height: this.height,
      padding: [12, 8, 0, 0],
      cursor: { points: { size: 7 }, drag: { x: true, y: false } },
      legend: { live: true },
      scales: {
        x: { time: false, range: (_, low, high) => [Math.min(low ?? 0, 0), Math.max(high ?? 1, this.picture?.last ?? 1, 1)] },
        y: picture.logarithmic ? { distr: 3 } : { range: (_, low, high) => (picture.percent ? [Math.min(low, 0.5), 1] : [Math.min(0, low), high * 1.05 || 1]) },
      },
      axes: [
        { ...axis, size: 30, values: (_, values) => values.map(value => value.toLocaleString(language())) },
        { ...axis, size: 62, values: (_, values) => values.map(value => (value === null ? '' : number(value))) },
      ],
      series: [
        { label: language() === 'en' ? 'step' : 'passo', value: (_, value) => (value === null ? '' : value.toLocaleString(language())) },
        ...picture.curves.map((curve): uPlot.Series => ({
          label: curve.label,
          stroke: curve.kind === 'level' ? color('--muted') : tones[curve.tone],
          width: curve.kind === 'line' ? 2 : 1,
          alpha: curve.kind === 'noise' ? 0.35 : 1,
          spanGaps: true,
          class: curve.kind,
          ...(curve.kind === 'level' ? { dash: [6, 5] } : {}),
          points: { show: curve.kind === 'dots', size: 7, fill: tones[curve.tone], stroke: color('--surface'), width: 1.5 },
          value: (_, value) => (value === null ? '–' : number(value)),
        })),
      ],
      hooks: { draw: [plot => this.mark(plot, tones, font)] },
    };
  }

  private mark(plot: uPlot, tones: Record<'first' | 'second', string>, font: string): void {
    const { ctx, bbox } = plot;
    ctx.save();
    ctx.font = font.replace('12px', `${Math.round(11 * devicePixelRatio)}px`);
    ctx.textBaseline = 'top';
    for (const marker of this.picture?.markers ?? []) {
      const x = Math.round(plot.valToPos(marker.at, 'x', true));
      ctx.strokeStyle = ctx.fillStyle = tones[marker.tone];
      ctx.setLineDash([2 * devicePixelRatio, 3 * devicePixelRatio]);
      ctx.lineWidth = devicePixelRatio;
      ctx.beginPath();
      ctx.moveTo(x, bbox.top);
      ctx.lineTo(x, bbox.top + bbox.height);
      ctx.stroke();
      const right = x > bbox.left + bbox.width * 0.8;
      ctx.textAlign = right ? 'right' : 'left';
      ctx.fillText(marker.text, x + (right ? -4 : 4) * devicePixelRatio, bbox.top + 2 * devicePixelRatio);
    }
    ctx.restore();
  }
}
