/** Queries of token requests. Everything travels as handles: their values meet nothing but the wire. */
type Settings = Readonly<Record<string, string>>;
type Credential = (name: string) => string;

/** Query of a refresh grant. */
export const refreshQuery = (token: string, settings: Settings, credential: Credential) => ({
  grant_type: 'refresh_token' as const,
  client_id: credential('clientId'),
  client_secret: credential('clientSecret'),
  scope: settings['scope'] ?? 'MOBPROC',
  refresh_token: token,
});

/** Query of a password grant, with parts replaced. */
export const passwordQuery = (
  settings: Settings,
  credential: Credential,
  instead: Readonly<Record<string, string>> = {},
) => ({
  grant_type: 'password' as const,
  client_id: credential('clientId'),
  client_secret: credential('clientSecret'),
  scope: settings['scope'] ?? 'MOBPROC',
  username: credential('username'),
  password: credential('password'),
  ...instead,
});
