/** A small, sound contract in a folder of its own, and a way to break single files of it. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll } from 'vitest';

const folder = 'schemas/vendors/acme';

/** Files of the sound contract by their path below the folder of the vendor. */
export const sound = {
  'contract.yaml': `vendor: acme
title: Acme API
envPrefix: ACME
documents:
  guide: { title: Guide, url: https://docs.example/guide }
versions:
  - { id: v1, default: true, openapi: v1/openapi.yaml }
credentials:
  - name: key
    env: ACME_KEY
    description: Key of the account.
    required: true
    header: x-key
  - name: password
    env: ACME_PASSWORD
    description: Password of the account.
    required: true
settings:
  - name: verb
    env: ACME_VERB
    description: Method of reads.
    type: enum
    values: [GET, POST]
    default: GET
  - name: authUrl
    env: ACME_AUTH_URL
    description: Where tokens come from.
    type: url
limits: { perSecond: 5, burst: 10, perDay: null }
facts: { pageSize: 50 }
`,
  'requirements/lists.yaml': `section: Lists
source: { document: guide, heading: Lists }
requirements:
  - id: AC-LIST-01
    level: must
    basis: vendor
    smoke: true
    text: A list is answered with its things.
  - id: AC-LIST-02
    level: must
    basis: vendor
    class: not-testable
    why: Nobody can see it.
    text: A list is kept for ever.
  - id: AC-LIST-03
    level: may
    basis: inference
    class: observed
    text: What an empty list looks like.
`,
  'v1/openapi.yaml': `openapi: 3.1.0
info: { title: Acme API, version: v1, description: Things. }
paths:
  /things:
    parameters:
      - { name: tag, in: query, schema: { type: string } }
    get:
      operationId: listThings
      x-effect: read
      x-method-setting: verb
      parameters:
        - $ref: '#/components/parameters/Page'
      responses:
        '200':
          description: Things.
          content:
            application/json:
              schema: { type: array, items: { $ref: thing.schema.json } }
              example: [{ id: 1 }]
  /things/{thingId}:
    delete:
      operationId: deleteThing
      x-effect: write
      x-credentials: [key]
      parameters:
        - { name: thingId, in: path, required: true, schema: { type: integer } }
      responses:
        '204': { description: Gone. }
components:
  parameters:
    Page: { name: page, in: header, schema: { type: integer, minimum: 1 } }
`,
  'v1/thing.schema.json': `{
  "title": "Thing",
  "type": "object",
  "required": ["id"],
  "properties": {
    "id": { "type": "integer", "format": "int32" },
    "size": { "$ref": "common.schema.json#/$defs/size" }
  }
}
`,
  'v1/common.schema.json': `{
  "$defs": {
    "size": { "type": ["number", "null"], "minimum": 0 }
  }
}
`,
} as const;

export type SoundFile = keyof typeof sound;

const roots: string[] = [];
afterAll(() => {
  for (const root of roots.splice(0)) rmSync(root, { recursive: true, force: true });
});

/** A new root with the sound contract, changed: files by path below the vendor's folder, null to leave one out. */
export function rootWith(changes: Readonly<Record<string, string | null>> = {}): string {
  const root = mkdtempSync(join(tmpdir(), 'contract-'));
  roots.push(root);
  for (const [name, text] of Object.entries<string | null>({ ...sound, ...changes })) {
    if (text === null) continue;
    const path = join(root, folder, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
  return root;
}

/** One sound file with a text replaced; the text must be there. */
export function edit(name: SoundFile, from: string, to: string): Record<string, string> {
  const text: string = sound[name];
  if (!text.includes(from)) throw new Error(`${name} does not hold: ${from}`);
  return { [name]: text.replace(from, () => to) };
}
