import { Agent, request } from 'node:http';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';

export type Sent = { answer: unknown; ms: number; bytes: number };

/** Posts JSON as a browser does; answers what came, after how long, and how many bytes went over the wire for it. */
export function poster(origin: string, sockets = 1): (path: string, said: unknown) => Promise<Sent> {
	const agent = new Agent({ keepAlive: true, maxSockets: sockets });
	const { hostname, port } = new URL(origin);
	return (path, said) =>
		new Promise((done, fail) => {
			const body = JSON.stringify(said);
			const headers = {
				'content-type': 'application/json',
				'content-length': Buffer.byteLength(body),
				'accept-encoding': 'gzip, br'
			};
			const begun = performance.now();
			const call = request({ agent, hostname, port, path, method: 'POST', headers }, (reply) => {
				const { socket } = reply;
				const before = read.get(socket) ?? 0;
				const parts: Buffer[] = [];
				reply.on('data', (part: Buffer) => parts.push(part));
				reply.on('end', () => {
					const all = Buffer.concat(parts);
					const how = reply.headers['content-encoding'];
					const whole = how === 'br' ? brotliDecompressSync(all) : how === 'gzip' ? gunzipSync(all) : all;
					const bytes = socket.bytesRead - before;
					read.set(socket, socket.bytesRead);
					if (reply.statusCode !== 200)
						fail(new Error(`${path} ${reply.statusCode}: ${whole.toString().slice(0, 200)}`));
					else done({ answer: JSON.parse(whole.toString()), ms: performance.now() - begun, bytes });
				});
			});
			call.on('error', fail);
			call.end(body);
		});
}
const read = new WeakMap<object, number>();
