/** What no page tells and a client has to know: the header of the token, and the method of reads. */
import { reading } from './support/session.ts';
import { probe, requirement } from './suite.ts';

const howToRead = probe('which header and which verb', { cost: 0, needs: [reading] }, ({ settings }) => settings);

requirement('VN-AUTH-14', howToRead, (settings, check) => {
  check.observe('header', settings['tokenHeader'] ?? '');
  if (settings['tokenPrefix'] !== '') check.observe('prefix', settings['tokenPrefix'] ?? '');
});

requirement('VN-FIL-16', howToRead, (settings, check) => check.observe('reads by', settings['readVerb'] ?? ''));
