/** ESLint configurations, one per room. */
export const borders: readonly object[];
