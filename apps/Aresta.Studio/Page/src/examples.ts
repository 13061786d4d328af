import { chapter } from './state';
import { say } from './i18n';

export interface Example { id: string; name: () => string; source: string; values: Record<string, string>; view?: string }

function recurrent(steps: number): string {
  const lines: string[] = [];
  for (let i = 1; i <= steps; i++) {
    lines.push(`z${i} = w*x${i} + u*${i === 1 ? 'h0' : 'h' + (i - 1)} + b`, `h${i} = tanh(z${i})`);
  }
  return [...lines, `loss = (h${steps} - t)^2`].join('\n');
}

function deep(layers: number): string {
  const lines = Array.from({ length: layers }, (_, i) => `h${i + 1} = sigmoid(w${i + 1}*${i === 0 ? 'x' : 'h' + i} + b${i + 1})`);
  return [...lines, `loss = (h${layers} - y)^2`].join('\n');
}

const numbers = (prefix: string, count: number, value: (i: number) => number): Record<string, string> =>
  Object.fromEntries(Array.from({ length: count }, (_, i) => [`${prefix}${i + 1}`, String(value(i))]));

export const examples: Example[] = [
  { id: 'chapter', name: () => say('e = (a+b)·(b+1), the chapter’s', 'e = (a+b)·(b+1), o do capítulo'), source: chapter, values: { a: '2', b: '1' } },
  {
    id: 'neuron', name: () => say('A neuron', 'Um neurônio'),
    source: 'z = w1*x1 + w2*x2 + bias\ny = sigmoid(z)\nloss = (y - t)^2',
    values: { x1: '1', x2: '-2', w1: '0.5', w2: '0.25', bias: '0.1', t: '1' },
  },
  {
    id: 'softmax', name: () => say('Softmax and cross-entropy', 'Softmax e entropia cruzada'),
    source: 'e1 = exp(z1)\ne2 = exp(z2)\ne3 = exp(z3)\ns = e1 + e2 + e3\np1 = e1/s\nloss = -log(p1)',
    values: { z1: '1', z2: '2', z3: '0.5' },
  },
  {
    id: 'rnn', name: () => say('An unrolled recurrent network', 'Uma rede recorrente desenrolada'), source: recurrent(6),
    values: { w: '0.8', u: '0.9', b: '0.1', h0: '0', t: '0.5', ...numbers('x', 6, i => [1, 0.5, -0.5, 0.3, -0.2, 0.7][i] ?? 0) },
  },
  {
    id: 'deep', name: () => say('A deep chain of sigmoids', 'Uma cadeia funda de sigmoides'), source: deep(12),
    values: { x: '0.5', y: '1', ...numbers('w', 12, () => 1), ...numbers('b', 12, () => 0) },
  },
  {
    id: 'tensor', name: () => say('A layer with a weight matrix', 'Uma camada com matriz de pesos'),
    source: 'z = W@x + bias\nh = relu(z)\nloss = sum((h - t)^2)',
    values: { W: '[[0.5,-1],[2,0.25],[-0.5,1]]', x: '[1,2]', bias: '[0.1,0.2,0.3]', t: '[0,2,1]' },
  },
  {
    id: 'large', name: () => say('Two thousand nodes', 'Dois mil nós'), source: recurrent(330),
    values: { w: '0.8', u: '1.1', b: '0.05', h0: '0.2', t: '0.5' },
  },
];
