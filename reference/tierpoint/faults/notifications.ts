/** Faults of the notification service. */
import { must, should } from './entry.ts';

const writing = { needsWrites: true };

const note01 = must('TP-NOTE-01');
const note02 = must('TP-NOTE-02');
const note03 = must('TP-NOTE-03');
const note04 = must('TP-NOTE-04');
const note05 = must('TP-NOTE-05');
const note06 = should('TP-NOTE-06');
const note07 = must('TP-NOTE-07');
const note08 = should('TP-NOTE-08');
const note09 = must('TP-NOTE-09');
const note10 = must('TP-NOTE-10', writing);
const note11 = must('TP-NOTE-11', writing);
const note12 = must('TP-NOTE-12', writing);
const note13 = must('TP-NOTE-13', writing);
const note18 = must('TP-NOTE-18');
const note19 = must('TP-NOTE-19', writing);
const note20 = should('TP-NOTE-20', writing);
const note21 = must('TP-NOTE-21');

const without = (headers: Readonly<Record<string, string>>, name: string) =>
  Object.fromEntries(Object.entries(headers).filter(([key]) => key !== name));

/** Alters the frames with a command, as they are sent. */
const frames = (command: string, alter: (text: string) => string) => () => ({
  wire: (text: string) => [text.startsWith(`${command}\n`) ? alter(text) : text],
});

