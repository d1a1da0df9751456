/** Starts a RabbitMQ with Web-STOMP of its own: on loopback, with free ports, all files in a temporary folder. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Debian's launcher in /usr/sbin changes the user; this one does not. */
const launchers = ['/usr/lib/rabbitmq/bin/rabbitmq-server', '/usr/local/sbin/rabbitmq-server'];

const pluginFolders = ['/usr/lib/rabbitmq/lib', '/usr/local/lib/rabbitmq'];

export const instructions =
  'RabbitMQ with its Web-STOMP plug-in is not installed; on Debian: apt-get install --no-install-recommends rabbitmq-server';

/** Path of the launcher, or null where RabbitMQ or its plug-in is missing. */
export function findRabbit(): string | null {
  const launcher = launchers.find((path) => existsSync(path));
  const hasPlugin = pluginFolders
    .filter((folder) => existsSync(folder))
    .some((folder) =>
      readdirSync(folder, { recursive: true, encoding: 'utf8' }).some((name) =>
        /rabbitmq_web_stomp-[\d.]+(?:\.ez)?$/.test(name),
      ),
    );
  return launcher !== undefined && hasPlugin ? launcher : null;
}

export interface Rabbit {
  /** Of the WebSocket, with http in place of ws. */
  readonly url: string;
  stop(): Promise<void>;
}

/** Free ports of loopback; whoever takes one in between makes the start fail. */
async function freePorts(count: number): Promise<number[]> {
  const servers = Array.from({ length: count }, () => createServer());
  const ports = await Promise.all(
    servers.map(
      (server) =>
        new Promise<number>((resolve) =>
          server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port)),
        ),
    ),
  );
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  return ports;
}

/**
 * @param publicKey PEM; tokens that are signed with its private key open connections (rabbitmq_auth_backend_oauth2)
 * @throws Error with the end of the log when it does not start within a minute
 */
export async function startRabbit(
  launcher: string,
  key: { readonly kid: string; readonly publicKey: string },
): Promise<Rabbit> {
  const folder = mkdtempSync(join(tmpdir(), 'conformance-rabbitmq-'));
  const [amqp = 0, stomp = 0, web = 0, distribution = 0, epmd = 0] = await freePorts(5);
  const at = (name: string) => join(folder, name);
  for (const name of ['mnesia', 'log', 'home']) mkdirSync(at(name));
  writeFileSync(at('key.pem'), key.publicKey);
  writeFileSync(at('enabled_plugins'), '[rabbitmq_web_stomp,rabbitmq_auth_backend_oauth2].\n');
  writeFileSync(
    at('rabbitmq.conf'),
    [
      `listeners.tcp.1 = 127.0.0.1:${amqp}`,
      `stomp.listeners.tcp.1 = 127.0.0.1:${stomp}`,
      'web_stomp.tcp.ip = 127.0.0.1',
      `web_stomp.tcp.port = ${web}`,
      'auth_backends.1 = rabbit_auth_backend_oauth2',
      'auth_backends.2 = internal',
      'auth_oauth2.resource_server_id = rabbitmq',
      `auth_oauth2.default_key = ${key.kid}`,
      `auth_oauth2.signing_keys.${key.kid} = ${at('key.pem')}`,
      'auth_oauth2.algorithms.1 = RS256',
      '',
    ].join('\n'),
  );
  const env = {
    PATH: process.env['PATH'] ?? '',
    HOME: at('home'),
    RABBITMQ_NODENAME: `conformance-${process.pid}@localhost`,
    RABBITMQ_NODE_IP_ADDRESS: '127.0.0.1',
    RABBITMQ_NODE_PORT: String(amqp),
    RABBITMQ_DIST_PORT: String(distribution),
    RABBITMQ_MNESIA_BASE: at('mnesia'),
    RABBITMQ_LOG_BASE: at('log'),
    RABBITMQ_LOGS: at('log/node.log'),
    RABBITMQ_CONFIG_FILE: at('rabbitmq.conf'),
    RABBITMQ_ENABLED_PLUGINS_FILE: at('enabled_plugins'),
    RABBITMQ_CONF_ENV_FILE: '/dev/null',
    RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS: '-kernel inet_dist_use_interface {127,0,0,1}',
    ERL_EPMD_ADDRESS: '127.0.0.1',
    ERL_EPMD_PORT: String(epmd),
  };
  const child = spawn(launcher, [], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  const said: string[] = [];
  child.stdout.on('data', (data: Buffer) => said.push(data.toString('utf8')));
  child.stderr.on('data', (data: Buffer) => said.push(data.toString('utf8')));
  const stop = async () => {
    await ended(child);
    // The port mapper outlives the node; this one is ours alone.
    spawnSync('epmd', ['-port', String(epmd), '-kill'], { env, stdio: 'ignore' });
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await ready(child, `http://127.0.0.1:${web}/ws`);
  } catch (error) {
    const log = existsSync(at('log/node.log')) ? readFileSync(at('log/node.log'), 'utf8') : '';
    await stop();
    throw new Error(
      `RabbitMQ did not start: ${error instanceof Error ? error.message : ''}\n${said.join('').slice(-1500)}\n${log.slice(-1500)}`,
    );
  }
  return { url: `http://127.0.0.1:${web}/ws`, stop };
}

async function ready(child: ChildProcess, url: string): Promise<void> {
  for (let left = 240; left > 0; left -= 1) {
    if (child.exitCode !== null) throw new Error(`it ended with code ${child.exitCode}`);
    const answered = await fetch(url).then(
      () => true,
      () => false,
    );
    if (answered) return;
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
  throw new Error('its WebSocket did not answer within a minute');
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  const over = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), 20_000);
  await over;
  clearTimeout(timer);
}
