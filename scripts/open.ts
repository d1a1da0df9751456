/** Opens a file in the default browser. */
import { spawn } from 'node:child_process';
import { pathToFileURL } from 'node:url';

/** Never fails: where no browser can be started, a sentence on stderr says where the file is. */
export function openInBrowser(file: string): void {
  const url = pathToFileURL(file).href;
  const [command, args] = opener(url);
  const child = spawn(command, args, { stdio: 'ignore', detached: true });
  const tell = () => process.stderr.write(`No browser could be started here; open ${url}\n`);
  child.once('error', tell);
  child.once('exit', (code) => {
    if (code !== 0 && code !== null) tell();
  });
  child.unref();
}

function opener(url: string): [command: string, args: string[]] {
  if (process.platform === 'darwin') return ['open', [url]];
  if (process.platform === 'win32') return ['rundll32', ['url.dll,FileProtocolHandler', url]];
  return ['xdg-open', [url]];
}
