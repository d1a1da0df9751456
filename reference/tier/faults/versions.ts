/** Faults of versions and deprecated operations. */
import { finishing, inV1, must, should } from './entry.ts';

const ver01 = must('TI-VER-01');
const ver04 = should('TI-VER-04', inV1);

const plainly = ['listZones', 'listRootZones', 'listTrips'];

export const versionFaults = [
  ver01(
    'plain-answer-html',
    'Root zones and trips are served as an HTML page.',
    finishing((answer, { operation }) =>
      plainly.includes(operation) && answer.status === 200
        ? { status: 200, text: '<!DOCTYPE html><title>TIER</title>', contentType: 'text/html' }
        : answer,
    ),
  ),
  ver01(
    'plain-answer-list',
    'Root zones and trips come as a bare list.',
    finishing((answer, { operation }) =>
      plainly.includes(operation) && answer.status === 200 ? { ...answer, json: [] } : answer,
    ),
  ),
  ver04('price-of-zone-gone', 'The price of a zone is gone.', (base) => ({
    routeOpen: (call) => call.operation !== 'getZonePricing' && base.routeOpen(call),
  })),
];
