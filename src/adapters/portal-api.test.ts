import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { portalApi } from './portal-api.server.ts';

// Where a file of somebody may go: to the portal that was set, and nowhere that it points to.

const asked: string[] = [];
const servers: Server[] = [];
const up = async (answer: (path: string) => string | null): Promise<string> => {
	const server = createServer((request, response) => {
		asked.push(`${request.headers.host} ${request.url}`);
		const to = answer(request.url!);
		response.writeHead(to ? 307 : 200, { ...(to ? { location: to } : {}), 'content-type': 'application/json' });
		response.end('{"changes":[],"next":"1"}');
	});
	servers.push(server);
	await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
	return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
};

let elsewhere = '';
let portal = '';
beforeAll(async () => {
	elsewhere = await up(() => null);
	portal = await up((path) => elsewhere + path);
});
afterAll(() => servers.forEach((server) => server.close()));

test('a portal that sends on to another address is not followed there', async () => {
	await expect(portalApi(portal, 'key').changesSince('0')).rejects.toThrow();
	await expect(portalApi(portal, 'key').file({ answers: [] } as never)).rejects.toThrow();
	expect(asked.filter((one) => elsewhere.endsWith(one.split(' ')[0]!))).toEqual([]);
	expect(asked).toHaveLength(2);
});

test('nothing goes to a portal on another machine without https', async () => {
	await expect(portalApi('http://portal.example', 'key').changesSince('0')).rejects.toThrow('https');
	await expect(portalApi('http://portal.example', 'key').file({ answers: [] } as never)).rejects.toThrow('https');
});
