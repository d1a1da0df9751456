/** Faults of a stage as a whole. */
import { must } from './entry.ts';

const stage01 = must('VN-STAGE-01');
const parked = '<!DOCTYPE html><html><body><h1>It works!</h1></body></html>';

export const stageFaults = [
  stage01('stage-parked', 'The stage answers every request with 200 and a web page.', () => ({
    intercept: () => ({ status: 200, text: parked, contentType: 'text/html' }),
  })),
  stage01('stage-serves-nothing', 'The stage answers every request with 204.', () => ({
    intercept: () => ({ status: 204 }),
  })),
];
