import { explore } from './explore';
import { higher } from './higher';
import { paths } from './paths';
import { sweeps } from './sweeps';
import { training } from './training';
import type { View } from './view';

/** The views, in the order of their tabs. */
export const views: View[] = [explore, sweeps, paths, higher, training];
