/** All embedded reference servers, loaded when asked for. */
import type { ReferenceServer } from './types.ts';

export const references: Readonly<Record<string, () => Promise<ReferenceServer>>> = {
  tangoe: async () => (await import('./tangoe/server.ts')).tangoe,
  tier: async () => (await import('./tier/server.ts')).tier,
  tierpoint: async () => (await import('./tierpoint/server.ts')).tierpoint,
  vendnovation: async () => (await import('./vendnovation/server.ts')).vendnovation,
};
