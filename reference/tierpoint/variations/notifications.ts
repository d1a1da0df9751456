/** Lawful ways to notify. */
import { variation } from './entry.ts';

export const notificationVariations = [
  variation(
    'notification-before-the-answer',
    'The notification is sent before the call that started the operation is answered.',
    () => ({ operationTime: null }),
  ),
  variation('notification-late', 'The long operation takes most of its time.', () => ({ operationTime: 900 })),
  variation('notifications-of-progress', 'Steps of the operation are notified, too.', (base) => ({
    notifications: (operation) => [
      { type: 'operation.progress', ...operation, state: 'RUNNING' },
      { type: 'operation.progress', ...operation, state: 'FINISHING' },
      ...base.notifications(operation),
    ],
  })),
  variation(
    'notifications-of-others',
    'Notifications about other things come between, the same ones twice.',
    (base) => ({
      notifications: (operation) => [
        { type: 'service.changed', id: 's-1' },
        { type: 'service.changed', id: 's-1' },
        ...base.notifications(operation),
      ],
    }),
  ),
  variation('connection-closed-for-refusal', 'A connection without a valid token is closed without a word.', () => ({
    connectRefusal: () => 'close',
  })),
  variation('websocket-refused-without-token', 'Without a valid token the WebSocket is refused with 401.', () => ({
    connectRefusal: () => 'http',
  })),
  variation(
    'subscription-refused-only',
    'Without a valid token the connection is accepted, but no subscription.',
    () => ({ connectRefusal: () => null }),
  ),
  variation('no-heart-beats-promised', 'The server promises no heart-beats.', () => ({ heartBeat: [0, 0] })),
  variation('no-heart-beat-header', 'CONNECTED has no heart-beat header.', (base) => ({
    heartBeat: [0, 0],
    connected: (headers) =>
      Object.fromEntries(Object.entries(base.connected(headers)).filter(([name]) => name !== 'heart-beat')),
  })),
  variation('heart-beats-slower', 'The server promises a heart-beat every 300 ms, and sends it.', () => ({
    heartBeat: [300, 0],
  })),
  variation('stomp-1.1', 'The server speaks version 1.1.', () => ({
    negotiate: (versions) => (versions.includes('1.1') ? '1.1' : null),
  })),
  variation('no-sub-protocol', 'The server chooses no sub-protocol.', () => ({ protocol: () => false })),
  variation('bad-frames-ignored', 'A SUBSCRIBE without headers is ignored.', () => ({ badFrame: () => null })),
  variation('more-message-headers', 'Notifications have more headers, with escapes, and one twice.', (base) => ({
    message: (headers) => ({ ...base.message(headers), redelivered: 'false', 'x-note': 'a:b\nc\\d', priority: '4' }),
  })),
  variation('message-ids-with-colons', 'Message ids have colons and blanks.', (base) => ({
    message: (headers) => ({
      ...base.message(headers),
      'message-id': `T_one@@session:${headers['message-id'] ?? ''} x`,
    }),
  })),
  variation('operation-id-in-location', 'The id of the operation stands in Location alone.', (base) => ({
    started: (operation, call) => ({
      status: 202,
      headers: [
        ['Location', `${call.world.prefix}/api/${call.label}/usage/exports/${String(operation['operationId'])}`],
      ],
    }),
    notifications: base.notifications,
  })),
  variation(
    'frames-in-pieces',
    'Frames are cut into many WebSocket messages of octets, letters among them.',
    (base) => ({
      notifications: (operation) => base.notifications(operation).map((body) => ({ ...body, text: 'größer ✓' })),
      wire: (frame) => {
        const octets = Buffer.from(frame, 'utf8');
        return Array.from({ length: Math.ceil(octets.length / 7) }, (_, i) => octets.subarray(7 * i, 7 * i + 7));
      },
    }),
  ),
  variation('lines-around-frames', 'Empty lines stand before and behind each frame.', () => ({
    wire: (frame) => [`\n${frame}\r\n\n`],
  })),
  variation('lines-end-with-crlf', 'Lines of frames end with CR and LF.', () => ({
    wire: (frame) => [frame.replace(/^[\s\S]*?\n\n/, (head) => head.replaceAll('\n', '\r\n'))],
  })),
  variation('lengths-nowhere', 'No frame names the length of its body.', () => ({
    wire: (frame) => [frame.replace(/content-length:\d+\n/, '')],
  })),
  variation('headers-twice', 'Headers of notifications come twice; the first of them counts.', () => ({
    wire: (frame) => [
      frame.startsWith('MESSAGE\n') ? frame.replace('\n\n', '\nsubscription:x\nmessage-id:x\n\n') : frame,
    ],
  })),
  variation('notifications-as-text', 'Notifications are plain text.', (base) => ({
    message: (headers) => ({ ...base.message(headers), 'content-type': 'text/plain' }),
  })),
];
