// Numbers and colors of the view of trainings.

import { language } from '../i18n';

const superscripts = '⁰¹²³⁴⁵⁶⁷⁸⁹';

/** 10 to a whole power, as people write it. */
export function power(exponent: number): string {
  return '10' + (exponent < 0 ? '⁻' : '') + [...String(Math.abs(exponent))].map(digit => superscripts[Number(digit)]).join('');
}

/** A number to some digits, in the person's language; very small and very large ones with a power of ten. */
export function short(number: number | null | undefined, digits = 3): string {
  if (number === null || number === undefined) {
    return '∞';
  }
  const magnitude = Math.abs(number);
  if (magnitude !== 0 && (magnitude < 1e-3 || magnitude >= 1e6)) {
    const exponent = Math.floor(Math.log10(magnitude));
    const lead = number / 10 ** exponent;
    return `${plain(lead, Math.min(digits, 2))}·${power(exponent)}`;
  }
  return plain(number, digits);
}

function plain(number: number, digits: number): string {
  return number.toLocaleString(language(), { maximumSignificantDigits: digits, useGrouping: false });
}

export function percent(number: number, digits = 1): string {
  return number.toLocaleString(language(), { style: 'percent', maximumFractionDigits: digits });
}

export function count(number: number): string {
  return Math.round(number).toLocaleString(language());
}

// Oklab to sRGB (Ottosson 2020).
function oklch(lightness: number, chroma: number, hue: number): [number, number, number] {
  const [a, b] = [chroma * Math.cos((hue * Math.PI) / 180), chroma * Math.sin((hue * Math.PI) / 180)];
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  const linear = [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ];
  return linear.map(x => {
    const held = Math.min(1, Math.max(0, x));
    return Math.round(255 * (held <= 0.0031308 ? 12.92 * held : 1.055 * held ** (1 / 2.4) - 0.055));
  }) as [number, number, number];
}

/** A map of colors that is even to the eye: lightness rises evenly from a deep violet over green to a light yellow. */
export const shades: string[] = Array.from({ length: 256 }, (_, i) => {
  const x = i / 255;
  const [r, g, b] = oklch(0.2 + 0.74 * x, 0.09 + 0.06 * Math.sin(Math.PI * x) + 0.02 * x, 300 - 200 * x);
  return `rgb(${r} ${g} ${b})`;
});

/** Powers of ten from the least to the greatest that is shown. */
export interface Range { low: number; high: number }

/** Joins ranges; null where there is nothing but zeros. */
export function rangeOf(values: Iterable<number | null | undefined>): Range | null {
  let [low, high] = [Infinity, -Infinity];
  for (const value of values) {
    if (value) {
      const exponent = Math.log10(value);
      low = Math.min(low, exponent);
      high = Math.max(high, exponent);
    }
  }
  if (high === -Infinity) {
    return null;
  }
  high = Math.ceil(high - 1e-9);
  low = Math.max(Math.floor(low + 1e-9), high - 16);
  return { low: Math.min(low, high - 1), high };
}

export function join(a: Range | null, b: Range | null): Range | null {
  return a && b ? { low: Math.max(Math.min(a.low, b.low), Math.max(a.high, b.high) - 16), high: Math.max(a.high, b.high) } : a ?? b;
}

/** The color of a norm; gray is an exact zero, red is no number. */
export function shade(value: number | null | undefined, range: Range | null, zero: string, bad: string): string {
  if (value === null || value === undefined) {
    return bad;
  }
  if (value === 0 || !range) {
    return zero;
  }
  const x = (Math.log10(value) - range.low) / (range.high - range.low);
  return shades[Math.round(255 * Math.min(1, Math.max(0, x)))]!;
}