export const notificationFaults = [
  note01('connection-refused', 'A connection with a valid token is refused with ERROR.', () => ({
    negotiate: () => null,
  })),
  note01('websocket-refused', 'A WebSocket with a valid token is refused with 401.', () => ({ accepts: () => false })),
  note01('version-not-offered', 'CONNECTED names a version that was not offered.', (base) => ({
    connected: (headers) => ({ ...base.connected(headers), version: '2.0' }),
  })),
  note01('sub-protocol-not-offered', 'The WebSocket opens with a sub-protocol that nobody offered.', () => ({
    protocol: () => 'stomp',
  })),

  note02('anonymous-subscribes', 'Without a token the connection and its subscriptions are accepted.', (base) => ({
    connectRefusal: (what) => (what === 'missing' ? null : base.connectRefusal(what)),
    guardsSubscriptions: false,
  })),
  note03(
    'altered-token-subscribes',
    'With an altered token the connection and its subscriptions are accepted.',
    (base) => ({
      connectRefusal: (what) => (what === 'altered' ? null : base.connectRefusal(what)),
      guardsSubscriptions: false,
    }),
  ),
  note02('everybody-subscribes', 'Tokens of connections are not looked at.', () => ({
    connectRefusal: () => null,
    guardsSubscriptions: false,
  })),
  note03('any-token-subscribes', 'Any token opens a connection.', (base) => ({
    connectRefusal: (what) => (what === 'missing' ? base.connectRefusal(what) : null),
    guardsSubscriptions: false,
  })),
  note03(
    'text-subscribes',
    'With a text that is no token the connection and its subscriptions are accepted.',
    (base) => ({
      connectRefusal: (what) => (what === 'malformed' ? null : base.connectRefusal(what)),
      guardsSubscriptions: false,
    }),
  ),

  note04('no-receipt', 'A subscription gets no receipt.', (base) => ({
    receipt: (frame) => (frame.command === 'SUBSCRIBE' ? null : base.receipt(frame)),
  })),
  note04('receipt-with-other-id', 'The receipt of a subscription names another id.', (base) => ({
    receipt: (frame) =>
      frame.command === 'SUBSCRIBE' ? { 'receipt-id': frame.headers['id'] ?? '' } : base.receipt(frame),
  })),

  note05('no-heart-beats', 'Heart-beats are promised and never sent.', () => ({ sendsBeats: false })),
  note05('heart-beats-too-slow', 'Heart-beats are promised every 50 ms and come every 5 s.', (base) => ({
    heartBeat: [5000, 0],
    connected: (headers) => ({ ...base.connected(headers), 'heart-beat': '50,0' }),
  })),

  note05('one-heart-beat', 'Heart-beats end after the first one.', () => ({ mostBeats: 1 })),

  note06('open-after-error', 'After an ERROR frame the connection stays open.', () => ({ closesAfterError: false })),
  note07('any-version-accepted', 'A version that does not exist is accepted.', (base) => ({
    negotiate: (versions) => base.negotiate(versions) ?? '1.2',
  })),
  note07('bad-version-accepted-in-its-name', 'A version that does not exist is accepted under its name.', (base) => ({
    negotiate: (versions) => base.negotiate(versions) ?? versions[0] ?? null,
  })),

  note08('no-receipt-for-disconnect', 'A DISCONNECT gets no receipt.', (base) => ({
    receipt: (frame) => (frame.command === 'DISCONNECT' ? null : base.receipt(frame)),
  })),
  note08('receipt-for-disconnect-empty', 'The receipt of a DISCONNECT has no id.', (base) => ({
    receipt: (frame) => (frame.command === 'DISCONNECT' ? {} : base.receipt(frame)),
  })),

  note09('token-subscribes-once', 'After a connection has ended its token may not subscribe again.', () => ({
    subscribes: (nth) => (nth > 1 ? 'error' : 'accept'),
  })),
  note09('second-subscription-ignored', 'After a connection has ended subscriptions of its token are ignored.', () => ({
    subscribes: (nth) => (nth > 1 ? 'ignore' : 'accept'),
  })),

  note10('notification-lost', 'The end of a long operation is not notified.', () => ({ notifications: () => [] })),
  note10('notification-of-another-operation', 'The notification names another operation.', (base) => ({
    notifications: (operation) => base.notifications({ ...operation, operationId: 'op-0-none' }),
  })),
  note10('notification-too-late', 'The notification comes long after the operation has ended.', () => ({
    operationTime: 6000,
  })),

  note11('notification-doubled', 'The end of a long operation is notified twice.', (base) => ({
    notifications: (operation) => [...base.notifications(operation), ...base.notifications(operation)],
  })),
  note11(
    'notification-doubled-later',
    'The end of a long operation is notified twice, each time with the time of sending.',
    (base) => ({
      notifications: (operation) =>
        base.notifications(operation).flatMap((body) => [
          { ...body, status: 'COMPLETED', sentAt: '2026-01-02T03:04:05Z' },
          { ...body, status: 'COMPLETED', sentAt: '2026-01-02T03:04:06Z' },
        ]),
    }),
  ),
  note11('notification-thrice', 'The end of a long operation is notified three times.', (base) => ({
    notifications: (operation) => Array.from({ length: 3 }, () => base.notifications(operation)).flat(),
  })),

  note12('message-without-subscription', 'A notification does not name its subscription.', (base) => ({
    message: (headers) => without(base.message(headers), 'subscription'),
  })),
  note12('message-for-other-subscription', 'A notification names a subscription that nobody asked for.', (base) => ({
    message: (headers) => ({ ...base.message(headers), subscription: 'sub-77' }),
  })),
  note12('message-without-destination', 'A notification does not name its destination.', (base) => ({
    message: (headers) => without(base.message(headers), 'destination'),
  })),
  note12('message-without-id', 'A notification has no message id.', (base) => ({
    message: (headers) => without(base.message(headers), 'message-id'),
  })),

  note13('message-id-repeated', 'All notifications have the same message id.', (base) => ({
    message: (headers) => ({ ...base.message(headers), 'message-id': 'm-1' }),
    notifications: (operation) => [
      { type: 'operation.progress', ...operation, state: 'PENDING' },
      ...base.notifications(operation),
    ],
  })),
  note13('message-id-empty-space', 'Message ids repeat per operation.', (base) => ({
    message: (headers) => ({ ...base.message(headers), 'message-id': headers['destination'] ?? '' }),
    notifications: (operation) => [...base.notifications(operation), { type: 'operation.archived', ...operation }],
  })),

  note18('heart-beats-in-words', 'CONNECTED promises heart-beats in words.', (base) => ({
    connected: (headers) => ({ ...base.connected(headers), 'heart-beat': 'every 50 ms' }),
  })),
  note18('connected-without-version', 'CONNECTED names no version, in the sub-protocol of STOMP 1.2.', (base) => ({
    connected: (headers) => without(base.connected(headers), 'version'),
  })),
  note18(
    'receipt-with-body',
    'Receipts have a body.',
    frames('RECEIPT', (text) => text.replace('\0', 'ok\0')),
  ),
  note18(
    'receipt-twice',
    'Each receipt comes twice.',
    frames('RECEIPT', (text) => `${text}${text}`),
  ),
  note18(
    'line-without-colon',
    'CONNECTED has a line that is no header.',
    frames('CONNECTED', (text) => text.replace('\n\n', '\nwelcome\n\n')),
  ),
  note19('length-in-characters', 'The content-length of a notification counts characters.', (base) => ({
    notifications: (operation) => base.notifications(operation).map((body) => ({ ...body, text: 'größer' })),
    ...frames('MESSAGE', (text) => text.replace(/content-length:(\d+)/, (_, n) => `content-length:${Number(n) - 2}`))(),
  })),
  note19(
    'unknown-escape',
    'A header of a notification holds an escape that STOMP does not know.',
    frames('MESSAGE', (text) => text.replace('\n', '\nnote:a\\tb\n')),
  ),
  note19(
    'body-is-no-json',
    'A notification is called JSON and is none.',
    frames('MESSAGE', (text) => text.replace(/content-length:\d+\n/, '').replace('\n\n', '\n\nNews: ')),
  ),
  note20(
    'colons-not-escaped',
    'Colons in headers of notifications are not escaped.',
    frames('MESSAGE', (text) => text.replace('\n', '\nsent-at:2026-01-02T03:04:05Z\n')),
  ),
  note20(
    'colon-in-message-id',
    'Message ids hold colons that are not escaped.',
    frames('MESSAGE', (text) => text.replace('message-id:', 'message-id:ID:')),
  ),
  note21(
    'expired-token-subscribes',
    'With an expired token the connection and its subscriptions are accepted.',
    (base) => ({
      connectRefusal: (what) => (what === 'expired' ? null : base.connectRefusal(what)),
      guardsSubscriptions: false,
    }),
  ),
  note21(
    'signature-alone-counts',
    'A connection looks at the signature of its token and at no time in it.',
    (base) => ({
      connectRefusal: (what) => (what === 'expired' ? null : base.connectRefusal(what)),
      guardsSubscriptions: false,
      heartBeat: [0, 0],
    }),
  ),
  note19('message-type-in-words', 'The content-type of a notification is no MIME type.', (base) => ({
    message: (headers) => ({ ...base.message(headers), 'content-type': 'json' }),
  })),
  note19('later-subscription-refused', 'The third subscription of a token is refused.', () => ({
    subscribes: (nth) => (nth > 2 ? 'error' : 'accept'),
  })),
];
