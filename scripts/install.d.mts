export class InstallError extends Error {}
export function missingNode(version: string): string | null;
export function isStale(root: string): boolean;
export function writeStamp(root: string): void;
export function ensureInstalled(root: string, install?: (root: string) => Promise<void> | void): Promise<void>;
export function npmInstall(folder: string, packages: readonly string[]): Promise<void>;
