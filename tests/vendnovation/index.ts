/** All cases of VendNovation, one file per section of its documentation. */
import './access.ts';
import './authentication.ts';
import './filters.ts';
import './account-filters.ts';
import './pagination.ts';
import './dates.ts';
import './date-records.ts';
import './errors.ts';
import './shapes.ts';
import './bulk.ts';
import './selection-updates.ts';
import './write-access.ts';
import './limits.ts';
import './token-life.ts';
import { suite as collected } from './suite.ts';

export const suite = collected();
