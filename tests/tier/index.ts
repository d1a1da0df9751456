/** All cases of TIER, one file per section of its documentation. */
import './access.ts';
import './closed-endpoints.ts';
import './tokens.ts';
import './versions.ts';
import './customers.ts';
import './free-rides.ts';
import './current-rentals.ts';
import './rentals.ts';
import './vehicles.ts';
import './vehicle-ranges.ts';
import './zones.ts';
import './root-zones.ts';
import './pricing.ts';
import './invoices.ts';
import './errors.ts';
import './json-api.ts';
import './mds.ts';
import './mds-answers.ts';
import './mds-questions.ts';
import './mds-filters.ts';
import './mds-pages.ts';
import './mds-links.ts';
import './customer-life.ts';
import './validation.ts';
import './closed-writes.ts';
import { suite as collected } from './suite.ts';

export const suite = collected();
