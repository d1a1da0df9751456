/** All cases of Tangoe, one file per section of its documentation. */
import './tokens.ts';
import './headers.ts';
import './context.ts';
import './filters.ts';
import './isolation.ts';
import './metadata.ts';
import './single.ts';
import './pagination.ts';
import './errors.ts';
import './assets.ts';
import './regions.ts';
import './orders.ts';
import './properties.ts';
import { suite as collected } from './suite.ts';

export const suite = collected();
