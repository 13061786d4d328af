// What the server answers. Values and edges are named by their places in the graph.

export interface Amount { text: string; number?: number; shape?: string }
export interface Input { value: number; name: string; given: string; at: Amount; adjoint: Amount | null }
export interface Named { value: number; name: string; latex: string; kind: 'input' | 'output' | 'inner' }
export interface Part { id: string; title: string; parent: number; first: number; size: number; open: boolean }
export interface DrawnBox {
  value: number; part: number; home: number; title: string; name: string; kind: 'input' | 'constant' | 'operation' | 'output';
  x: number; y: number; width: number; height: number; members?: number[];
}
export interface DrawnArrow {
  from: number; to: number; edges: number[]; path: string; carries: boolean; letter?: string | null; labelX?: number; labelY?: number;
}
export interface BoxValues { of?: number; value?: Amount | null; tangent?: Amount | null; adjoint?: Amount | null }
export interface ArrowValues { partial?: Amount | null; rule?: string; count?: number }
export interface Explored {
  inputs: Input[]; outputs: number[]; nodes: number; edges: number; boxes: number; named: Named[]; from?: number; to?: number;
  parts: Part[]; width: number; height: number; drawn: DrawnBox[]; arrows: DrawnArrow[]; values: BoxValues[]; partials: ArrowValues[];
}
export interface NodeDetail {
  label: string; latex: string; operation: string; type: string; step?: string; formula?: string;
  value: Amount | null; tangent: Amount | null; adjoint: Amount | null; operands: number[]; users: number[];
}
export interface EdgeDetail {
  letter: string | null; from: number; to: number; fromLabel: string; toLabel: string; fromLatex: string; toLatex: string;
  carries: boolean; operation: string; formula?: string; map?: string;
  partial: Amount | null; tangent: Amount | null; adjoint: Amount | null;
}
export interface Step {
  edge: number; node: number; far: number; last: boolean; partial: Amount | null; carried: Amount | null;
  product?: Amount; sum?: Amount; text: string; latex: string;
}
export interface Sweep {
  start: number; direction: 'forward' | 'reverse'; edges: number; steps: Step[];
  costs: { inputs: number; outputs: number; forward?: number; reverse?: number };
}
export interface Path { edges: number[]; nodes: number[]; names: string; letters: string; factors?: string; product?: Amount }
export interface Paths {
  from: number; to: number; count: string; edges: number; crossed: number[]; sum: Amount; list: Path[]; symbol?: string; numbers?: string | null;
}
export interface Chain { length: number; width: number; paths: string; naive: string; edges: number; factored: string; sum?: string }
export interface Derivative { name: string; latex?: string; with?: string[]; text?: string; value: Amount; by?: string; row?: number; column?: number }
export interface Derivatives { of: number; name: string; inputs: number; first: Derivative[]; second: Derivative[] }

export interface Problem { kind: string; message: string; start?: number; end?: number; line?: number; column?: number }

/** The server refused, and says why. */
export class Refusal extends Error {
  constructor(readonly problem: Problem) {
    super(problem.message);
  }
}

function meta(name: string): string {
  return document.querySelector<HTMLMetaElement>(`meta[name="aresta-${name}"]`)?.content ?? '';
}

export const token = meta('token');
export const openedWith = { source: meta('source'), language: meta('language') };

/** Asks an endpoint; throws a Refusal with a sentence, or an AbortError. */
export async function ask<T>(path: string, body: object, signal?: AbortSignal): Promise<T> {
  const response = await fetch(path, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'X-Aresta-Token': token },
    body: JSON.stringify(body),
    ...(signal ? { signal } : {}),
  });
  const answer: unknown = response.headers.get('Content-Type')?.includes('json')
    ? await response.json()
    : { error: { kind: 'request', message: await response.text() } };
  if (answer && typeof answer === 'object' && 'error' in answer) {
    throw new Refusal((answer as { error: Problem }).error);
  }
  return answer as T;
}
