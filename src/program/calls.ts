import type { IncomingMessage, ServerResponse } from 'node:http';

// The built pages and the server around them are two programs in one process. What answers a call by key stands in the first, and lies where the second
// finds it.

type Answering = (request: IncomingMessage, response: ServerResponse, called: Called) => Promise<void>;
export type Called = { kind: 'command' | 'query'; name: string };

const PLACE = Symbol.for('tung-nha.calls');

export const lendCalls = (answer: Answering): void => void Reflect.set(globalThis, PLACE, answer);
export const lentCalls = (): Answering | undefined => Reflect.get(globalThis, PLACE) as Answering | undefined;

const CALL = /^\/api\/(command|querie)s\/([a-z-]+\.[a-z-]+)$/;

/** What a request calls, where it is sent with a key and its address is written plainly; null for everything else, which has a route. */
export function calledBy({ method, url = '', headers }: IncomingMessage): Called | null {
	const call = method === 'POST' && headers.authorization !== undefined ? CALL.exec(url) : null;
	return call === null ? null : { kind: call[1] === 'command' ? 'command' : 'query', name: call[2]! };
}
