/** All cases of Tangoe, one file per section of its documentation, or two where a section is long. */
import './token-requests.ts';
import './token-refusals.ts';
import './access-tokens.ts';
import './headers.ts';
import './everywhere.ts';
import './context.ts';
import './actor-data.ts';
import './filters.ts';
import './filter-pages.ts';
import './filter-dates.ts';
import './isolation.ts';
import './metadata.ts';
import './single.ts';
import './pagination.ts';
import './position-links.ts';
import './offsets.ts';
import './mistakes.ts';
import './errors.ts';
import './assets.ts';
import './systems.ts';
import './regions.ts';
import './orders.ts';
import './confirmation.ts';
import './ordering.ts';
import './properties.ts';
import { suite as collected } from './suite.ts';

export const suite = collected();
