import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Carrier, Receipt } from '#capabilities/notices/port.ts';

/** What came to the address of receipts. */
export type Came = { channel: string; secret: string; headers: Headers; body: string; query: URLSearchParams };

export type Postbox = {
	origin: string;
	/** What came of one try. */
	of: (id: string) => Came[];
	/** The same as its carrier reads it: null where it is not from its gateway. */
	read: (carrier: Carrier, id: string) => (Receipt[] | null)[];
	end: () => void;
};

/** A house that only takes receipts (and answers them as it is told), where the program takes them: `/api/notices/receipts/<channel>/<secret>`. */
export async function openPostbox(answer: (came: Came) => Promise<number> = async () => 200): Promise<Postbox> {
	const came: Came[] = [];
	const server = createServer((request, response) => {
		const parts: Buffer[] = [];
		request.on('data', (part: Buffer) => parts.push(part));
		request.on('end', () => {
			const url = new URL(request.url!, 'http://127.0.0.1');
			const [, channel, secret] = /^\/api\/notices\/receipts\/([^/]+)\/([^/]+)$/.exec(url.pathname) ?? [];
			if (!channel || !secret) return void response.writeHead(404).end();
			const headers = new Headers(request.headers as Record<string, string>);
			const one = { channel, secret, headers, body: Buffer.concat(parts).toString(), query: url.searchParams };
			came.push(one);
			void answer(one).then(
				(status) => response.writeHead(status).end(),
				() => response.writeHead(500).end()
			);
		});
	});
	await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
	const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	const of = (id: string) => came.filter(({ secret, body }) => secret.includes(id) || body.includes(id));
	const read = (carrier: Carrier, id: string) => of(id).map((one) => carrier.receipts!(one));
	return { origin, of, read, end: () => server.close() };
}
