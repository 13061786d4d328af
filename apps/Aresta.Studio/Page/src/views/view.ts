import type { App } from '../app';
import type { Canvas } from '../graph/canvas';
import type { Texts } from '../i18n';

/** What a view is given to stand in. */
export interface Place {
  app: App;
  canvas: Canvas;
  /** The panel beside the graph, empty; for a view of layout "full" the whole page below the header. */
  panel: HTMLElement;
  /** A bar over the lower edge of the graph, empty. */
  bar: HTMLElement;
}

/** A view of the studio. It is listed in `views/all.ts`. */
export interface View {
  id: string;
  /** Its name on the tab: a key of the texts of the page, or a function for views that keep their own texts. */
  title: keyof Texts | (() => string);
  /** "graph": editor, graph and a panel beside it; "full": the whole page below the header is the view's. */
  layout: 'graph' | 'full';
  /** Fills its place and begins to listen; the result ends that. It is called again when the language changes. */
  mount(place: Place): () => void;
}
