/** All cases of TierPoint, one file per section of its documentation. */
import './tokens.ts';
import './documents.ts';
import './live.ts';
import './versions.ts';
import './notifications.ts';
import './long-operation.ts';
import './notification-frames.ts';
import { suite as collected } from './suite.ts';

export const suite = collected();
