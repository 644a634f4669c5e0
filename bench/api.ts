import { Agent, request } from 'node:http';

/** A small keep-alive client, so that the figures are the server's and not a fetch's. */
export function apiClient(
	origin: string,
	key: string
): (
	kind: 'commands' | 'queries',
	name: string,
	input: unknown
) => Promise<{ status: number; body: Record<string, unknown> }> {
	const agent = new Agent({ keepAlive: true, maxSockets: 64 });
	const { hostname, port } = new URL(origin);
	return (kind, name, input) =>
		new Promise((resolve, reject) => {
			const body = JSON.stringify(input);
			const headers = {
				authorization: `Bearer ${key}`,
				'content-type': 'application/json',
				'content-length': Buffer.byteLength(body),
				'idempotency-key': crypto.randomUUID()
			};
			const call = request(
				{ agent, hostname, port, path: `/api/${kind}/${name}`, method: 'POST', headers },
				(reply) => {
					const parts: Buffer[] = [];
					reply.on('data', (part: Buffer) => parts.push(part));
					reply.on('end', () =>
						resolve({
							status: reply.statusCode ?? 0,
							body: JSON.parse(Buffer.concat(parts).toString() || 'null') as Record<string, unknown>
						})
					);
				}
			);
			call.on('error', reject);
			call.end(body);
		});
}
