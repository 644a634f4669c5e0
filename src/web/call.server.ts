import type { IncomingMessage, ServerResponse } from 'node:http';
import { headersOfAnswers } from '#program/headers.ts';
import type { Called } from '#program/calls.ts';
import { callDoor, type Asked } from './api.server.ts';

// A call of a command or query by key, as the server itself hears it: neither a web request nor a stream is made of a small body. Every other call of
// the API goes through its route, which asks the same door.

const askedOf = ({ method = 'GET', headers }: IncomingMessage): Asked => ({
	method,
	headers: { get: (name) => [headers[name] ?? null].flat()[0] ?? null }
});

/** All of the body; null where its sender left before. */
function bytesOf(request: IncomingMessage): Promise<Buffer | null> {
	const { promise, resolve } = Promise.withResolvers<Buffer | null>();
	const parts: Buffer[] = [];
	if (request.destroyed) resolve(null);
	request.on('data', (part: Buffer) => parts.push(part));
	request.on('end', () => resolve(Buffer.concat(parts)));
	request.on('close', () => resolve(null));
	return promise;
}

const utf8 = new TextDecoder();

/** What the body says, or nothing, which every schema refuses. */
async function bodyOf(request: IncomingMessage): Promise<unknown> {
	const bytes = await bytesOf(request);
	try {
		return bytes === null ? undefined : JSON.parse(utf8.decode(bytes));
	} catch {
		return undefined;
	}
}

/** Answers a call; one whose caller has gone meanwhile is answered to nobody. */
export async function answerCall(request: IncomingMessage, response: ServerResponse, called: Called): Promise<void> {
	const told = await callDoor(askedOf(request), { ...called, now: new Date() }, () => bodyOf(request));
	for (const [name, value] of Object.entries(headersOfAnswers)) response.setHeader(name, value);
	response.writeHead(told.status, { 'content-type': told.type, 'content-length': Buffer.byteLength(told.body) });
	response.end(told.body);
}
